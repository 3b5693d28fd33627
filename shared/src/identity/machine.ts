import { z } from 'zod'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'
import { chooseCue } from './cue.ts'
import type { CueGroup } from './cue.ts'
import { evidence, firstEvidence, missingSteps, openCue, stepBefore } from './evidence.ts'
import type { CueResult, Evidence } from './evidence.ts'
import { gather } from './gather.ts'
import type { GatherEvent } from './gather.ts'
import { device, scriptName, scripts } from './script.ts'
import type { Device, Script, ScriptName, StepName } from './script.ts'

export const rejectReason = z.enum([
  'faceDiffers',
  'documentUnclear',
  'documentExpired',
  'cueFailed',
  'answersDoubtful',
  'underPressure',
  'other',
])
export type RejectReason = z.infer<typeof rejectReason>

const base = {
  id: z.string(),
  visitId: z.string(),
  script: scriptName,
  /** 0 for the applicant; others may follow in one visit, two people marrying (IDENT-12). */
  subjectIndex: z.number().int().nonnegative(),
  /** What the kiosk brought when the check began. */
  devices: z.array(device),
  startedAt: z.number(),
  lapsesAt: z.number(),
}
const decision = { decidedAt: z.number(), by: z.string(), note: z.string().max(500) }

export const identityState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('consent'), ...base }),
  z.strictObject({ phase: z.literal('checking'), ...base, evidence }),
  z.strictObject({ phase: z.literal('cue'), ...base, evidence, cue: openCue }),
  z.strictObject({ phase: z.literal('deciding'), ...base, evidence }),
  z.strictObject({ phase: z.literal('accepted'), ...base, evidence, ...decision }),
  z.strictObject({
    phase: z.literal('rejected'),
    ...base,
    evidence: evidence.optional(),
    ...decision,
    reason: rejectReason,
  }),
  z.strictObject({
    phase: z.literal('declined'),
    ...base,
    evidence: evidence.optional(),
    declinedAt: z.number(),
  }),
  z.strictObject({
    phase: z.literal('lapsed'),
    ...base,
    evidence: evidence.optional(),
    lapsedAt: z.number(),
    why: z.enum(['tooLong', 'callEnded']),
  }),
])
export type IdentityState = z.infer<typeof identityState>

export type IdentityEvent =
  | GatherEvent
  | ({ readonly at: number } & (
      | { readonly type: 'consented' }
      | { readonly type: 'declined' }
      | { readonly type: 'cueShown'; readonly id: string; readonly random: number; readonly avoid?: CueGroup }
      | { readonly type: 'cueMarked'; readonly by: string; readonly id: string; readonly seen: boolean }
      | { readonly type: 'accepted'; readonly by: string; readonly note: string }
      | {
          readonly type: 'rejected'
          readonly by: string
          readonly reason: RejectReason
          readonly note: string
        }
      | { readonly type: 'callEnded' }
      | { readonly type: 'due' }
    ))

type Phase<P extends IdentityState['phase']> = Extract<IdentityState, { phase: P }>
type Gathering = Phase<'checking' | 'deciding'>
type Undecided = Phase<'consent' | 'cue'> | Gathering
type Of<T extends IdentityEvent['type']> = Extract<IdentityEvent, { type: T }>

/** A check that waits for the applicant's consent. `devices`: what the kiosk has, none for a phone. */
export const newIdentity = (
  script: ScriptName,
  about: {
    readonly id: string
    readonly visitId: string
    readonly at: number
    readonly devices?: readonly Device[]
    readonly subjectIndex?: number
  },
): IdentityState => ({
  phase: 'consent',
  id: about.id,
  visitId: about.visitId,
  script,
  subjectIndex: about.subjectIndex ?? 0,
  devices: [...(about.devices ?? [])],
  startedAt: about.at,
  lapsesAt: about.at + scripts[script].lapsesAfterMs,
})

const baseOf = ({ id, visitId, script, subjectIndex, devices, startedAt, lapsesAt }: IdentityState) => ({
  id,
  visitId,
  script,
  subjectIndex,
  devices,
  startedAt,
  lapsesAt,
})

/** The phase follows from what is missing; nothing else opens the decision (IDENT-7). */
const gathering = (script: Script, state: Undecided, found: Evidence): IdentityState => ({
  phase: missingSteps(script, found).length === 0 ? 'deciding' : 'checking',
  ...baseOf(state),
  evidence: found,
})

const showCue = (script: Script, state: Gathering, event: Of<'cueShown'>): Outcome<IdentityState> => {
  const before = stepBefore(script, 'cues', state.evidence)
  if (before !== null) return refuse('stepOutOfOrder', before)
  const step = script.steps.find((known) => known.kind === 'cues')
  const shown = state.evidence.cues.map((earlier) => earlier.cue)
  if (step === undefined || shown.length >= step.most) return refuse('wrongState', 'noCuesLeft')
  const cue = chooseCue(shown, event.random, event.avoid)
  return ok({
    phase: 'cue',
    ...baseOf(state),
    evidence: state.evidence,
    cue: { id: event.id, cue, shownAt: event.at, dueAt: event.at + step.withinMs },
  })
}

/** The evidence with the open cue closed. */
const withCue = (state: Phase<'cue'>, result: CueResult, endedAt: number, by?: string): Evidence => {
  const { dueAt: _dueAt, ...cue } = state.cue
  const closed = { ...cue, result, endedAt, ...(by === undefined ? {} : { by }) }
  return { ...state.evidence, cues: [...state.evidence.cues, closed] }
}

/** A gesture marked after its time may have been rehearsed: it does not count (IDENT-8). */
const markCue = (script: Script, state: Phase<'cue'>, event: Of<'cueMarked'>): Outcome<IdentityState> => {
  if (event.id !== state.cue.id) return refuse('notFound')
  if (event.at > state.cue.dueAt) return refuse('tooLate', state.cue.id)
  return ok(gathering(script, state, withCue(state, event.seen ? 'seen' : 'notSeen', event.at, event.by)))
}

/** Everything still to do, or left undone when the check is over. */
export const stepsToDo = (script: Script, state: IdentityState): StepName[] =>
  state.phase === 'consent' || state.evidence === undefined
    ? ['consent', ...missingSteps(script, firstEvidence(script, state.devices, state.startedAt))]
    : missingSteps(script, state.evidence)

/** What was gathered until now, for the record of a check that ends; nothing before consent. */
const gathered = (state: Undecided, at: number): { readonly evidence?: Evidence } => {
  if (state.phase === 'consent') return {}
  return { evidence: state.phase === 'cue' ? withCue(state, 'interrupted', at) : state.evidence }
}

const decide = (
  script: Script,
  state: Undecided,
  event: Of<'accepted' | 'rejected'>,
): Outcome<IdentityState> => {
  const decided = { decidedAt: event.at, by: event.by, note: event.note }
  if (event.type === 'rejected')
    return ok({
      phase: 'rejected',
      ...baseOf(state),
      ...gathered(state, event.at),
      ...decided,
      reason: event.reason,
    })
  switch (state.phase) {
    case 'consent':
      return refuse('stepsMissing', ...stepsToDo(script, state))
    case 'checking':
      return refuse('stepsMissing', ...missingSteps(script, state.evidence))
    case 'cue': {
      // A cue before the applicant's eyes is answered first, even when enough were seen.
      const missing = missingSteps(script, state.evidence)
      return refuse('stepsMissing', ...(missing.includes('cues') ? missing : ['cues', ...missing]))
    }
    case 'deciding':
      return ok({ phase: 'accepted', ...baseOf(state), evidence: state.evidence, ...decided })
  }
}

const lapse = (state: Undecided, at: number, why: 'tooLong' | 'callEnded'): IdentityState => ({
  phase: 'lapsed',
  ...baseOf(state),
  ...gathered(state, at),
  lapsedAt: at,
  why,
})

const fallDue = (script: Script, state: Undecided, at: number): IdentityState => {
  if (at >= state.lapsesAt) return lapse(state, at, 'tooLong')
  if (state.phase === 'cue' && at >= state.cue.dueAt)
    return gathering(script, state, withCue(state, 'expired', at))
  return state
}

/** Whether the check still goes on. */
export const isUndecided = (state: IdentityState): state is Undecided =>
  state.phase === 'consent' ||
  state.phase === 'checking' ||
  state.phase === 'cue' ||
  state.phase === 'deciding'

/**
 * THE identity machine. `script` must be the one the state names.
 * Refuses `stepOutOfOrder` and `stepsMissing` with the steps, `documentInvalid` with the check, `tooLate` for a
 * cue answered after its time, `notFound` for another cue, `wrongState` for the rest; a decision is final (IDENT-1).
 */
export const advanceIdentity = (
  script: Script,
  state: IdentityState,
  event: IdentityEvent,
): Outcome<IdentityState> => {
  if (script.name !== state.script) return refuse('wrongState', 'script')
  if (!isUndecided(state)) return refuse('wrongState', state.phase)
  if (event.type !== 'due' && event.at >= state.lapsesAt) return refuse('wrongState', 'lapsed')
  switch (event.type) {
    case 'consented':
      if (state.phase !== 'consent') return refuse('wrongState', state.phase)
      return ok(gathering(script, state, firstEvidence(script, state.devices, event.at)))
    case 'declined':
      return ok({ phase: 'declined', ...baseOf(state), ...gathered(state, event.at), declinedAt: event.at })
    case 'accepted':
    case 'rejected':
      return decide(script, state, event)
    case 'callEnded':
      return ok(lapse(state, event.at, 'callEnded'))
    case 'due':
      return ok(fallDue(script, state, event.at))
    case 'cueMarked':
      return state.phase === 'cue' ? markCue(script, state, event) : refuse('wrongState', state.phase)
    case 'cueShown':
      if (state.phase === 'consent') return refuse('stepOutOfOrder', 'consent')
      return state.phase === 'cue' ? refuse('wrongState', 'cue') : showCue(script, state, event)
    case 'cardRead':
    case 'stepNotPerformed':
    case 'documentGiven':
    case 'stillTaken':
    case 'questionAsked': {
      if (state.phase === 'consent') return refuse('stepOutOfOrder', 'consent')
      if (state.phase === 'cue') return refuse('wrongState', 'cue')
      const found = gather({ script, devices: state.devices, found: state.evidence }, event)
      return found.ok ? ok(gathering(script, state, found.value)) : found
    }
  }
}

/** When the machine wants a `due` event, ms since the epoch; null once the check is over. */
export const identityDueAt = (state: IdentityState): number | null => {
  if (!isUndecided(state)) return null
  return state.phase === 'cue' ? Math.min(state.cue.dueAt, state.lapsesAt) : state.lapsesAt
}
