import { rtpParameters } from '@farwindow/shared/call/media.ts'
import type { ConsumerParameters, RtpCapabilities } from '@farwindow/shared/call/media.ts'
import { plain } from '@farwindow/shared/call/plain.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost } from '../host.ts'
import type { Emit } from '../hostevents.ts'
import { seeBegin } from './begin.ts'
import { checked, whileAlive } from './guard.ts'
import type { Peer, Producing } from './peer.ts'
import type { Peers } from './peers.ts'

/** Prepares a stream of `from` for a peer, paused, over a pipe when they sit on different workers. */
async function consume(
  peer: Peer,
  from: Peer,
  { producer, source }: Producing,
  rtpCapabilities: RtpCapabilities,
  emit: Emit,
): Promise<Outcome<ConsumerParameters>> {
  const piped = await whileAlive(
    () => !producer.closed && peer.alive(),
    () => peer.worker.reach(producer, from.worker),
  )
  if (!piped.ok) return piped
  const made = await checked(peer.alive, () =>
    peer.transports.receive.consume({ producerId: producer.id, rtpCapabilities, paused: true }),
  )
  if (!made.ok) return producer.closed ? refuse('notFound', 'from') : made
  const consumer = made.value
  const offered: ConsumerParameters = {
    id: consumer.id,
    from: from.id,
    producerId: producer.id,
    source,
    kind: consumer.kind,
    rtpParameters: plain(rtpParameters, consumer.rtpParameters),
  }
  peer.consumers.set(consumer.id, { consumer, source, offered })
  consumer.observer.once('close', () => peer.consumers.delete(consumer.id))
  consumer.on('producerresume', () => seeBegin(consumer))
  consumer.once('producerclose', () =>
    emit({ type: 'consumerGone', peerId: peer.id, consumerId: consumer.id }),
  )
  return ok(offered)
}

type Receiving = 'consume' | 'resumeConsumers' | 'pauseConsumers' | 'requestKeyFrame' | 'closeConsumers'

/** What peers receive of one another. */
export const hostReceiving = (
  { get, withPeer, withConsumers }: Peers,
  emit: Emit,
): Pick<MediaHost, Receiving> => ({
  consume: (input) =>
    withPeer(input, async (peer) => {
      const from = get(input.from.peerId)
      const held = from?.producers.get(input.from.producerId)
      if (from === undefined || held === undefined) return refuse('notFound', 'from')
      return consume(peer, from, held, input.rtpCapabilities, emit)
    }),
  resumeConsumers: (input) =>
    withConsumers(input, async ({ consumer }) => {
      await consumer.resume()
      seeBegin(consumer)
    }),
  pauseConsumers: (input) => withConsumers(input, ({ consumer }) => consumer.pause()),
  requestKeyFrame: (input) =>
    withConsumers(input, async ({ consumer }) => {
      await consumer.requestKeyFrame()
      seeBegin(consumer)
    }),
  closeConsumers: (input) => withConsumers(input, ({ consumer }) => consumer.close()),
})
