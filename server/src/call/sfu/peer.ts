import { transportSettings } from '@farwindow/media-config/transports.ts'
import { channelParameters, transportParameters } from '@farwindow/shared/call/media.ts'
import type {
  ConsumerParameters,
  MediaDirection,
  MediaSource,
  OpenedPeer,
  TransportParameters,
} from '@farwindow/shared/call/media.ts'
import { plain } from '@farwindow/shared/call/plain.ts'
import type { types } from 'mediasoup'
import type { PeerHeld, PeerWanted } from '../host.ts'
import type { Emit } from '../hostevents.ts'
import type { Probe } from './probe.ts'
import type { RunningWorker } from './worker.ts'

export interface Producing {
  readonly producer: types.Producer
  readonly source: MediaSource
}

export interface Consuming {
  readonly consumer: types.Consumer
  readonly source: MediaSource
  /** What its browser was offered. */
  readonly offered: ConsumerParameters
}

/** A peer inside the adapter: its two transports and what runs over them. */
export interface Peer {
  readonly id: string
  readonly near: string | undefined
  readonly owner: string | undefined
  readonly worker: RunningWorker
  readonly transports: Readonly<Record<MediaDirection, types.WebRtcTransport>>
  readonly opened: OpenedPeer
  /** What each of them was told of the browser's side. */
  readonly connected: Map<MediaDirection, string>
  readonly producers: Map<string, Producing>
  readonly consumers: Map<string, Consuming>
  /** Connections for measuring, while they last. */
  readonly probes: Map<string, Probe>
  /** False once it was closed or its worker died. */
  readonly alive: () => boolean
}

/** Makes both transports on the worker, and the data consumer that lets the receiving one connect early. */
export async function makePeer(worker: RunningWorker, input: PeerWanted, emit: Emit): Promise<Peer> {
  const base = { webRtcServer: worker.server, ...transportSettings }
  const [send, receive] = await Promise.all([
    worker.router.createWebRtcTransport(base),
    worker.router.createWebRtcTransport({ ...base, enableSctp: true }),
  ])
  try {
    const channel = await receive.consumeData({ dataProducerId: worker.wakeProducerId })
    const { id, dataProducerId, label, protocol, sctpStreamParameters } = channel
    watch(send, input.peerId, 'send', emit)
    watch(receive, input.peerId, 'receive', emit)
    return {
      id: input.peerId,
      near: input.near,
      owner: input.owner,
      worker,
      transports: { send, receive },
      opened: {
        peerId: input.peerId,
        routerRtpCapabilities: worker.capabilities,
        send: parametersOf(send),
        receive: parametersOf(receive),
        channel: plain(channelParameters, { id, dataProducerId, label, protocol, sctpStreamParameters }),
      },
      connected: new Map(),
      producers: new Map(),
      consumers: new Map(),
      probes: new Map(),
      alive: () => !send.closed && !receive.closed,
    }
  } catch (error) {
    send.close()
    receive.close()
    throw error
  }
}

export const parametersOf = (transport: types.WebRtcTransport): TransportParameters => {
  const { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters } = transport
  return plain(transportParameters, { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters })
}

/** A connection is `connected` when both ICE and DTLS are; it is told once per change. */
function watch(
  transport: types.WebRtcTransport,
  peerId: string,
  direction: MediaDirection,
  emit: Emit,
): void {
  let told: 'connected' | 'disconnected' | 'failed' | undefined
  const look = (): void => {
    const state = stateOf(transport)
    if (state === undefined || state === told) return
    told = state
    emit({ type: 'connection', peerId, direction, state })
  }
  transport.on('icestatechange', look)
  transport.on('dtlsstatechange', look)
}

function stateOf({
  iceState,
  dtlsState,
}: types.WebRtcTransport): 'connected' | 'disconnected' | 'failed' | undefined {
  if (dtlsState === 'failed') return 'failed'
  if (iceState === 'disconnected') return 'disconnected'
  const reached = iceState === 'connected' || iceState === 'completed'
  return reached && dtlsState === 'connected' ? 'connected' : undefined
}

/** The peer as the books of a desk need it. */
export const heldOf = ({ id, owner, near, producers, consumers }: Peer): PeerHeld => ({
  peerId: id,
  ...(owner === undefined ? {} : { owner }),
  ...(near === undefined ? {} : { near }),
  producers: [...producers].map(([producerId, { producer, source }]) => ({
    id: producerId,
    source,
    paused: producer.paused,
  })),
  consumers: [...consumers.values()].map(({ consumer, offered }) => ({
    ...offered,
    paused: consumer.paused,
  })),
})

/** Gives back all that the peer has: closing the transports closes what runs over them. */
export const closePeer = ({ transports, probes }: Peer): void => {
  transports.send.close()
  transports.receive.close()
  for (const { transport } of probes.values()) transport.close()
}
