import { mediaCodecs } from '@farwindow/media-config/codecs.ts'
import { kindOf } from '@farwindow/shared/call/media.ts'
import type { MediaDirection } from '@farwindow/shared/call/media.ts'
import { createWorker } from 'mediasoup'
import type { types } from 'mediasoup'
import type { Forwarder } from './servers.ts'

/*
 * mediasoup as its documentation shows it, and nothing more: no line to anybody, nobody who listens to its events.
 * `defaults`: a port for each connection, settings as they come. `best`: one port for all, no SCTP, a high estimate
 * to begin with.
 */

const best = process.argv[2] === 'best'
const workerBin = process.env['MEDIASOUP_WORKER_BIN']
const worker = await createWorker({
  logLevel: 'none',
  ...(workerBin === undefined ? {} : { workerBin }),
})
const router = await worker.createRouter({ mediaCodecs })
const listenInfos: types.TransportListenInfo[] = [{ protocol: 'udp', ip: '127.0.0.1' }]
const webRtcServer = best ? await worker.createWebRtcServer({ listenInfos }) : null
const transports = new Map<string, types.WebRtcTransport>()
const consumers = new Map<string, types.Consumer>()

const open = async (peerId: string, direction: MediaDirection) => {
  const transport = await router.createWebRtcTransport(
    webRtcServer === null
      ? { listenInfos }
      : { webRtcServer, initialAvailableOutgoingBitrate: 2_500_000, enableUdp: true },
  )
  transports.set(`${peerId} ${direction}`, transport)
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport
  return { id, iceParameters, iceCandidates, dtlsParameters }
}
const transportOf = (peerId: string, direction: MediaDirection): types.WebRtcTransport => {
  const found = transports.get(`${peerId} ${direction}`)
  if (found === undefined) throw new Error(`no such peer: ${peerId}`)
  return found
}

type Input<N extends keyof Forwarder> = Parameters<Forwarder[N]>[0]
const ok = <T>(value: T) => ({ ok: true, value }) as const

const requests = {
  capabilities: async () => router.rtpCapabilities,
  openPeer: async ({ peerId }: NonNullable<Input<'openPeer'>>) =>
    ok({
      peerId,
      routerRtpCapabilities: router.rtpCapabilities,
      send: await open(peerId, 'send'),
      receive: await open(peerId, 'receive'),
    }),
  connectTransport: async ({ peerId, direction, dtlsParameters }: NonNullable<Input<'connectTransport'>>) => {
    await transportOf(peerId, direction).connect({ dtlsParameters })
    return ok(null)
  },
  produce: async ({ peerId, source, rtpParameters }: NonNullable<Input<'produce'>>) => {
    const producer = await transportOf(peerId, 'send').produce({ kind: kindOf[source], rtpParameters })
    return ok({ producerId: producer.id })
  },
  consume: async ({ peerId, from, rtpCapabilities }: NonNullable<Input<'consume'>>) => {
    const consumer = await transportOf(peerId, 'receive').consume({
      producerId: from.producerId,
      rtpCapabilities,
      paused: true,
    })
    consumers.set(consumer.id, consumer)
    const { id, kind, rtpParameters } = consumer
    return ok({ id, from: from.peerId, producerId: from.producerId, kind, rtpParameters })
  },
  resumeConsumers: async ({ consumerIds }: NonNullable<Input<'resumeConsumers'>>) => {
    await Promise.all(consumerIds.map((id) => consumers.get(id)?.resume()))
    return ok(null)
  },
}

const isName = (name: string): name is keyof typeof requests => Object.hasOwn(requests, name)

process.on('message', ({ id, name, input }: { id: number; name: string; input: never }) => {
  if (!isName(name)) return
  void requests[name](input).then((value) => process.send?.({ id, value }))
})
process.once('SIGTERM', () => {
  worker.close()
  process.exit()
})
process.once('disconnect', () => process.exit())
process.send?.({})
