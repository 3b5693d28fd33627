import type { SeatState } from '@farwindow/shared/queue/seat.ts'
import type { QueueEntry, SeatView } from '@farwindow/shared/queue/protocol.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'

/** A seat as pages see it. */
export const viewSeat = (state: SeatState): SeatView => ({
  personId: state.personId,
  jurisdiction: state.jurisdiction,
  name: state.name,
  number: state.number,
  phase: state.phase,
  since: state.since,
  ...(state.phase === 'break' ? { reason: state.reason } : {}),
  ...('callId' in state ? { callId: state.callId } : {}),
})

/** A waiting visit in the queue's list. */
export const viewEntry = (state: Extract<VisitState, { phase: 'waiting' | 'offered' }>): QueueEntry => ({
  visitId: state.id,
  jurisdiction: state.to,
  from: state.from,
  place: state.place,
  ...(state.item === undefined ? {} : { item: state.item }),
  queuedAt: state.queuedAt,
  away: state.awayAt !== undefined,
})
