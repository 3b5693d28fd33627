import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'
import { accept, answerBy, askCorrection, clockOf, resubmit } from './clock.ts'
import type { CorrectionPoint } from './correction.ts'
import { deadline } from './deadline.ts'
import type { WorkCalendar } from './deadline.ts'
import { handOver, reach } from './delivery.ts'
import type { DeliveryMethod, DeliveryWish, Handing } from './delivery.ts'
import { followUp, newRating } from './rating.ts'
import type { RatingLevel } from './rating.ts'
import { stepped } from './state.ts'
import type { Approved, CaseState, Issued, Received, Working } from './state.ts'

export { caseState } from './state.ts'
export type { CaseState } from './state.ts'

/** Working days from the decision to the handing over (Administrative Licensing Law art. 44, CASE-7). */
const issueDays = 10

export type CaseEvent = { readonly at: number } & (
  | { readonly type: 'accepted'; readonly by: string; readonly note: string }
  | { readonly type: 'transferred'; readonly by: string; readonly note: string; readonly to: string }
  | { readonly type: 'begun'; readonly by: string; readonly note: string }
  | {
      readonly type: 'correctionRequested'
      readonly by: string
      readonly note: string
      readonly points: readonly CorrectionPoint[]
    }
  | {
      readonly type: 'resubmitted'
      readonly by: string
      readonly note: string
      readonly answered: readonly string[]
    }
  | { readonly type: 'approved'; readonly by: string; readonly note: string }
  | {
      readonly type: 'issued'
      readonly by: string
      readonly note: string
      readonly handings: readonly Handing[]
    }
  | { readonly type: 'delivered'; readonly by: string; readonly method: DeliveryMethod }
  | { readonly type: 'refused'; readonly by: string; readonly reason: string }
  | { readonly type: 'withdrawn'; readonly by: string; readonly note: string }
  | { readonly type: 'rated'; readonly by: string; readonly level: RatingLevel; readonly comment: string }
  | { readonly type: 'followedUp'; readonly by: string; readonly note: string }
  | { readonly type: 'due' }
)

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>

/** A case that has just been received (收). `limitDays`: working days the guide promises. */
export const newCase = (
  calendar: WorkCalendar,
  about: Pick<CaseState, 'id' | 'reference' | 'visitId' | 'item' | 'jurisdiction' | 'limitDays'> & {
    readonly at: number
    readonly by: string
    readonly delivery: DeliveryWish
  },
): CaseState => ({
  phase: 'received',
  id: about.id,
  reference: about.reference,
  visitId: about.visitId,
  item: about.item,
  jurisdiction: about.jurisdiction,
  receivedAt: about.at,
  limitDays: about.limitDays,
  delivery: about.delivery,
  steps: [{ step: 'received', at: about.at, by: about.by, note: '' }],
  notices: [],
  handedInAt: about.at,
  answerBy: answerBy(calendar, about.at),
})

const fallDue = (calendar: WorkCalendar, state: CaseState, at: number): CaseState => {
  const dueAt = caseDueAt(state)
  if (dueAt === null || at < dueAt) return state
  const noted = { at, by: 'system', note: '' }
  switch (state.phase) {
    case 'received':
      return accept(calendar, state, 'deemedAccepted', noted)
    case 'correcting':
      return {
        phase: 'withdrawn',
        ...stepped(state, 'withdrawn', noted),
        withdrawnAt: at,
        why: 'notCorrected',
      }
    case 'accepted':
    case 'transferred':
    case 'deciding':
    case 'approved':
      // Lateness changes nothing for the applicant but is never forgotten (CASE-3).
      return { ...state, ...stepped(state, 'overdue', noted), overdueAt: at }
    case 'issued':
    case 'refused':
    case 'withdrawn':
      return state
  }
}

/** Everything that time has done by `at`: lateness never depends on how soon a timer rang (CASE-2). */
const settle = (calendar: WorkCalendar, state: CaseState, at: number): CaseState => {
  const next = fallDue(calendar, state, at)
  return next === state ? state : settle(calendar, next, at)
}

/** 转 and 办: the two steps in which only the stage changes. */
const moveOn = (state: CaseState, event: Of<'transferred' | 'begun'>): Outcome<CaseState> => {
  if (event.type === 'transferred' && state.phase === 'accepted')
    return ok({
      phase: 'transferred',
      ...stepped(state, 'transferred', event),
      ...clockOf(state),
      to: event.to,
    })
  if (event.type === 'begun' && state.phase === 'transferred')
    return ok({ phase: 'deciding', ...stepped(state, 'begun', event), ...clockOf(state), to: state.to })
  return refuse('wrongState', state.phase)
}

const approve = (calendar: WorkCalendar, state: CaseState, event: Of<'approved'>): Outcome<CaseState> => {
  if (state.phase !== 'deciding') return refuse('wrongState', state.phase)
  return ok({
    phase: 'approved',
    ...stepped(state, 'approved', event),
    acceptedAt: state.acceptedAt,
    decidedAt: event.at,
    issueBy: deadline(calendar, event.at, issueDays),
  })
}

/** Against: not taken up at all (不予受理, from received) or decided against; always with the reason (CASE-6). */
const turnDown = (state: CaseState, event: Of<'refused'>): Outcome<CaseState> => {
  if (state.phase !== 'received' && state.phase !== 'deciding') return refuse('wrongState', state.phase)
  const reason = event.reason.trim()
  if (reason === '') return refuse('incomplete', 'reason')
  const noted = { at: event.at, by: event.by, note: reason }
  return ok({ phase: 'refused', ...stepped(state, 'refused', noted), refusedAt: event.at, reason })
}

/** Once decided in favour there is nothing to take back (CASE-12). */
export const mayWithdraw = ({ phase }: Pick<CaseState, 'phase'>): boolean => {
  switch (phase) {
    case 'received':
    case 'accepted':
    case 'transferred':
    case 'deciding':
    case 'correcting':
      return true
    case 'approved':
    case 'issued':
    case 'refused':
    case 'withdrawn':
      return false
  }
}

const withdraw = (state: CaseState, event: Of<'withdrawn'>): Outcome<CaseState> =>
  mayWithdraw(state)
    ? ok({
        phase: 'withdrawn',
        ...stepped(state, 'withdrawn', event),
        withdrawnAt: event.at,
        why: 'byApplicant',
      })
    : refuse('wrongState', state.phase)

const issue = (state: Approved, event: Of<'issued'>): Outcome<CaseState> => {
  const handings = handOver(state.delivery, event.handings, event.at)
  if (!handings.ok) return handings
  return ok({
    phase: 'issued',
    ...stepped(state, 'issued', event),
    acceptedAt: state.acceptedAt,
    decidedAt: state.decidedAt,
    issuedAt: event.at,
    handings: handings.value,
  })
}

const deliver = (state: Issued, event: Of<'delivered'>): Outcome<CaseState> => {
  const handings = reach(state.handings, event.method, event.at)
  if (!handings.ok) return handings
  const noted = { at: event.at, by: event.by, note: event.method }
  return ok({ ...state, ...stepped(state, 'delivered', noted), handings: handings.value })
}

/** Rating is possible in every phase, also after the end, but once (CASE-10). */
const rate = (calendar: WorkCalendar, state: CaseState, event: Of<'rated'>): Outcome<CaseState> => {
  if (state.rating !== undefined) return refuse('wrongState', 'rated')
  const rating = newRating(calendar, event)
  return ok({ ...state, ...stepped(state, 'rated', { at: event.at, by: event.by, note: '' }), rating })
}

const closeFollowUp = (state: CaseState, event: Of<'followedUp'>): Outcome<CaseState> => {
  if (state.rating === undefined) return refuse('wrongState', 'notRated')
  const rating = followUp(state.rating, event)
  return rating.ok ? ok({ ...state, ...stepped(state, 'followedUp', event), rating: rating.value }) : rating
}

/**
 * THE case machine: 收 received → 受 accepted → 转 transferred → 办 deciding, approved → 发 issued (CASE-1).
 * Refuses `wrongState` for what cannot happen now, `incomplete` (detail: what is missing) for an unanswered notice,
 * a missing reason, note or way of delivery, `notFound` for a way of delivery that was not taken.
 */
export const advanceCase = (
  calendar: WorkCalendar,
  before: CaseState,
  event: CaseEvent,
): Outcome<CaseState> => {
  const state = settle(calendar, before, event.at)
  const wrong = refuse('wrongState', state.phase)
  switch (event.type) {
    case 'accepted':
      return state.phase === 'received' ? ok(accept(calendar, state, 'accepted', event)) : wrong
    case 'transferred':
    case 'begun':
      return moveOn(state, event)
    case 'correctionRequested':
      return isOffices(state) ? askCorrection(calendar, state, event) : wrong
    case 'resubmitted':
      return state.phase === 'correcting' ? resubmit(calendar, state, event) : wrong
    case 'approved':
      return approve(calendar, state, event)
    case 'issued':
      return state.phase === 'approved' ? issue(state, event) : wrong
    case 'delivered':
      return state.phase === 'issued' ? deliver(state, event) : wrong
    case 'refused':
      return turnDown(state, event)
    case 'withdrawn':
      return withdraw(state, event)
    case 'rated':
      return rate(calendar, state, event)
    case 'followedUp':
      return closeFollowUp(state, event)
    case 'due':
      return ok(state)
  }
}

/** Whether it is the office's turn before a decision. */
const isOffices = (state: CaseState): state is Received | Working =>
  state.phase === 'received' ||
  state.phase === 'accepted' ||
  state.phase === 'transferred' ||
  state.phase === 'deciding'

/** When the machine wants a `due` event, ms since the epoch; null when nothing runs out. */
export const caseDueAt = (state: CaseState): number | null => {
  switch (state.phase) {
    case 'received':
      return state.answerBy
    case 'correcting':
      return state.correctBy
    case 'accepted':
    case 'transferred':
    case 'deciding':
      return state.overdueAt === undefined ? state.decideBy : null
    case 'approved':
      return state.overdueAt === undefined ? state.issueBy : null
    case 'issued':
    case 'refused':
    case 'withdrawn':
      return null
  }
}
