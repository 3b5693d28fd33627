import type { ConsumerParameters } from '@farwindow/shared/call/media.ts'
import type { MediaHost, PeerHeld } from './host.ts'
import { eachLine } from './line.ts'
import type { Line, PutThrough, Seat } from './line.ts'

/**
 * Compares the lines with what a host really holds, after it was out of reach (MEDIA-27): lines it has lost are
 * dropped, ones we do not know are ours again when both their ends are in one call, and given back otherwise. Returns
 * the one function for that, which tells the lines that are to flow and do not: they were answered meanwhile.
 */
export function adopting(
  host: MediaHost,
  seats: ReadonlyMap<string, Seat>,
  calls: ReadonlyMap<string, PutThrough>,
  drop: (peerId: string, consumerId: string) => void,
): (holding: readonly PeerHeld[]) => Line[] {
  const adoptOne = (
    to: Seat,
    from: Seat | undefined,
    consumer: ConsumerParameters,
    flowing: boolean,
  ): void => {
    const call = [...calls.values()].find(
      ({ sessionIds }) => sessionIds.includes(to.sessionId) && sessionIds.includes(from?.sessionId ?? ''),
    )
    if (call === undefined || from === undefined)
      return void host.closeConsumers({ peerId: to.peerId, consumerIds: [consumer.id] })
    const known = [...call.lines].find((line) => line.to === to && line.producerId === consumer.producerId)
    if (known?.consumer !== undefined) return
    call.told.add(to)
    const line: Line = known ?? { to, from, producerId: consumer.producerId, ready: flowing }
    line.consumer = consumer
    call.lines.add(line)
  }

  return (holding) => {
    const seatOf = new Map([...seats.values()].map((seat) => [seat.peerId, seat]))
    const late: Line[] = []
    for (const { peerId, consumers } of holding) {
      const to = seatOf.get(peerId)
      if (to === undefined) continue
      const there = new Set(consumers.map(({ id }) => id))
      for (const [, { to: receiver, consumer }] of eachLine(calls))
        if (receiver === to && consumer !== undefined && !there.has(consumer.id)) drop(peerId, consumer.id)
      const paused = new Set(consumers.filter((one) => one.paused).map(({ id }) => id))
      for (const { paused: isPaused, ...consumer } of consumers)
        adoptOne(to, seatOf.get(consumer.from), consumer, !isPaused)
      for (const [{ live }, line] of eachLine(calls))
        if (live && line.ready && line.to === to && paused.has(line.consumer?.id ?? '')) late.push(line)
    }
    return late
  }
}
