import { kindOf } from '@farwindow/shared/call/media.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost } from '../host.ts'
import type { Emit } from '../hostevents.ts'
import { checked } from './guard.ts'
import type { Peer, Producing } from './peer.ts'
import type { Peers } from './peers.ts'

/** Takes a stream in. A second one of the same source replaces the first: the browser changed its device. */
async function produce(
  peer: Peer,
  { source, rtpParameters }: Parameters<MediaHost['produce']>[0],
  emit: Emit,
): Promise<Outcome<Producing>> {
  const kind = kindOf[source]
  const fits = rtpParameters.codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(`${kind}/`))
  if (!fits) return refuse('malformed', `a ${source} sends ${kind}`)
  for (const held of peer.producers.values()) if (held.source === source) held.producer.close()
  const made = await checked(peer.alive, () => peer.transports.send.produce({ kind, rtpParameters }))
  if (!made.ok) return made
  const producer = made.value
  const held = { producer, source }
  peer.producers.set(producer.id, held)
  producer.observer.once('close', () => peer.producers.delete(producer.id))
  producer.on('score', (scores) => {
    const score = Math.min(...scores.map((each) => each.score))
    emit({ type: 'quality', peerId: peer.id, producerId: producer.id, score })
  })
  return ok(held)
}

/** What peers send. `produced` hears of every new stream: whoever records or transcribes the peer takes it too. */
export const hostSending = (
  { withPeer, withProducer }: Peers,
  emit: Emit,
  produced: (peer: Peer, held: Producing) => void,
): Pick<MediaHost, 'produce' | 'setProducerPaused' | 'closeProducer'> => ({
  produce: (input) =>
    withPeer(input, async (peer) => {
      const made = await produce(peer, input, emit)
      if (!made.ok) return made
      produced(peer, made.value)
      return ok({ producerId: made.value.producer.id })
    }),
  setProducerPaused: (input) =>
    withProducer(input, ({ producer }) => (input.paused ? producer.pause() : producer.resume())),
  closeProducer: (input) => withProducer(input, async ({ producer }) => producer.close()),
})
