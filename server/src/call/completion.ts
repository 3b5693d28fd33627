import type { RtpCapabilities } from '@farwindow/shared/call/media.ts'
import type { MediaHost } from './host.ts'
import { lackingNotice, offeredOf } from './line.ts'
import type { Line, MediaNotice, PutThrough, Seat } from './line.ts'

/**
 * Prepares what is missing between the seats of a call, and offers it: to each who can play something, every stream
 * of the others that has no line to it yet. Returns the one function for that; repeating it is no harm.
 */
export function completing(
  host: MediaHost,
  seats: ReadonlyMap<string, Seat>,
  tell: (sessionId: string, notice: MediaNotice) => void,
): (call: PutThrough) => Promise<void> {
  /** The call or the seat went while the host was at it. */
  const discard = (line: Line, consumerId: string): undefined => {
    void host.closeConsumers({ peerId: line.to.peerId, consumerIds: [consumerId] })
    return undefined
  }

  const prepare = async (call: PutThrough, line: Line, rtpCapabilities: RtpCapabilities) => {
    const { to, from, producerId } = line
    call.lines.add(line)
    const ref = { peerId: from.peerId, producerId }
    const consumer = await host.consume({ peerId: to.peerId, from: ref, rtpCapabilities })
    if (!consumer.ok) {
      // What cannot be played stays in the set without a consumer: it is not tried again.
      if (consumer.refusal.code !== 'malformed') call.lines.delete(line)
      return undefined
    }
    line.consumer = consumer.value
    return call.lines.has(line) ? offeredOf(seats, line, line.consumer) : discard(line, consumer.value.id)
  }

  const offer = async (call: PutThrough, to: Seat, others: readonly Seat[]): Promise<void> => {
    const { rtpCapabilities } = to
    if (rtpCapabilities === undefined) return
    const isNews = !call.told.has(to)
    call.told.add(to)
    const known = new Set([...call.lines].filter((line) => line.to === to).map((line) => line.producerId))
    const missing = others.flatMap((from) =>
      [...from.producers.values()]
        .filter((producerId) => !known.has(producerId))
        .map((producerId): Line => ({ to, from, producerId, ready: false })),
    )
    const prepared = await Promise.all(missing.map((line) => prepare(call, line, rtpCapabilities)))
    const consumers = prepared.filter((consumer) => consumer !== undefined)
    if (consumers.length === 0 && !isNews) return
    const { callId, live } = call
    // Taken out of the call while the host was at it.
    if (!call.sessionIds.includes(to.sessionId)) return
    tell(to.sessionId, { name: 'media.offered', data: { peerId: to.peerId, callId, live, consumers } })
    if (!isNews) return
    for (const { sessionId: by, lacking } of others)
      if (lacking !== undefined) tell(to.sessionId, lackingNotice(callId, to, by, lacking))
  }

  return async (call) => {
    const present = call.sessionIds.map((id) => seats.get(id)).filter((seat) => seat !== undefined)
    await Promise.all(
      present.map((to) =>
        offer(
          call,
          to,
          present.filter((from) => from !== to),
        ),
      ),
    )
  }
}
