import { transportSettings } from '@farwindow/media-config/transports.ts'
import { channelParameters, transportParameters } from '@farwindow/shared/call/media.ts'
import type {
  ConsumerParameters,
  MediaDirection,
  MediaSource,
  OpenedPeer,
  TransportParameters,
} from '@farwindow/shared/call/media.ts'
import type { types } from 'mediasoup'
import type {
  ConnectionStats,
  MediaHostEvent,
  PeerHeld,
  PeerStats,
  PeerWanted,
  StreamStats,
} from '../host.ts'
import { whileAlive } from './guard.ts'
import { plain } from '@farwindow/shared/call/plain.ts'
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
  /** Which of them know the browser’s side. */
  readonly connected: Set<MediaDirection>
  readonly producers: Map<string, Producing>
  readonly consumers: Map<string, Consuming>
  /** Connections for measuring, while they last. */
  readonly probes: Map<string, Probe>
  /** False once it was closed or its worker died. */
  readonly alive: () => boolean
}

type Emit = (event: MediaHostEvent) => void

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
      connected: new Set(),
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

/** Asks the worker how much went over each connection and stream; streams that end meanwhile are left out. */
export async function statsOf(peer: Peer): Promise<PeerStats> {
  const [send, receive, producers, consumers] = await Promise.all([
    connectionStats(peer.transports.send),
    connectionStats(peer.transports.receive),
    Promise.all([...peer.producers.values()].map(({ producer, source }) => streamStats(producer, source))),
    Promise.all([...peer.consumers.values()].map(({ consumer, source }) => streamStats(consumer, source))),
  ])
  return { send, receive, producers: producers.flat(), consumers: consumers.flat() }
}

async function connectionStats(transport: types.WebRtcTransport): Promise<ConnectionStats> {
  const [stat] = await transport.getStats()
  const over = stat?.iceSelectedTuple?.protocol
  return {
    ice: transport.iceState,
    dtls: transport.dtlsState,
    ...(over === undefined ? {} : { over }),
    receivedBytes: stat?.bytesReceived ?? 0,
    sentBytes: stat?.bytesSent ?? 0,
  }
}

/** A consumer’s statistics also hold its producer’s inbound stream; only its own direction counts. */
async function streamStats(
  stream: types.Producer | types.Consumer,
  source: MediaSource,
): Promise<StreamStats[]> {
  const all = await whileAlive(
    () => !stream.closed,
    () => stream.getStats(),
  )
  if (!all.ok) return []
  const own = 'producerId' in stream ? 'outbound-rtp' : 'inbound-rtp'
  const stats = all.value.filter((stat) => stat.type === own)
  return [
    {
      id: stream.id,
      source,
      packets: stats.reduce((sum, stat) => sum + stat.packetCount, 0),
      packetBytes: stats.reduce((sum, stat) => sum + stat.byteCount, 0),
    },
  ]
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
