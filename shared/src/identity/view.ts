import { firstEvidence, stepStatus } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { isUndecided, stepsToDo } from './machine.ts'
import type { IdentityState, RejectReason } from './machine.ts'
import type { IdentityView } from './protocol.ts'
import { scripts } from './script.ts'
import type { Step, StepName } from './script.ts'

/** `onlooker`: a supervisor or reviewer, who sees what was done but has no document to compare. */
export type IdentityViewer = 'applicant' | 'clerk' | 'onlooker'

type StepLine = IdentityView['steps'][number]

/** The last four signs; the rest is stars of the same length. */
export const maskNumber = (number: string): string =>
  '*'.repeat(Math.max(0, number.length - 4)) + number.slice(-4)

/** How many of how many; `needed: 0` marks a step that may be left out. */
const counts = (step: Step, found: Evidence): { count?: number; needed?: number } => {
  switch (step.kind) {
    case 'still':
      return {
        count: found.stills.filter((still) => still.step === step.step).length,
        needed: step.required ? 1 : 0,
      }
    case 'cues':
      return { count: found.cues.filter((cue) => cue.result === 'seen').length, needed: step.needed }
    case 'questions':
      return {
        count: found.questions.filter((question) => question.satisfied).length,
        needed: step.needed,
      }
    case 'consent':
    case 'device':
    case 'absent':
    case 'number':
      return {}
  }
}

const line = (step: Step, found: Evidence, missing: readonly StepName[], goesOn: boolean): StepLine => {
  const standing = stepStatus(step, found)
  if (standing === 'notPerformed') {
    const why = found.notPerformed.find((entry) => entry.step === step.step)?.why
    return { step: step.step, status: standing, ...(why === undefined ? {} : { why }) }
  }
  const isDone = standing === 'done' && !missing.includes(step.step)
  const open = goesOn && missing[0] === step.step ? 'now' : 'later'
  return { step: step.step, status: isDone ? 'done' : open, ...counts(step, found) }
}

/**
 * The clerk compares the number with the paper while checking, and no longer; the applicant is its owner
 * (IDENT-11).
 */
const seesNumber = (state: IdentityState, viewer: IdentityViewer): boolean =>
  viewer === 'applicant' ||
  (viewer === 'clerk' && (state.phase === 'checking' || state.phase === 'cue' || state.phase === 'deciding'))

/** What the applicant can mend. The other reasons would teach a cheat, or endanger somebody under pressure. */
const tellable: readonly RejectReason[] = ['documentUnclear', 'documentExpired', 'cueFailed']

const toldReason = (reason: RejectReason, viewer: IdentityViewer): RejectReason =>
  viewer !== 'applicant' || tellable.includes(reason) ? reason : 'other'

const verdict = (state: IdentityState, viewer: IdentityViewer): Pick<IdentityView, 'reason' | 'note'> => {
  const note = viewer === 'applicant' || !('note' in state) ? {} : { note: state.note }
  return state.phase === 'rejected' ? { reason: toldReason(state.reason, viewer), ...note } : note
}

/**
 * The check as this viewer may see it (IDENT-11). The applicant sees neither the stills' files nor how the clerk
 * judged cues; only what to do now and how it ended.
 */
export const viewIdentity = (state: IdentityState, viewer: IdentityViewer): IdentityView => {
  const script = scripts[state.script]
  const found =
    (state.phase === 'consent' ? undefined : state.evidence) ??
    firstEvidence(script, state.devices, state.startedAt)
  const missing = stepsToDo(script, state)
  const number = found.document?.number
  const isStaff = viewer !== 'applicant'
  return {
    visitId: state.visitId,
    phase: state.phase,
    script: state.script,
    steps: script.steps.map((step) => line(step, found, missing, isUndecided(state))),
    missing,
    ...(number === undefined
      ? {}
      : { documentNumber: seesNumber(state, viewer) ? number : maskNumber(number) }),
    stills: isStaff ? found.stills.map(({ step, fileId }) => ({ step, fileId })) : [],
    ...(state.phase === 'cue' ? { cue: state.cue } : {}),
    cues: isStaff ? found.cues.map(({ cue, result }) => ({ cue, result })) : [],
    ...verdict(state, viewer),
  }
}
