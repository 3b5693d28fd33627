import type { Logger } from 'pino'
import { before, estimateMs, mayServe } from '@farwindow/shared/queue/matching.ts'
import type { Ready, Waiting } from '@farwindow/shared/queue/matching.ts'
import type { QueueEntry } from '@farwindow/shared/queue/protocol.ts'
import type { SeatState } from '@farwindow/shared/queue/seat.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { QueuePlace } from '@farwindow/shared/visit/protocol.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import type { Changed } from '../store/commit.ts'
import { viewEntry } from './view.ts'

type WaitingVisit = Extract<VisitState, { phase: 'waiting' | 'offered' }>

interface Office {
  readonly waiting: Map<string, WaitingVisit>
  readonly seats: Map<string, SeatState>
  /** Recent lengths of service, ms. */
  readonly served: number[]
  dirty: boolean
}

/** Used until the office has lengths of its own: eight minutes a person. */
const assumedMs = 8 * 60_000
const remembered = 50
/** Places are told at most this often. */
const tellMs = 250

const asWaiting = (visit: WaitingVisit): Waiting => ({
  visitId: visit.id,
  jurisdiction: visit.to,
  item: visit.item,
  queuedAt: visit.queuedAt,
})

/** Who may be offered a call now; one whose page is away may not. */
const asReady = (seat: SeatState): Ready | null =>
  seat.phase === 'ready' && seat.awayAt === undefined ? seat : null

export interface Dispatcher {
  /** Everything the commits change passes here, and at the start everything that is there. */
  learn(changed: readonly Changed[]): void
  entries(jurisdiction: string): QueueEntry[]
  /** What calling now would mean. */
  prospects(jurisdiction: string): { waiting: number; estimateMs: number | null }
  placeOf(visitId: string, jurisdiction: string): QueuePlace | null
  close(): Promise<void>
}

/** Matching in memory, truth in the database: an offer counts only when its commit succeeds. */
export const createDispatcher = (about: {
  readonly offer: (visitId: string, personId: string) => Promise<Outcome<string>>
  /** Tells who waits where; called a little after changes, per office. */
  readonly tell: (jurisdiction: string, entries: QueueEntry[], places: QueuePlace[]) => void
  readonly log: Logger
}): Dispatcher => {
  const offices = new Map<string, Office>()
  let telling: NodeJS.Timeout | null = null
  let closed = false
  const offering = new Map<string, Promise<void>>()
  const busySeats = new Set<string>()

  const officeOf = (jurisdiction: string): Office => {
    let office = offices.get(jurisdiction)
    if (office === undefined) {
      office = { waiting: new Map(), seats: new Map(), served: [], dirty: false }
      offices.set(jurisdiction, office)
    }
    return office
  }

  const inOrder = (office: Office): WaitingVisit[] =>
    [...office.waiting.values()].sort((a, b) => before(asWaiting(a), asWaiting(b)))

  const meanMs = (office: Office): number =>
    office.served.length === 0
      ? assumedMs
      : office.served.reduce((sum, ms) => sum + ms, 0) / office.served.length

  const placed = (office: Office, visitId: string, place: number): QueuePlace => {
    const working = [...office.seats.values()].filter(
      (seat) => seat.phase !== 'off' && seat.phase !== 'break',
    )
    const free = working.filter((seat) => asReady(seat) !== null).length
    return { visitId, place, estimateMs: estimateMs(place, working.length, free, meanMs(office)) }
  }

  const tellAll = (): void => {
    telling = null
    for (const [jurisdiction, office] of offices) {
      if (!office.dirty) continue
      office.dirty = false
      const order = inOrder(office)
      about.tell(
        jurisdiction,
        order.map(viewEntry),
        order.map((visit, n) => placed(office, visit.id, n + 1)),
      )
    }
  }

  const offer = (visit: WaitingVisit, seat: Ready): void => {
    busySeats.add(seat.personId)
    const done = about.offer(visit.id, seat.personId).then(
      (outcome) => {
        if (!outcome.ok)
          about.log.info({ code: outcome.refusal.code, visitId: visit.id }, 'an offer did not come about')
      },
      (error: unknown) => about.log.error({ err: error }, 'an offer failed'),
    )
    const settled = done.then(() => {
      offering.delete(visit.id)
      busySeats.delete(seat.personId)
      // What changed meanwhile may fit now.
      if (!closed) match(officeOf(visit.to))
    })
    offering.set(visit.id, settled)
  }

  const match = (office: Office): void => {
    if (closed) return
    const free = new Set<Ready>()
    for (const seat of office.seats.values()) {
      const ready = asReady(seat)
      if (ready !== null && !busySeats.has(ready.personId)) free.add(ready)
    }
    if (free.size === 0) return
    for (const visit of inOrder(office)) {
      if (visit.phase !== 'waiting' || visit.awayAt !== undefined || offering.has(visit.id)) continue
      let best: Ready | undefined
      for (const seat of free)
        if (mayServe(seat, asWaiting(visit)) && (best === undefined || seat.since < best.since)) best = seat
      if (best === undefined) continue
      free.delete(best)
      offer(visit, best)
      if (free.size === 0) return
    }
  }

  const learnVisit = (state: VisitState): Office | null => {
    if (state.to === undefined) return null
    const office = officeOf(state.to)
    if (state.phase === 'waiting' || state.phase === 'offered') office.waiting.set(state.id, state)
    else if (!office.waiting.delete(state.id)) return null
    return office
  }

  const learnSeat = (state: SeatState): Office => {
    const office = officeOf(state.jurisdiction)
    const earlier = office.seats.get(state.personId)
    if (earlier?.phase === 'serving' && state.phase === 'wrapUp') {
      office.served.push(state.since - earlier.since)
      if (office.served.length > remembered) office.served.shift()
    }
    office.seats.set(state.personId, state)
    return office
  }

  return {
    learn: (changed) => {
      const touched = new Set<Office>()
      for (const change of changed) {
        const office =
          change.kind === 'visit'
            ? learnVisit(change.state)
            : change.kind === 'seat'
              ? learnSeat(change.state)
              : null
        if (office !== null) touched.add(office)
      }
      if (touched.size === 0 || closed) return
      for (const office of touched) {
        office.dirty = true
        match(office)
      }
      telling ??= setTimeout(tellAll, tellMs)
    },
    entries: (jurisdiction) => inOrder(officeOf(jurisdiction)).map(viewEntry),
    prospects: (jurisdiction) => {
      const office = officeOf(jurisdiction)
      const place = office.waiting.size + 1
      return { waiting: office.waiting.size, estimateMs: placed(office, '', place).estimateMs }
    },
    placeOf: (visitId, jurisdiction) => {
      const office = officeOf(jurisdiction)
      const index = inOrder(office).findIndex((visit) => visit.id === visitId)
      return index < 0 ? null : placed(office, visitId, index + 1)
    },
    close: async () => {
      closed = true
      if (telling !== null) clearTimeout(telling)
      await Promise.all(offering.values())
    },
  }
}
