import { kindOf, rtpParameters } from '@farwindow/shared/call/media.ts'
import type { ConsumerParameters, RtpCapabilities } from '@farwindow/shared/call/media.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost, MediaHostEvent } from '../host.ts'
import { seeBegin } from './begin.ts'
import { checked, whileAlive } from './guard.ts'
import type { Peer, Producing } from './peer.ts'
import { plain } from '@farwindow/shared/call/plain.ts'

type Emit = (event: MediaHostEvent) => void

/** Takes a stream in. A second one of the same source replaces the first: the browser changed its device. */
export async function produce(
  peer: Peer,
  { source, rtpParameters: parameters }: Parameters<MediaHost['produce']>[0],
  emit: Emit,
): Promise<Outcome<{ readonly producerId: string }>> {
  const kind = kindOf[source]
  const fits = parameters.codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(`${kind}/`))
  if (!fits) return refuse('malformed', `a ${source} sends ${kind}`)
  for (const held of peer.producers.values()) if (held.source === source) held.producer.close()
  const made = await checked(peer.alive, () =>
    peer.transports.send.produce({ kind, rtpParameters: parameters }),
  )
  if (!made.ok) return made
  const producer = made.value
  peer.producers.set(producer.id, { producer, source })
  producer.observer.once('close', () => peer.producers.delete(producer.id))
  producer.on('score', (scores) => {
    const score = Math.min(...scores.map((each) => each.score))
    emit({ type: 'quality', peerId: peer.id, producerId: producer.id, score })
  })
  return ok({ producerId: producer.id })
}

/** Prepares a stream of `from` for a peer, paused, over a pipe when they sit on different workers. */
export async function consume(
  peer: Peer,
  from: Peer,
  { producer, source }: Producing,
  capabilities: RtpCapabilities,
  emit: Emit,
): Promise<Outcome<ConsumerParameters>> {
  const piped = await whileAlive(
    () => !producer.closed && peer.alive(),
    () => peer.worker.reach(producer, from.worker),
  )
  if (!piped.ok) return piped
  const made = await checked(peer.alive, () =>
    peer.transports.receive.consume({
      producerId: producer.id,
      rtpCapabilities: capabilities,
      paused: true,
    }),
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
