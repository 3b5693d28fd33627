import type { CaseSummary, CaseView, ProgressView } from './protocol.ts'
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

/** The applicant's turn: what to put right, without who asked. */
const noticeOf = (state: CaseState): Pick<ProgressView, 'notice' | 'correctBy'> => {
  if (state.phase !== 'correcting') return {}
  const notice = state.notices.at(-1)
  if (notice === undefined) return { correctBy: state.correctBy }
  const { at, note, points } = notice
  return { correctBy: state.correctBy, notice: { at, note, points } }
}

/**
 * What anybody who has reference and code may see (CASE-11): stages with dates, what to put right, how the result
 * comes. No name, address or phone number, no form value, no staff id and no internal remark.
 */
export const viewProgress = (state: CaseState): ProgressView => ({
  reference: state.reference,
  item: state.item,
  jurisdiction: state.jurisdiction,
  phase: state.phase,
  receivedAt: state.receivedAt,
  ...decideByOf(state),
  stages: caseStages(state),
  ...noticeOf(state),
  ...(state.phase === 'issued' ? { handings: state.handings } : {}),
  ...(state.phase === 'refused' ? { refusedReason: state.reason } : {}),
  ...(state.rating === undefined ? {} : { rating: state.rating.level }),
})

/** One line of the reviewer's list. */
export const summariseCase = (state: CaseState): CaseSummary => ({
  reference: state.reference,
  item: state.item,
  jurisdiction: state.jurisdiction,
  phase: state.phase,
  receivedAt: state.receivedAt,
  ...decideByOf(state),
  overdue: state.steps.some((entry) => entry.step === 'overdue'),
})

/** The case's own part of what the deciding office sees; form, papers and identity are added by their nouns. */
export const viewCase = (
  state: CaseState,
): CaseSummary & Pick<CaseView, 'visitId' | 'delivery' | 'steps' | 'notices'> => ({
  ...summariseCase(state),
  visitId: state.visitId,
  delivery: state.delivery,
  steps: state.steps,
  notices: state.notices,
})
