/*
 * How browsers encode. One encoding each, no simulcast: a call has one viewer on each side, and a second
 * layer would only take bandwidth from the first.
 */

const kbit = 1000

/**
 * Per source: the ceiling, what Chromium's bandwidth estimate starts from (about the target, so that the
 * first picture is not held back by the pacer), and what is kept when bandwidth falls: a face must move,
 * a document must stay legible.
 */
export const videoEncodings = {
  camera: {
    maxBitrate: 2_000 * kbit,
    startBitrateKbit: 1_000,
    contentHint: 'motion',
    degradation: 'maintain-framerate',
  },
  screen: {
    maxBitrate: 2_500 * kbit,
    startBitrateKbit: 1_000,
    contentHint: 'detail',
    degradation: 'maintain-resolution',
  },
} as const

/** What a camera is there for: the face of a side, a guest’s smaller picture, or hands that sign. */
export type CameraUse = 'side' | 'guest' | 'signing'

/**
 * GUEST-11: signs are read from motion, so that an interpreter’s camera is asked for 30 frames a second, goes before
 * everything else this browser sends, and gives up size first. Any other guest stands small beside the two sides.
 */
export const cameraEncodings = {
  side: { maxBitrate: videoEncodings.camera.maxBitrate },
  guest: { maxBitrate: 700 * kbit },
  signing: { maxBitrate: 2_000 * kbit, maxFramerate: 30, priority: 'high', networkPriority: 'high' },
} as const satisfies Record<CameraUse, object>

/** Speech: mono, loss repair on, no gaps (see codecs.ts). */
export const speechOptions = {
  opusStereo: false,
  opusFec: true,
  opusNack: true,
  opusDtx: false,
  opusMaxAverageBitrate: 40 * kbit,
} as const
