import type { VisitView } from '@farwindow/shared/visit/protocol.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import type { SeatState } from '@farwindow/shared/queue/seat.ts'

/** A visit as both ends see it; the clerk's name belongs to it once one has answered. */
export const viewVisit = (state: VisitState, seat: SeatState | null): VisitView => ({
  id: state.id,
  phase: state.phase,
  from: state.from,
  place: state.place,
  language: state.language,
  ...(state.item === undefined ? {} : { item: state.item }),
  ...(state.to === undefined ? {} : { to: state.to }),
  ...('queuedAt' in state && state.queuedAt !== undefined ? { queuedAt: state.queuedAt } : {}),
  ...('callId' in state ? { callId: state.callId } : {}),
  ...(seat !== null && (state.phase === 'served' || state.phase === 'closing')
    ? { clerk: { name: seat.name, number: seat.number, jurisdiction: seat.jurisdiction } }
    : {}),
  ...(state.reference === undefined ? {} : { reference: state.reference }),
  ...('rating' in state && state.rating !== undefined ? { rating: state.rating } : {}),
  ...(state.phase === 'ended' ? { reason: state.reason } : {}),
})
