import type { Output } from '@farwindow/shared/protocol/all.ts'
import { adopting } from './adoption.ts'
import { completing } from './completion.ts'
import type { MediaHost, PeerHeld } from './host.ts'
import { becauseOf, consumerOf, eachLine, lackingNotice, offeredOf } from './line.ts'
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

  const drop = (peerId: string, consumerId: string): void => {
    for (const [call, line] of eachLine(calls)) {
      if (line.to.peerId !== peerId || line.consumer?.id !== consumerId) continue
      call.lines.delete(line)
      const data = { peerId, callId: call.callId, consumerIds: [consumerId] }
      tell(line.to.sessionId, { name: 'media.gone', data })
    }
  }

  const adopt = adopting(host, seats, calls, drop)

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
      for (const [call, line] of eachLine(calls)) {
        if (line.to !== seat || line.consumer === undefined || line.ready) continue
        if (!consumerIds.includes(line.consumer.id)) continue
        line.ready = true
        if (call.live) now.push(line)
      }
      await flow(now)
    },

    /** Tells the viewers of a stream that it is held or goes on. */
    muted: (from: Seat, producerId: string, muted: boolean): void => {
      for (const [{ callId }, { to, producerId: id, consumer }] of eachLine(calls)) {
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
      [...eachLine(calls)].flatMap(([{ callId, live }, { to, consumer }]) =>
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
        [...eachLine(calls)].map(async ([, { to, producerId, consumer, ready }]) => {
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

    /** After a host was out of reach: what it still holds is ours again (MEDIA-27), and what is missing is made. */
    adopt: async (holding: readonly PeerHeld[]): Promise<void> => {
      await flow(adopt(holding))
      await Promise.all([...calls.values()].map(complete))
    },

    /** Forgets what went to a seat; what came from it ends by itself. */
    dropSeat: (seat: Seat): void => {
      for (const call of calls.values()) call.told.delete(seat)
      for (const [call, line] of eachLine(calls)) if (line.to === seat) call.lines.delete(line)
    },
  }
}
