import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import type { types } from 'mediasoup'
import { whileAlive } from '../sfu/guard.ts'
import type { Peer, Producing } from '../sfu/peer.ts'
import type { TrackKind } from './track.ts'

/** What a tap hears of its stream. */
export interface TapEvents {
  readonly packet: (bytes: Buffer) => void
  /** The sender holds it, or goes on. */
  readonly held: (held: boolean) => void
  /** The stream is over. Called once, also after `close`. */
  readonly gone: () => void
}

/** A stream of a peer, brought into this process as it is. It rests until `flow`. */
export interface Tap {
  readonly kind: TrackKind
  readonly held: () => boolean
  flow(): Promise<void>
  rest(): Promise<void>
  wantKeyFrame(): void
  close(): void
}

const codecs = { 'video/vp8': 'VP8', 'video/h264': 'H264', 'audio/opus': 'OPUS' } as const
const codecOf = (mimeType: string): TrackKind['codec'] | undefined =>
  Object.entries(codecs).find(([name]) => name === mimeType.toLowerCase())?.[1]

/** Asked of the worker, the system may give less: a second or more of what a camera sends, should we be held up. */
const receiveBytes = 2 * 1024 * 1024
const loopback = '127.0.0.1'

/** No retransmissions of our own: what gets lost on the way into this process is lost, and named as a gap. */
const capabilitiesOf = ({ rtpCapabilities }: types.Router): types.RtpCapabilities => ({
  codecs: (rtpCapabilities.codecs ?? [])
    .filter(({ mimeType }) => !mimeType.toLowerCase().endsWith('/rtx'))
    .map((codec) => ({
      ...codec,
      rtcpFeedback:
        codec.rtcpFeedback?.filter(({ type, parameter }) => type !== 'nack' || parameter === 'pli') ?? [],
    })),
  headerExtensions: [],
})

/** Taps a stream on its own worker. Null when it ended meanwhile, or its codec cannot be recorded. */
export const openTap = async (
  { worker }: Peer,
  { producer }: Producing,
  events: TapEvents,
): Promise<Tap | null> => {
  const made = await whileAlive(
    () => worker.alive() && !producer.closed,
    () => connect(worker.router, producer.id),
  )
  if (!made.ok || made.value === null) return null
  const { consumer, socket, kind, close } = made.value
  socket.on('message', events.packet)
  consumer.on('producerpause', () => events.held(true))
  consumer.on('producerresume', () => events.held(false))
  consumer.observer.once('close', () => {
    close()
    events.gone()
  })
  if (consumer.closed) {
    close()
    return null
  }
  const ask = async (work: () => Promise<void>): Promise<void> => {
    await whileAlive(() => !consumer.closed, work)
  }
  return {
    kind,
    held: () => consumer.producerPaused,
    flow: () => ask(() => consumer.resume()),
    rest: () => ask(() => consumer.pause()),
    wantKeyFrame: () => void ask(() => consumer.requestKeyFrame()),
    close,
  }
}

/**
 * Packets come over a socket of this machine, one for each stream: half the processor time of mediasoup's own channel
 * (decisions/016). It takes nothing from anybody but this transport.
 */
const connect = async (router: types.Router, producerId: string) => {
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: loopback },
    rtcpMux: true,
  })
  const socket = createSocket('udp4')
  // What cannot be received is seen as missing packets.
  socket.on('error', () => undefined)
  let open = true
  const close = (): void => {
    if (!open) return
    open = false
    transport.close()
    socket.close()
  }
  try {
    await joined(socket, transport)
    const consumer = await transport.consume({
      producerId,
      rtpCapabilities: capabilitiesOf(router),
      paused: true,
    })
    const kind = kindOf(consumer.rtpParameters)
    if (kind !== null) return { consumer, socket, kind, close }
    close()
    return null
  } catch (error) {
    close()
    throw error
  }
}

/** Each knows the other as the only one it hears. */
const joined = async (socket: Socket, transport: types.PlainTransport): Promise<void> => {
  const bound = once(socket, 'listening')
  socket.bind(0, loopback)
  await bound
  const known = once(socket, 'connect')
  socket.connect(transport.tuple.localPort, loopback)
  await known
  socket.setRecvBufferSize(receiveBytes)
  await transport.connect({ ip: loopback, port: socket.address().port })
}

const kindOf = ({ codecs: [codec] }: types.RtpParameters): TrackKind | null => {
  const name = codec === undefined ? undefined : codecOf(codec.mimeType)
  return codec === undefined || name === undefined
    ? null
    : { codec: name, clockRate: codec.clockRate, channels: codec.channels ?? 1 }
}
