import { advanceCall } from '@farwindow/shared/call/machine.ts'
import type { CallEvent, CallState } from '@farwindow/shared/call/machine.ts'
import { advanceSeat } from '@farwindow/shared/queue/seat.ts'
import type { SeatEvent, SeatState } from '@farwindow/shared/queue/seat.ts'
import { advanceVisit } from '@farwindow/shared/visit/machine.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import { closeCheck } from '../identity/settle.ts'
import { endRecording } from '../recording/settle.ts'
import { viewSeat } from '../queue/view.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { announceToGuests, detailsOf } from './guest/notice.ts'
import { viewVisit } from '../visit/view.ts'
import { viewCall } from './view.ts'

/** Both people of the call hear what became of it. */
const announceCall = (work: Work, state: CallState): void =>
  work.announce({
    name: 'call.changed',
    data: viewCall(state),
    to: [{ visitId: state.visitId }, { personId: state.clerkId }],
  })

/** Saves the visit and tells its people. */
export const saveVisit = (
  work: Work,
  visit: Loaded<'visit'>,
  next: VisitState,
  name: string,
  seat: SeatState | null,
): void => {
  work.save(visit, next, { name })
  const clerk = 'clerkId' in next && next.phase !== 'offered' ? [{ personId: next.clerkId }] : []
  work.announce({ name: 'visit.changed', data: viewVisit(next, seat), to: [{ visitId: next.id }, ...clerk] })
}

/** Saves the seat and tells its clerk. */
export const saveSeat = (work: Work, seat: Loaded<'seat'>, next: SeatState, name: string): void => {
  work.save(seat, next, { name })
  work.announce({ name: 'seat.changed', data: viewSeat(next), to: [{ personId: next.personId }] })
}

/** What the end of a call means for the clerk's seat: who let it ring goes on a break (QUEUE-8). */
const seatEventOf = (call: Extract<CallState, { phase: 'ended' }>, at: number): SeatEvent => {
  if (call.answeredAt !== undefined) return { type: 'callEnded', at, callId: call.id }
  return { type: call.reason === 'withdrawn' ? 'withdrawn' : 'unanswered', at, callId: call.id }
}

const afterCall = (
  work: Work,
  visit: VisitState,
  call: Extract<CallState, { phase: 'ended' }>,
): VisitState => {
  const { at } = work
  if (call.answeredAt !== undefined)
    return work.must(advanceVisit(visit, { type: 'callEnded', at, callId: call.id }))
  const waiting = work.must(advanceVisit(visit, { type: 'offerLapsed', at, callId: call.id }))
  return call.reason === 'withdrawn'
    ? work.must(advanceVisit(waiting, { type: 'ended', at, reason: 'left' }))
    : waiting
}

/** What the record keeps of an event beside its name. */
const dataOf = (event: CallEvent): object => {
  if (event.type === 'routed') return { route: event.route, why: event.why }
  if ('by' in event) return { by: event.by }
  return 'side' in event ? { side: event.side } : {}
}

/**
 * Moves call, visit and seat in one commit, so that they never tell different stories (CALL-8); an identity check
 * that is not decided ends with its call (IDENT-10).
 * Returns the call's next state. Refuses what the call machine refuses.
 */
export const settle = async (work: Work, call: Loaded<'call'>, event: CallEvent): Promise<CallState> => {
  const next = work.must(advanceCall(call.state, event))
  if (next === call.state) return next
  work.save(call, next, {
    name: event.type,
    data: { ...dataOf(event), ...detailsOf(event, call.state, next) },
  })
  announceCall(work, next)
  await announceToGuests(work, call.state, next, event)
  const ends = next.phase === 'ended'
  const begins = call.state.phase === 'ringing' && next.phase === 'active'
  if (!ends && !begins) return next
  const visit = await work.need('visit', next.visitId)
  const seat = await work.need('seat', next.clerkId)
  if (next.phase === 'ended') {
    const seatNext = work.must(advanceSeat(seat.state, seatEventOf(next, work.at)))
    saveSeat(work, seat, seatNext, next.reason)
    const visitNext = afterCall(work, visit.state, next)
    saveVisit(work, visit, visitNext, next.reason, seatNext)
    const check = await work.load('identity', next.id)
    if (check !== null) closeCheck(work, check, visitNext, 'callEnded')
    await endRecording(work, next.id)
  } else {
    const answered = { type: 'answered' as const, at: work.at, callId: next.id }
    const seatNext = work.must(advanceSeat(seat.state, answered))
    saveSeat(work, seat, seatNext, 'answered')
    saveVisit(work, visit, work.must(advanceVisit(visit.state, answered)), 'answered', seatNext)
  }
  return next
}
