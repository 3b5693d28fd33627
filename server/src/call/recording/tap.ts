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

/** No retransmissions of our own: nothing gets lost on the way into this process. */
const capabilitiesOf = ({ rtpCapabilities }: types.Router): types.RtpCapabilities => ({
  codecs: rtpCapabilities.codecs?.filter(({ mimeType }) => !mimeType.toLowerCase().endsWith('/rtx')) ?? [],
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
  const { transport, consumer, kind } = made.value
  consumer.on('rtp', events.packet)
  consumer.on('producerpause', () => events.held(true))
  consumer.on('producerresume', () => events.held(false))
  consumer.observer.once('close', () => {
    transport.close()
    events.gone()
  })
  if (consumer.closed) return null
  const ask = async (work: () => Promise<void>): Promise<void> => {
    await whileAlive(() => !consumer.closed, work)
  }
  return {
    kind,
    held: () => consumer.producerPaused,
    flow: () => ask(() => consumer.resume()),
    rest: () => ask(() => consumer.pause()),
    wantKeyFrame: () => void ask(() => consumer.requestKeyFrame()),
    close: () => transport.close(),
  }
}

const connect = async (router: types.Router, producerId: string) => {
  const transport = await router.createDirectTransport()
  try {
    const consumer = await transport.consume({
      producerId,
      rtpCapabilities: capabilitiesOf(router),
      paused: true,
    })
    const [codec] = consumer.rtpParameters.codecs
    const name = codec === undefined ? undefined : codecOf(codec.mimeType)
    if (codec !== undefined && name !== undefined)
      return {
        transport,
        consumer,
        kind: { codec: name, clockRate: codec.clockRate, channels: codec.channels ?? 1 },
      }
    transport.close()
    return null
  } catch (error) {
    transport.close()
    throw error
  }
}
