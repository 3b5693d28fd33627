import { randomInt } from 'node:crypto'
import { kindOf } from '@farwindow/shared/call/media.ts'
import type {
  ConsumerParameters,
  MediaDirection,
  MediaKind,
  MediaSource,
  RtpCapabilities,
  RtpParameters,
} from '@farwindow/shared/call/media.ts'
import type { openPeer } from '@farwindow/client/call/media/peer.ts'
import type { Output } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { openReceiver } from './arrivals.ts'
import type { Arrivals, Receiver } from './arrivals.ts'
import { openConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import { ownDtls } from './dtls.ts'
import type { Road } from './road.ts'
import { openSender } from './sender.ts'
import type { Sender } from './sender.ts'

/*
 * The place of a browser's WebRTC under our own media session: real ICE, DTLS and SRTP, synthetic pictures. What
 * decides (session, paths, link) is the client's own code.
 */

const reportMs = 1_000
const mid = 'urn:ietf:params:rtp-hdrext:sdes:mid'
const played = ['audio/opus', 'video/vp8']

/** A track that stands for a stream; there is nothing behind it that could be played. */
export const standIn = (): MediaStreamTrack => new EventTarget() as MediaStreamTrack
const arrivals = new WeakMap<MediaStreamTrack, Arrivals>()
/** What has arrived of a remote stream. */
export const arrivalsOf = (track: MediaStreamTrack): Arrivals => {
  const found = arrivals.get(track)
  if (found === undefined) throw new Error('this track is not a remote one of a simulated peer')
  return found
}

/** What it can play: what a browser and the media host have in common, without retransmission streams. */
export const playableOf = ({ codecs = [], headerExtensions = [] }: RtpCapabilities): RtpCapabilities => ({
  codecs: codecs.filter(({ mimeType }) => played.includes(mimeType.toLowerCase())),
  headerExtensions: headerExtensions.filter(({ uri }) => uri === mid),
})

/** One stream as a browser would announce it. */
export const announced = (capabilities: RtpCapabilities, kind: MediaKind, ssrc: number): RtpParameters => {
  const codec = capabilities.codecs?.find(
    (each) => each.kind === kind && played.includes(each.mimeType.toLowerCase()),
  )
  if (codec === undefined) throw new Error(`no ${kind} codec`)
  const { mimeType, clockRate, preferredPayloadType, channels, rtcpFeedback = [] } = codec
  return {
    mid: String(ssrc),
    codecs: [
      {
        mimeType,
        clockRate,
        payloadType: preferredPayloadType,
        ...(channels === undefined ? {} : { channels }),
        rtcpFeedback: rtcpFeedback.filter(({ type }) => type === 'nack' || type === 'ccm'),
      },
    ],
    encodings: [{ ssrc }],
    rtcp: { cname: 'simulated' },
  }
}

export interface PeerPlan {
  readonly road: Road
  /** Of a camera or screen. */
  readonly kbit: number
}

const ssrcOf = ({ encodings }: RtpParameters): number => encodings?.[0]?.ssrc ?? 0

/** The streams that come over one connection, by their number. */
export const receiving = () => {
  const receivers = new Map<number, Receiver>()
  return {
    add: (kind: MediaKind, parameters: RtpParameters): Receiver => {
      const receiver = openReceiver(kind, ssrcOf(parameters))
      receivers.set(ssrcOf(parameters), receiver)
      return receiver
    },
    remove: (parameters: RtpParameters): void => void receivers.delete(ssrcOf(parameters)),
    hear: (packet: Buffer, open: { payload(packet: Buffer, wanted?: boolean): Buffer | null }): void =>
      receivers.get(packet.readUInt32BE(8))?.take(packet, (wanted) => open.payload(packet, wanted)),
    /** One receiver report about all of them. */
    report: (): Buffer => {
      const blocks = [...receivers.values()].slice(0, 31).map((each) => each.block())
      const head = Buffer.alloc(8)
      head.writeUInt8(0x80 | blocks.length, 0)
      head.writeUInt8(201, 1)
      head.writeUInt16BE(1 + 6 * blocks.length, 2)
      head.writeUInt32BE(1, 4)
      return Buffer.concat([head, ...blocks])
    },
  }
}

/** For `openMediaSession`, in place of the one with a browser's connections. */
export const simulated =
  (plan: PeerPlan): typeof openPeer =>
  async (signal, events) => {
    const [opened, dtlsParameters] = await Promise.all([signal.ask('media.open', {}), ownDtls()])
    if (!opened.ok) return opened
    return { ok: true, value: connectPeer(plan, opened.value, dtlsParameters, signal, events) }
  }

type Parts = Parameters<typeof openPeer>

const connectPeer = (
  { road, kbit }: PeerPlan,
  opened: Output<'media.open'>,
  dtlsParameters: Awaited<ReturnType<typeof ownDtls>>,
  signal: Parts[0],
  { onConnection, onRefused }: Parts[1],
) => {
  const { peerId, routerRtpCapabilities } = opened
  const senders = new Map<MediaSource, Sender>()
  const consumers = new Map<string, ConsumerParameters>()
  const streams = receiving()
  let closed = false
  const rtpCapabilities = playableOf(routerRtpCapabilities)

  const connection = (direction: MediaDirection): Connection =>
    openConnection(opened[direction], road, {
      onState: (state) => onConnection(direction, state),
      onRtp: streams.hear,
      onRtcp: (packet) => senders.forEach((sender) => sender.hear(packet)),
    })
  const connections = { send: connection('send'), receive: connection('receive') }

  const tell = async (asking: Promise<Outcome<unknown>>): Promise<void> => {
    const outcome = await asking
    if (!outcome.ok && !closed) onRefused(outcome.refusal)
  }
  void tell(signal.ask('media.connect', { peerId, direction: 'send', dtlsParameters }))
  void tell(signal.ask('media.connect', { peerId, direction: 'receive', dtlsParameters, rtpCapabilities }))
  const reporting = setInterval(() => connections.receive.rtcp(streams.report()), reportMs)

  const produce = async (source: MediaSource, flowing: boolean): Promise<void> => {
    const kind = kindOf[source]
    const ssrc = randomInt(1, 2 ** 32 - 1)
    const rtpParameters = announced(routerRtpCapabilities, kind, ssrc)
    const sender = openSender({
      kind,
      ssrc,
      payloadType: rtpParameters.codecs[0]?.payloadType ?? 0,
      kbit,
      out: connections.send,
    })
    senders.set(source, sender)
    const outcome = await signal.ask('media.produce', { peerId, source, rtpParameters })
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    if (!closed) sender.flow(flowing)
  }

  return {
    id: peerId,
    playable: () => rtpCapabilities,
    connection: (direction: MediaDirection) => connections[direction].state(),
    send: async (source: MediaSource, _track: MediaStreamTrack, flowing: boolean) => {
      if (!senders.has(source)) await produce(source, flowing)
    },
    drop: (source: MediaSource) => {
      senders.get(source)?.close()
      if (senders.delete(source)) void tell(signal.ask('media.stop', { peerId, source }))
    },
    setFlowing: (source: MediaSource, flowing: boolean) => senders.get(source)?.flow(flowing),
    // What is simulated has no pictures that could be smaller.
    setRung: () => undefined,
    receive: async (offered: readonly ConsumerParameters[]) =>
      offered.map((each) => {
        const track = standIn()
        consumers.set(each.id, each)
        arrivals.set(track, streams.add(each.kind, each.rtpParameters))
        return { consumerId: each.id, from: each.from, source: each.source, track }
      }),
    forget: (consumerIds: readonly string[]) => {
      for (const id of consumerIds) {
        const consumer = consumers.get(id)
        if (consumer !== undefined) streams.remove(consumer.rtpParameters)
        consumers.delete(id)
      }
    },
    restartIce: async (direction: MediaDirection) => {
      const outcome = await signal.ask('media.restartIce', { peerId, direction }, { patienceMs: 0 })
      if (!outcome.ok) return onRefused(outcome.refusal)
      if (!closed) connections[direction].restart(outcome.value.iceParameters)
    },
    // There is no browser to count anything.
    stats: async () => new Map() as RTCStatsReport,
    heardBytes: async (direction: MediaDirection) => connections[direction].heardBytes(),
    close: () => {
      closed = true
      clearInterval(reporting)
      for (const sender of senders.values()) sender.close()
      connections.send.close()
      connections.receive.close()
    },
  }
}
