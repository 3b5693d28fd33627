/** One visit that waits, as the queue sees it. */
export interface Waiting {
  readonly visitId: string
  readonly jurisdiction: string
  readonly item: string | undefined
  readonly queuedAt: number
}

/** One clerk who can be offered a call. */
export interface Ready {
  readonly personId: string
  readonly jurisdiction: string
  readonly skills: readonly string[]
  readonly since: number
}

/** The skill that covers every item of the jurisdiction. */
export const anyItem = '*'

/** Whether this clerk may be offered this visit (QUEUE-1): same jurisdiction, and the item is among the skills. */
export const mayServe = (seat: Ready, visit: Waiting): boolean =>
  seat.jurisdiction === visit.jurisdiction &&
  (visit.item === undefined || seat.skills.includes(anyItem) || seat.skills.includes(visit.item))

/** Who waited longest comes first; the id breaks ties so that every node orders alike (QUEUE-2). */
export const before = (a: Waiting, b: Waiting): number =>
  a.queuedAt - b.queuedAt || (a.visitId < b.visitId ? -1 : a.visitId === b.visitId ? 0 : 1)

/** The seat for this visit: the one that has been idle longest (QUEUE-3), or undefined. */
export const seatFor = (visit: Waiting, seats: Iterable<Ready>): Ready | undefined => {
  let best: Ready | undefined
  for (const seat of seats) {
    if (mayServe(seat, visit) && (best === undefined || seat.since < best.since)) best = seat
  }
  return best
}

/**
 * Expected wait in ms for somebody at `place` (1 = next). `seats` is how many clerks take calls at all,
 * `meanMs` how long one person takes; with nobody there the answer is unknown (null), never a made-up number (QUEUE-7).
 */
export const estimateMs = (place: number, seats: number, free: number, meanMs: number): number | null => {
  if (seats === 0) return null
  if (place <= free) return 0
  return Math.ceil((place - free) / seats) * meanMs
}
