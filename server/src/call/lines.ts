import type { ConsumerParameters } from '@farwindow/shared/call/media.ts'
import type { Output } from '@farwindow/shared/protocol/all.ts'
import { completing } from './completion.ts'
import type { MediaHost, PeerHeld } from './host.ts'
import { becauseOf, consumerOf, lackingNotice, offeredOf } from './line.ts'
import type { Line, MediaNotice, PutThrough, Seat } from './line.ts'

export type Lines = ReturnType<typeof makeLines>

/**
 * The streams between the seats of each call. A line is made as soon as one side sends something and the
 * other can play it, whenever that is; it flows when the browser is ready for it and the call answered.
 */
export function makeLines(
  host: MediaHost,
  seats: ReadonlyMap<string, Seat>,
  tell: (sessionId: string, notice: MediaNotice) => void,
) {
  const calls = new Map<string, PutThrough>()

  const complete = completing(host, seats, tell)

  const flow = async (lines: readonly Line[]): Promise<void> => {
    const byPeer = Map.groupBy(lines, (line) => line.to.peerId)
    await Promise.all(
      [...byPeer].map(([peerId, own]) =>
        host.resumeConsumers({ peerId, consumerIds: own.flatMap(consumerOf) }),
      ),
    )
  }

  const each = function* (): Generator<[PutThrough, Line]> {
    for (const call of calls.values()) for (const line of call.lines) yield [call, line]
  }

  const drop = (peerId: string, consumerId: string): void => {
    for (const [call, line] of each()) {
      if (line.to.peerId !== peerId || line.consumer?.id !== consumerId) continue
      call.lines.delete(line)
      const data = { peerId, callId: call.callId, consumerIds: [consumerId] }
      tell(line.to.sessionId, { name: 'media.gone', data })
    }
  }

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

  const toAll = (call: PutThrough, name: 'media.live' | 'media.ended', who = call.sessionIds): void => {
    for (const sessionId of who) {
      const seat = seats.get(sessionId)
      if (seat !== undefined) tell(sessionId, { name, data: { peerId: seat.peerId, callId: call.callId } })
    }
  }

  /** Takes those off who are not in the call any more: nothing goes to them or comes from them from now on. */
  const partWith = async (call: PutThrough, gone: readonly string[]): Promise<void> => {
    const own = [...call.lines].filter(
      ({ to, from }) => gone.includes(to.sessionId) || gone.includes(from.sessionId),
    )
    for (const line of own) call.lines.delete(line)
    for (const seat of call.told) if (gone.includes(seat.sessionId)) call.told.delete(seat)
    toAll(call, 'media.ended', gone)
    const byPeer = Map.groupBy(own, (line) => line.to)
    await Promise.all(
      [...byPeer].map(async ([{ peerId, sessionId }, lines]) => {
        const consumerIds = lines.flatMap(consumerOf)
        if (!gone.includes(sessionId))
          tell(sessionId, { name: 'media.gone', data: { peerId, callId: call.callId, consumerIds } })
        await host.closeConsumers({ peerId, consumerIds })
      }),
    )
  }

  return {
    /** Exactly these are in the call from now on. */
    open: async (callId: string, sessionIds: readonly string[]): Promise<void> => {
      const call = calls.get(callId) ?? { callId, sessionIds, live: false, lines: new Set(), told: new Set() }
      calls.set(callId, call)
      const gone = call.sessionIds.filter((id) => !sessionIds.includes(id))
      call.sessionIds = sessionIds
      await Promise.all([gone.length === 0 ? undefined : partWith(call, gone), complete(call)])
    },

    answer: async (callId: string): Promise<void> => {
      const call = calls.get(callId)
      if (call === undefined || call.live) return
      call.live = true
      const flowing = flow([...call.lines].filter((line) => line.ready))
      toAll(call, 'media.live')
      await flowing
    },

    end: async (callId: string): Promise<void> => {
      const call = calls.get(callId)
      if (call === undefined) return
      calls.delete(callId)
      const byPeer = Map.groupBy(call.lines, (line) => line.to.peerId)
      call.lines.clear()
      toAll(call, 'media.ended')
      await Promise.all(
        [...byPeer].map(([peerId, own]) =>
          host.closeConsumers({ peerId, consumerIds: own.flatMap(consumerOf) }),
        ),
      )
    },

    /** A session can play or sends something new: completes the calls it is in. */
    refresh: async (sessionId: string): Promise<void> => {
      const own = [...calls.values()].filter((call) => call.sessionIds.includes(sessionId))
      await Promise.all(own.map(complete))
    },

    /** The browser can play these. In an answered call they flow from now on. */
    ready: async (seat: Seat, consumerIds: readonly string[]): Promise<void> => {
      const now: Line[] = []
      for (const [call, line] of each()) {
        if (line.to !== seat || line.consumer === undefined || line.ready) continue
        if (!consumerIds.includes(line.consumer.id)) continue
        line.ready = true
        if (call.live) now.push(line)
      }
      await flow(now)
    },

    /** Tells the viewers of a stream that it is held or goes on. */
    muted: (from: Seat, producerId: string, muted: boolean): void => {
      for (const [{ callId }, { to, producerId: id, consumer }] of each()) {
        if (id !== producerId || consumer === undefined || to === from) continue
        const data = {
          peerId: to.peerId,
          callId,
          consumerId: consumer.id,
          muted,
          ...becauseOf(seats, producerId),
        }
        tell(to.sessionId, { name: 'media.muted', data })
      }
    },

    /** Every stream of answered calls: to whom it goes, and as what. */
    flowing: () =>
      [...each()].flatMap(([{ callId, live }, { to, consumer }]) =>
        live && consumer !== undefined ? [{ callId, to, consumer }] : [],
      ),

    /** Tells the others of its calls what a seat cannot send (MEDIA-22). */
    lacks: (seat: Seat): void => {
      for (const { callId, sessionIds, told } of calls.values()) {
        if (!sessionIds.includes(seat.sessionId)) continue
        for (const to of told)
          if (to.sessionId !== seat.sessionId)
            tell(to.sessionId, lackingNotice(callId, to, seat.sessionId, seat.lacking ?? {}))
      }
    },

    /** A seat is back on a whole path: what it sees, and what is seen of it, begins with a whole picture (MEDIA-23). */
    renew: async (seat: Seat): Promise<void> => {
      const own = new Set(seat.producers.values())
      await Promise.all(
        [...each()].map(async ([, { to, producerId, consumer, ready }]) => {
          if (!ready || consumer === undefined || (to !== seat && !own.has(producerId))) return
          await host.requestKeyFrame({ peerId: to.peerId, consumerIds: [consumer.id] })
        }),
      )
    },

    dropConsumer: drop,

    /** What is there for a seat now. */
    currentOf: (seat: Seat): Output<'media.current'> => {
      const call = [...calls.values()].find(({ sessionIds }) => sessionIds.includes(seat.sessionId))
      if (call === undefined) return { call: null, consumers: [], lacking: {} }
      const others = call.sessionIds.filter((id) => id !== seat.sessionId)
      const { callId, live, lines } = call
      return {
        call: { callId, live },
        consumers: [...lines].flatMap((line) =>
          line.to === seat && line.consumer !== undefined ? [offeredOf(seats, line, line.consumer)] : [],
        ),
        lacking: Object.fromEntries(
          others.flatMap((by) => {
            const theirs = seats.get(by)?.lacking
            return theirs === undefined ? [] : [[by, theirs]]
          }),
        ),
      }
    },

    /**
     * Compares the lines with what a host really holds, after it was out of reach: lines it has lost are told, ones
     * we do not know are ours again when both their ends are in one call, and given back otherwise.
     */
    adopt: async (holding: readonly PeerHeld[]): Promise<void> => {
      const bySeat = new Map([...seats.values()].map((seat) => [seat.peerId, seat]))
      const late: Line[] = []
      for (const { peerId, consumers } of holding) {
        const to = bySeat.get(peerId)
        if (to === undefined) continue
        const there = new Set(consumers.map(({ id }) => id))
        for (const [, { to: receiver, consumer }] of each())
          if (receiver === to && consumer !== undefined && !there.has(consumer.id)) drop(peerId, consumer.id)
        const paused = new Set(consumers.filter((one) => one.paused).map(({ id }) => id))
        for (const { paused: isPaused, ...consumer } of consumers)
          adoptOne(to, bySeat.get(consumer.from), consumer, !isPaused)
        for (const [{ live }, line] of each())
          if (live && line.ready && line.to === to && paused.has(line.consumer?.id ?? '')) late.push(line)
      }
      // What was answered meanwhile flows from now on.
      await flow(late)
      await Promise.all([...calls.values()].map(complete))
    },

    /** Forgets what went to a seat; what came from it ends by itself. */
    dropSeat: (seat: Seat): void => {
      for (const call of calls.values()) call.told.delete(seat)
      for (const [call, line] of each()) if (line.to === seat) call.lines.delete(line)
    },
  }
}
