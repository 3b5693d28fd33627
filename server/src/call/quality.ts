import type { MediaNotice, Seat } from './line.ts'
import type { Lines } from './lines.ts'

type Tell = (sessionId: string, notice: MediaNotice) => void
type Flowing = ReturnType<Lines['flowing']>

/** Tells the viewers of a stream how well it reaches the media host: 10 perfect (MEDIA-44). */
export const tellArrival = (tell: Tell, flowing: Flowing, producerId: string, score: number): void => {
  for (const { callId, to, consumer } of flowing)
    if (consumer.producerId === producerId)
      tell(to.sessionId, {
        name: 'media.arrives',
        data: { peerId: to.peerId, callId, consumerId: consumer.id, score },
      })
}

/** Tells whoever sends to a seat which share of it is lost on the way there (MEDIA-42). */
export const tellLoss = (
  tell: Tell,
  flowing: Flowing,
  seats: Iterable<Seat>,
  { peerId }: Seat,
  lost: number,
): void => {
  const calls = new Map(
    flowing.flatMap(({ callId, to, consumer }) =>
      to.peerId === peerId ? [[consumer.from, callId] as const] : [],
    ),
  )
  for (const sender of seats) {
    const callId = calls.get(sender.peerId)
    if (callId === undefined) continue
    const data = { peerId: sender.peerId, callId, from: peerId, lost }
    tell(sender.sessionId, { name: 'media.heard', data })
  }
}
