import type { SeatView } from '@farwindow/shared/queue/protocol.ts'
import type { Board } from '@farwindow/shared/supervise/protocol.ts'

export type Level = 'good' | 'warn' | 'bad'

const minuteMs = 60_000

/** Answered within 60 s is the promise (SUPERVISE-1): past it somebody should look, past three minutes act. */
export const waitLevel = (waitMs: number | null): Level => {
  if (waitMs === null || waitMs <= minuteMs) return 'good'
  return waitMs <= 3 * minuteMs ? 'warn' : 'bad'
}

/** Whole percent of `part` in `whole`; null when there is nothing to divide. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((100 * part) / whole)

/** Of those answered, how many within 60 s. */
export const inTimeLevel = ({ answered, answeredInTime }: Board): Level => {
  const share = percent(answeredInTime, answered)
  if (share === null || share >= 90) return 'good'
  return share >= 75 ? 'warn' : 'bad'
}

/** Of those who came, how many gave up. */
export const abandonedLevel = ({ arrived, abandoned }: Board): Level => {
  const share = percent(abandoned, arrived)
  if (share === null || share <= 3) return 'good'
  return share <= 8 ? 'warn' : 'bad'
}

/** The order of the board: who works first, who is away last. */
export const seatPhases = ['ready', 'offered', 'serving', 'wrapUp', 'break', 'off'] as const

export const seatsBy = (seats: readonly SeatView[]): ReadonlyMap<SeatView['phase'], readonly SeatView[]> =>
  new Map(
    seatPhases.map((phase) => [
      phase,
      seats.filter((seat) => seat.phase === phase).toSorted((a, b) => a.since - b.since),
    ]),
  )

/** From when on a state lasts unusually long: the clerk may need help, or has been forgotten. */
const longAfterMs: Partial<Record<SeatView['phase'], number>> = {
  serving: 30 * minuteMs,
  wrapUp: 4 * minuteMs,
  break: 30 * minuteMs,
}

/** Whether a supervisor should look at this clerk now: a call gone unanswered, or a state that lasts too long. */
export const needsLook = (seat: SeatView, now: number): boolean => {
  if (seat.phase === 'break' && seat.reason === 'unanswered') return true
  const after = longAfterMs[seat.phase]
  return after !== undefined && now - seat.since >= after
}

/** Who is named where there is no room for all: whoever needs a look, then who has been at it longest. */
export const firstToSee = (seats: readonly SeatView[], now: number, room: number): readonly SeatView[] =>
  seats
    .toSorted((a, b) => Number(needsLook(b, now)) - Number(needsLook(a, now)) || a.since - b.since)
    .slice(0, room)
