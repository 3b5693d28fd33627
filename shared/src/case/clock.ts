import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'
import { newNotice, unanswered } from './correction.ts'
import type { CorrectionPoint } from './correction.ts'
import { deadline, workingDaysLeft } from './deadline.ts'
import type { WorkCalendar } from './deadline.ts'
import { stepped } from './state.ts'
import type { CaseState, Correcting, Noted, Received, Working } from './state.ts'

/** Working days to say what is missing, once; silence accepts (Administrative Licensing Law art. 32 (4), CASE-4). */
const answerDays = 5
/** Working days the applicant has to put things right; ours, the law names none (CASE-5). */
const correctionDays = 30

/** When an answer is due for papers that came in `at`. */
export const answerBy = (calendar: WorkCalendar, at: number): number => deadline(calendar, at, answerDays)

const overdueOf = (state: { overdueAt?: number | undefined }) =>
  state.overdueAt === undefined ? {} : { overdueAt: state.overdueAt }

export const clockOf = (state: Working) => ({
  acceptedAt: state.acceptedAt,
  decideBy: state.decideBy,
  ...overdueOf(state),
})

/** Silence counts from the day the papers came in (CASE-4). */
export const accept = (
  calendar: WorkCalendar,
  state: Received,
  step: 'accepted' | 'deemedAccepted',
  noted: Noted,
): CaseState => {
  const acceptedAt = step === 'accepted' ? noted.at : state.handedInAt
  return {
    phase: 'accepted',
    ...stepped(state, step, noted),
    acceptedAt,
    decideBy: deadline(calendar, acceptedAt, state.limitDays),
  }
}

const stop = (calendar: WorkCalendar, state: Received | Working, at: number): Correcting['resume'] => {
  if (state.phase === 'received') return { phase: 'received' }
  const clock = {
    acceptedAt: state.acceptedAt,
    ...overdueOf(state),
    daysLeft: workingDaysLeft(calendar, at, state.decideBy),
  }
  return state.phase === 'accepted'
    ? { phase: 'accepted', ...clock }
    : { phase: state.phase, ...clock, to: state.to }
}

export const askCorrection = (
  calendar: WorkCalendar,
  state: Received | Working,
  event: Noted & { readonly points: readonly CorrectionPoint[] },
): Outcome<CaseState> => {
  if (event.points.length === 0) return refuse('incomplete', 'points')
  return ok({
    phase: 'correcting',
    ...stepped(state, 'correctionRequested', event),
    notices: [...state.notices, newNotice(state.notices, event)],
    correctBy: deadline(calendar, event.at, correctionDays),
    resume: stop(calendar, state, event.at),
  })
}

/** The clock goes on with the days that were left (CASE-3). */
export const resubmit = (
  calendar: WorkCalendar,
  state: Correcting,
  event: Noted & { readonly answered: readonly string[] },
): Outcome<CaseState> => {
  const open = unanswered(state.notices.at(-1), event.answered)
  if (open.length > 0) return refuse('incomplete', ...open)
  const base = stepped(state, 'resubmitted', event)
  if (state.resume.phase === 'received')
    return ok({
      phase: 'received',
      ...base,
      handedInAt: event.at,
      answerBy: answerBy(calendar, event.at),
    })
  const { daysLeft, ...stage } = state.resume
  return ok({ ...base, ...stage, decideBy: deadline(calendar, event.at, daysLeft) })
}
