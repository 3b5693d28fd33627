import { mayWithdraw } from './machine.ts'
import type { Rating } from './rating.ts'
import type { CaseSummary, CaseView, Doer, LowRating, Plate, ProgressView, Stepper } from './sight.ts'
import type { CaseState, CaseStepName } from './state.ts'

type Stage = ProgressView['stages'][number]['stage']

/** 收 受 转 办 发 and the steps that reach each. */
const stages: readonly (readonly [Stage, readonly CaseStepName[]])[] = [
  ['received', ['received']],
  ['accepted', ['accepted', 'deemedAccepted']],
  ['transferred', ['transferred']],
  ['decided', ['approved', 'refused']],
  ['issued', ['issued']],
]

/** When the five stages were reached; null for those that lie ahead or were never needed. */
const caseStages = (state: CaseState): ProgressView['stages'] =>
  stages.map(([stage, steps]) => ({
    stage,
    at: state.steps.find((entry) => steps.includes(entry.step))?.at ?? null,
  }))

const decideByOf = (state: CaseState): { readonly decideBy?: number } =>
  'decideBy' in state ? { decideBy: state.decideBy } : {}

/** Where it was passed on to, also after the decision. */
const toOf = (state: CaseState): { readonly to?: string } => {
  const to = state.steps.findLast((entry) => entry.to !== undefined)?.to
  return to === undefined ? {} : { to }
}

const handingsOf = (state: CaseState): Pick<ProgressView, 'handings'> =>
  state.phase === 'issued' ? { handings: state.handings } : {}

/** The applicant's turn: what to put right, without who asked. */
const noticeOf = (state: CaseState): Pick<ProgressView, 'notice' | 'correctBy'> => {
  if (state.phase !== 'correcting') return {}
  const notice = state.notices.at(-1)
  if (notice === undefined) return { correctBy: state.correctBy }
  const { at, note, points } = notice
  return { correctBy: state.correctBy, notice: { at, note, points } }
}

/** Steps that are the applicant's by nature, whatever page they were taken on. */
const applicants: readonly CaseStepName[] = ['resubmitted', 'withdrawn', 'rated']

const stepperOf = ({ step, by }: CaseState['steps'][number], clerk: Plate | undefined): Stepper => {
  if (by === 'system') return { who: 'system' }
  if (applicants.includes(step)) return { who: 'applicant' }
  return step === 'received' && clerk !== undefined ? { who: 'clerk', ...clerk } : { who: 'office' }
}

/**
 * What anybody who has reference and code may see (CASE-11): stages with dates, what to put right, how the result
 * comes. No name, address or phone number of the applicant, no form value, no login and no internal remark. Of the
 * staff only `clerk` is named, the one who received the case and was on the applicant's screen.
 */
export const viewProgress = (state: CaseState, clerk?: Plate): ProgressView => ({
  reference: state.reference,
  item: state.item,
  jurisdiction: state.jurisdiction,
  phase: state.phase,
  receivedAt: state.receivedAt,
  ...toOf(state),
  ...decideByOf(state),
  stages: caseStages(state),
  steps: state.steps.map((entry) => ({ step: entry.step, at: entry.at, by: stepperOf(entry, clerk) })),
  ...noticeOf(state),
  ...handingsOf(state),
  ...(state.phase === 'refused' ? { refusedReason: state.reason } : {}),
  mayWithdraw: mayWithdraw(state),
  ...(state.rating === undefined ? {} : { rating: state.rating.level }),
})

/** One line of the reviewer's list. */
export const summariseCase = (state: CaseState): CaseSummary => ({
  reference: state.reference,
  item: state.item,
  jurisdiction: state.jurisdiction,
  phase: state.phase,
  receivedAt: state.receivedAt,
  ...toOf(state),
  ...decideByOf(state),
  overdue: state.steps.some((entry) => entry.step === 'overdue'),
  ...(state.rating?.phase === 'toFollowUp' ? { followUpBy: state.rating.followUpBy } : {}),
})

/** A low rating that waits for somebody to call back; null for a case without one (CASE-10). */
export const viewLowRating = (state: CaseState): LowRating | null => {
  if (state.rating?.phase !== 'toFollowUp') return null
  const { level, comment, at } = state.rating
  return { ...summariseCase(state), rating: { level, comment, at } }
}

const viewRating = (rating: Rating, named: Named): NonNullable<CaseView['rating']> => {
  const { level, comment, at } = rating
  const given = { level, comment, at }
  if (rating.phase === 'given') return given
  const { followUpBy } = rating
  if (rating.phase === 'toFollowUp') return { ...given, followUpBy }
  return {
    ...given,
    followUpBy,
    followedUp: { at: rating.followedUpAt, by: named(rating.by), note: rating.note },
  }
}

/** Who stands behind what a step keeps: a person's login, a session, `applicant` or `system`. */
type Named = (by: string) => Doer

/** The case's own part of what the deciding office sees; form, papers and identity are added by their nouns. */
export const viewCase = (
  state: CaseState,
  named: Named,
): Omit<CaseView, 'definition' | 'form' | 'files' | 'identity'> => ({
  ...summariseCase(state),
  visitId: state.visitId,
  delivery: state.delivery,
  steps: state.steps.map((entry) => ({ ...entry, by: named(entry.by) })),
  notices: state.notices.map(({ by: _by, ...notice }) => notice),
  ...handingsOf(state),
  ...(state.rating === undefined ? {} : { rating: viewRating(state.rating, named) }),
})
