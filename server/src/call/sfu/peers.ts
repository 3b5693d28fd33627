import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { ConsumersRef, ProducerRef } from '../host.ts'
import { whileAlive } from './guard.ts'
import type { Consuming, Peer, Producing } from './peer.ts'
import type { place, RunningWorker } from './worker.ts'

type Load = Parameters<typeof place>[0][number]

/** The peers of a media host, and work on them and on their streams, as long as these are there. */
export interface Peers {
  all(): readonly Peer[]
  get(peerId: string): Peer | undefined
  put(peer: Peer): void
  /** From now on it is not there; closing it is the caller's. */
  remove(peerId: string): void
  clear(): void
  /** What placing needs to know of a worker. */
  loadOf(worker: RunningWorker, near?: string | undefined): Load
  withPeer<T>(
    ref: { readonly peerId: string },
    work: (peer: Peer) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>>
  withProducer(ref: ProducerRef, work: (held: Producing) => Promise<void>): Promise<Outcome<null>>
  /** A consumer that closes meanwhile is passed over like one that was closed before. */
  withConsumers(ref: ConsumersRef, work: (held: Consuming) => unknown): Promise<Outcome<null>>
}

export const createPeers = (): Peers => {
  const peers = new Map<string, Peer>()

  const withPeer: Peers['withPeer'] = async ({ peerId }, work) => {
    const peer = peers.get(peerId)
    return peer === undefined ? refuse('notFound', 'peerId') : work(peer)
  }

  return {
    all: () => [...peers.values()],
    get: (peerId) => peers.get(peerId),
    put: (peer) => void peers.set(peer.id, peer),
    remove: (peerId) => void peers.delete(peerId),
    clear: () => peers.clear(),
    loadOf: (worker, near) => {
      const here = [...peers.values()].filter((peer) => peer.worker === worker)
      const neighbours = near === undefined ? 0 : here.filter((peer) => peer.near === near).length
      return { peers: here.length, neighbours }
    },
    withPeer,
    withProducer: (ref, work) =>
      withPeer(ref, async (peer) => {
        const held = peer.producers.get(ref.producerId)
        if (held === undefined) return refuse('notFound', 'producerId')
        return whileAlive(
          () => !held.producer.closed,
          () => work(held).then(() => null),
        )
      }),
    withConsumers: (ref, work) =>
      withPeer(ref, async (peer) => {
        const held = ref.consumerIds.map((id) => peer.consumers.get(id)).filter((each) => each !== undefined)
        await Promise.all(
          held.map((each) =>
            whileAlive(
              () => !each.consumer.closed,
              async () => work(each),
            ),
          ),
        )
        return peer.alive() ? ok(null) : refuse('unavailable')
      }),
  }
}
