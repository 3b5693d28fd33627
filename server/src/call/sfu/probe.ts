import { randomUUID } from 'node:crypto'
import { transportSettings } from '@farwindow/media-config/transports.ts'
import type { DtlsParameters } from '@farwindow/shared/call/media.ts'
import {
  probeCopies,
  probeLifetimeMs,
  probesAtOnce,
  probeStreams,
  type OpenedProbe,
  type ProbeCounts,
  type ProbeStream,
} from '@farwindow/shared/call/probe.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { types } from 'mediasoup'
import { checked, whileAlive } from './guard.ts'
import { parametersOf } from './peer.ts'
import type { Peer } from './peer.ts'

/** A probe as its worker holds it. */
export interface Probe {
  readonly transport: types.WebRtcTransport
  readonly streams: Readonly<Record<ProbeStream, types.DataProducer>>
}

/** Messages that are lost stay lost, and none waits for another. */
const asTheyCome = { ordered: false, maxRetransmits: 0 }

/** Opens a connection for measuring beside those of the peer (MEDIA-40). It carries no media, and nobody else hears it. */
export async function openProbe(peer: Peer, dtlsParameters: DtlsParameters): Promise<Outcome<OpenedProbe>> {
  if (peer.probes.size >= probesAtOnce) return refuse('tooMany')
  const made = await whileAlive(peer.alive, () =>
    peer.worker.router.createWebRtcTransport({
      webRtcServer: peer.worker.server,
      ...transportSettings,
      enableSctp: true,
    }),
  )
  if (!made.ok) return made
  const transport = made.value
  const alive = (): boolean => peer.alive() && !transport.closed
  const opened = await checked(alive, async () => {
    await transport.connect({ dtlsParameters })
    return streamsOver(transport)
  })
  if (!opened.ok) {
    transport.close()
    return opened
  }
  const { streams, echo, copies } = opened.value
  const probeId = randomUUID()
  peer.probes.set(probeId, { transport, streams })
  const timer = setTimeout(() => transport.close(), probeLifetimeMs)
  timer.unref()
  transport.observer.once('close', () => {
    clearTimeout(timer)
    peer.probes.delete(probeId)
  })
  return ok({ probeId, transport: parametersOf(transport), echo, copies })
}

/** The worker itself sends back what comes: no message passes through this process. */
async function streamsOver(transport: types.WebRtcTransport) {
  const take = (stream: ProbeStream): Promise<types.DataProducer> =>
    transport.produceData({
      label: stream,
      sctpStreamParameters: { streamId: probeStreams[stream], ...asTheyCome },
    })
  const giveBack = async ({ id }: types.DataProducer): Promise<number> => {
    const { sctpStreamParameters } = await transport.consumeData({ dataProducerId: id, ...asTheyCome })
    return sctpStreamParameters?.streamId ?? 0
  }
  const [echoed, counted, copied] = [await take('echoed'), await take('counted'), await take('copied')]
  const echo = await giveBack(echoed)
  const copies: number[] = []
  for (let copy = 0; copy < probeCopies; copy += 1) copies.push(await giveBack(copied))
  return { streams: { echoed, counted, copied }, echo, copies }
}

/** Ends a probe and tells what came of it. */
export async function endProbe(peer: Peer, probeId: string): Promise<Outcome<ProbeCounts>> {
  const probe = peer.probes.get(probeId)
  if (probe === undefined) return refuse('notFound', 'probeId')
  const counts = await whileAlive(
    () => !probe.transport.closed,
    async () => {
      const [echoed, counted, copied] = await Promise.all([
        countOf(probe.streams.echoed),
        countOf(probe.streams.counted),
        countOf(probe.streams.copied),
      ])
      return { echoed, counted, copied }
    },
  )
  probe.transport.close()
  return counts
}

async function countOf(stream: types.DataProducer): Promise<ProbeCounts[ProbeStream]> {
  const [stat] = await stream.getStats()
  return { messages: stat?.messagesReceived ?? 0, bytes: stat?.bytesReceived ?? 0 }
}
