import { randomInt } from 'node:crypto'
import type { RtpParameters } from '@farwindow/shared/call/media.ts'
import { kindOf } from '@farwindow/shared/call/media.ts'
import type { Receiver } from '../../lab/peer/arrivals.ts'
import { openConnection } from '../../lab/peer/connection.ts'
import { ownDtls } from '../../lab/peer/dtls.ts'
import { announced, playableOf, receiving } from '../../lab/peer/peer.ts'
import { openRoad } from '../../lab/peer/road.ts'
import { openSender } from '../../lab/peer/sender.ts'
import type { Sender } from '../../lab/peer/sender.ts'
import { valueOf } from '../../pure/outcome.ts'
import type { Forwarder } from './servers.ts'

const sources = ['camera', 'microphone'] as const
const reportMs = 1_000

/** Many calls of two over one forwarder. */
export interface Load {
  /** Opens so many more calls; nothing is sent yet. */
  add(calls: number): Promise<void>
  flow(flowing: boolean): void
  /** The two of each call. */
  readonly calls: readonly (readonly [string, string])[]
  /** Packets that were sent, that arrived, and that are missing, so far. */
  count(): { readonly sent: number; readonly arrived: number; readonly lost: number }
  close(): void
}

export const openLoad = (host: Forwarder, kbit: number): Load => {
  const senders: Sender[] = []
  const receivers: Receiver[] = []
  const closing: (() => void)[] = []
  const calls: (readonly [string, string])[] = []
  let count = 0

  const join = async () => {
    count += 1
    const peerId = `peer-${count}`
    const opened = valueOf(await host.openPeer({ peerId }))
    const dtlsParameters = await ownDtls()
    const streams = receiving()
    const own: Sender[] = []
    const connections = (['send', 'receive'] as const).map((direction) =>
      openConnection(opened[direction], openRoad(), {
        onState: () => undefined,
        onRtp: streams.hear,
        onRtcp: (packet) => own.forEach((sender) => sender.hear(packet)),
      }),
    )
    const [send, receive] = connections
    if (send === undefined || receive === undefined) throw new Error('unreachable')
    for (const direction of ['send', 'receive'] as const)
      valueOf(await host.connectTransport({ peerId, direction, dtlsParameters }))
    await Promise.all(connections.map(({ connected }) => connected))
    const reporting = setInterval(() => receive.rtcp(streams.report()), reportMs)
    closing.push(() => {
      clearInterval(reporting)
      for (const sender of own) sender.close()
      for (const connection of connections) connection.close()
    })
    const produced = []
    for (const source of sources) {
      const ssrc = randomInt(1, 2 ** 32 - 1)
      const rtpParameters: RtpParameters = announced(opened.routerRtpCapabilities, kindOf[source], ssrc)
      const { producerId } = valueOf(await host.produce({ peerId, source, rtpParameters }))
      produced.push({ peerId, producerId })
      const payloadType = rtpParameters.codecs[0]?.payloadType ?? 0
      own.push(openSender({ kind: kindOf[source], ssrc, payloadType, kbit, out: send }))
    }
    senders.push(...own)
    return { peerId, produced, streams, rtpCapabilities: playableOf(opened.routerRtpCapabilities) }
  }
  type Joined = Awaited<ReturnType<typeof join>>

  const hear = async (to: Joined, from: Joined): Promise<void> => {
    for (const each of from.produced) {
      const { peerId, rtpCapabilities } = to
      const consumer = valueOf(await host.consume({ peerId, from: each, rtpCapabilities }))
      receivers.push(to.streams.add(consumer.kind, consumer.rtpParameters))
      valueOf(await host.resumeConsumers({ peerId, consumerIds: [consumer.id] }))
    }
  }

  return {
    calls,
    add: async (more) => {
      for (let call = 0; call < more; call += 1) {
        const [a, b] = [await join(), await join()]
        await hear(a, b)
        await hear(b, a)
        calls.push([a.peerId, b.peerId])
      }
    },
    flow: (flowing) => {
      for (const sender of senders) sender.flow(flowing)
    },
    count: () => ({
      sent: senders.reduce((sum, each) => sum + each.sent(), 0),
      arrived: receivers.reduce((sum, each) => sum + each.packets(), 0),
      lost: receivers.reduce((sum, each) => sum + each.lost(), 0),
    }),
    close: () => closing.forEach((close) => close()),
  }
}
