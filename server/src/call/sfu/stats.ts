import type { MediaSource } from '@farwindow/shared/call/media.ts'
import type { types } from 'mediasoup'
import type { ConnectionStats, PeerStats, StreamStats } from '../host.ts'
import { whileAlive } from './guard.ts'
import type { Peer } from './peer.ts'

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
