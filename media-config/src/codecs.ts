import type { types } from 'mediasoup'

/**
 * What our routers forward, in order of preference. VP8 first: every browser encodes it in software
 * without licence questions. H264 for phones that only have that in hardware. Opus repairs its own losses
 * (in-band FEC, NACK); no DTX, whose gaps would put sound and picture of a recording out of step.
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 0 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
]
