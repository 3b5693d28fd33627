import { z } from 'zod'

/*
 * The parameters two WebRTC ends exchange through us (names as in ORTC and mediasoup). They come from
 * browsers, so everything is bounded; what is not named here is dropped before it reaches the media host.
 */

const name = z.string().max(128)
const id = z.string().min(1).max(64)
const uint8 = z.number().int().min(0).max(255)
const uint32 = z.number().int().min(0).max(4_294_967_295)
const port = z.number().int().min(1).max(65_535)
const bytes = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31)

/** Codec and extension settings (`{ 'packetization-mode': 1 }`): few, flat, short. */
const settings = z
  .record(name, z.union([z.string().max(512), z.number()]))
  .refine((record) => Object.keys(record).length <= 32, 'too many settings')

const feedback = z.array(z.object({ type: name, parameter: name.exactOptional() })).max(16)

/** The header extensions both ends know; the media host stops at any other. */
export const extensionUri = z.enum([
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
  'urn:3gpp:video-orientation',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time',
  'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay',
  'urn:mediasoup:params:rtp-hdrext:packet-id',
])

export const mediaKind = z.enum(['audio', 'video'])
export type MediaKind = z.infer<typeof mediaKind>

/** What a stream shows. One of each at most from one person. */
export const mediaSource = z.enum(['camera', 'microphone', 'screen'])
export type MediaSource = z.infer<typeof mediaSource>

/** Why somebody has no camera or microphone. Each has its own remedy in words (client/src/words). */
export const captureTrouble = z.enum([
  /** The person or a rule of the browser said no. */
  'denied',
  /** There is none, or the chosen one is gone. */
  'missing',
  /** Another program holds it, or the system gives no access. */
  'busy',
  /** The page is not served over https. */
  'insecure',
])
export type CaptureTrouble = z.infer<typeof captureTrouble>

/** `interrupted`: there, but the system holds it for the moment, for a phone call (MEDIA-35). */
const lack = z.enum([...captureTrouble.options, 'interrupted'])

/** What somebody cannot send, and why (MEDIA-22). Empty: nothing is lacking. */
export const lacking = z.strictObject({ camera: lack.optional(), microphone: lack.optional() })
export type Lacking = z.infer<typeof lacking>

/** The kind of media each source carries (sound of a shared screen is not sent). */
export const kindOf = {
  camera: 'video',
  microphone: 'audio',
  screen: 'video',
} as const satisfies Record<MediaSource, MediaKind>

/** A person's two connections to the media host, as seen from the person. */
export const mediaDirection = z.enum(['send', 'receive'])
export type MediaDirection = z.infer<typeof mediaDirection>

const codecBase = {
  mimeType: z
    .string()
    .max(64)
    .regex(/^(audio|video)\/[\w.-]+$/i),
  clockRate: uint32,
  channels: uint8.exactOptional(),
  parameters: settings.exactOptional(),
  rtcpFeedback: feedback.exactOptional(),
}

/** What one end can play. */
export const rtpCapabilities = z.object({
  codecs: z
    .array(z.object({ ...codecBase, kind: mediaKind, preferredPayloadType: uint8 }))
    .max(64)
    .exactOptional(),
  headerExtensions: z
    .array(
      z.object({
        kind: mediaKind,
        uri: extensionUri,
        preferredId: uint8,
        preferredEncrypt: z.boolean().exactOptional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).exactOptional(),
      }),
    )
    .max(64)
    .exactOptional(),
})
export type RtpCapabilities = z.infer<typeof rtpCapabilities>

/** One stream as it is sent: codecs in use, header extensions, encodings. */
export const rtpParameters = z.object({
  mid: z.string().min(1).max(32).exactOptional(),
  codecs: z
    .array(z.object({ ...codecBase, payloadType: uint8 }))
    .min(1)
    .max(16),
  headerExtensions: z
    .array(
      z.object({
        uri: extensionUri,
        id: uint8,
        encrypt: z.boolean().exactOptional(),
        parameters: settings.exactOptional(),
      }),
    )
    .max(32)
    .exactOptional(),
  encodings: z
    .array(
      z.object({
        ssrc: uint32.exactOptional(),
        rid: z.string().min(1).max(32).exactOptional(),
        codecPayloadType: uint8.exactOptional(),
        rtx: z.object({ ssrc: uint32 }).exactOptional(),
        dtx: z.boolean().exactOptional(),
        scalabilityMode: z
          .string()
          .max(16)
          .regex(/^[LS]\d+T\d+/)
          .exactOptional(),
        maxBitrate: uint32.exactOptional(),
      }),
    )
    .min(1)
    .max(4)
    .exactOptional(),
  rtcp: z.object({ cname: name.exactOptional(), reducedSize: z.boolean().exactOptional() }).exactOptional(),
  msid: z.string().max(256).exactOptional(),
})
export type RtpParameters = z.infer<typeof rtpParameters>

export const dtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).exactOptional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z
          .string()
          .max(256)
          .regex(/^[\da-f]{2}(:[\da-f]{2})+$/i),
      }),
    )
    .min(1)
    .max(8),
})
export type DtlsParameters = z.infer<typeof dtlsParameters>

export const iceParameters = z.object({
  usernameFragment: z.string().min(1).max(256),
  password: z.string().min(1).max(256),
  iceLite: z.boolean().exactOptional(),
})
export type IceParameters = z.infer<typeof iceParameters>

const iceCandidate = z.object({
  foundation: name,
  priority: uint32,
  ip: name,
  address: name,
  protocol: z.enum(['udp', 'tcp']),
  port,
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.enum(['active', 'passive', 'so']).exactOptional(),
})

const sctpParameters = z.object({
  port,
  maxSendMessageSize: bytes,
  maxReceiveMessageSize: bytes,
  OS: uint32.exactOptional(),
  MIS: uint32.exactOptional(),
  maxMessageSize: bytes.exactOptional(),
})

/** All a browser needs to make its end of one connection. */
export const transportParameters = z.object({
  id,
  iceParameters,
  iceCandidates: z.array(iceCandidate).max(32),
  dtlsParameters,
  sctpParameters: sctpParameters.exactOptional(),
})
export type TransportParameters = z.infer<typeof transportParameters>

/**
 * A data channel from the media host. A receive connection has nothing to connect with until somebody
 * sends; this channel is that something, so that the connection is up before anybody calls.
 */
export const channelParameters = z.object({
  id,
  dataProducerId: id,
  label: name,
  protocol: name,
  sctpStreamParameters: z.object({
    streamId: z.number().int().min(0).max(65_535),
    ordered: z.boolean().exactOptional(),
    maxPacketLifeTime: uint32.exactOptional(),
    maxRetransmits: uint32.exactOptional(),
  }),
})

/** A stream on its way to a person: what the browser needs to play it. */
export const consumerParameters = z.object({
  id,
  /** The peer who sends it. */
  from: id,
  producerId: id,
  source: mediaSource,
  kind: mediaKind,
  rtpParameters,
})
export type ConsumerParameters = z.infer<typeof consumerParameters>

export const iceServer = z.object({
  urls: z.array(z.string().max(256)).min(1).max(8),
  username: z.string().max(256).exactOptional(),
  credential: z.string().max(256).exactOptional(),
})
export type IceServer = z.infer<typeof iceServer>

/** A peer of the media host: both its connections, and the channel that brings the receiving one up. */
export const openedPeer = z.object({
  peerId: id,
  routerRtpCapabilities: rtpCapabilities,
  send: transportParameters,
  receive: transportParameters,
  channel: channelParameters,
})
export type OpenedPeer = z.infer<typeof openedPeer>
