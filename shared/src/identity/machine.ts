import { z } from 'zod'
import { refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'
import { cueName } from './cue.ts'
import type { CueGroup } from './cue.ts'
import { evidence } from './evidence.ts'
import { device, scriptName } from './script.ts'
import type { Device, NotPerformedWhy, Script, ScriptName, StepName, StillStep } from './script.ts'
import type { questionTopic } from './evidence.ts'

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
  /** 0 for the applicant; others may follow in one visit (two people marrying). */
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
  z.strictObject({
    phase: z.literal('cue'),
    ...base,
    evidence,
    cue: z.strictObject({ id: z.string(), cue: cueName, shownAt: z.number(), dueAt: z.number() }),
  }),
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

export type IdentityEvent = { readonly at: number } & (
  | { readonly type: 'consented' }
  | { readonly type: 'declined' }
  | { readonly type: 'cardRead'; readonly by: string; readonly number: string; readonly deviceId: string }
  | {
      readonly type: 'stepNotPerformed'
      readonly by: string
      readonly step: StepName
      readonly why: NotPerformedWhy
    }
  | { readonly type: 'documentGiven'; readonly by: string; readonly number: string }
  | { readonly type: 'stillTaken'; readonly by: string; readonly step: StillStep; readonly fileId: string }
  | { readonly type: 'cueShown'; readonly id: string; readonly random: number; readonly avoid?: CueGroup }
  | { readonly type: 'cueMarked'; readonly by: string; readonly id: string; readonly seen: boolean }
  | {
      readonly type: 'questionAsked'
      readonly by: string
      readonly topic: z.infer<typeof questionTopic>
      readonly satisfied: boolean
    }
  | { readonly type: 'accepted'; readonly by: string; readonly note: string }
  | { readonly type: 'rejected'; readonly by: string; readonly reason: RejectReason; readonly note: string }
  | { readonly type: 'callEnded' }
  | { readonly type: 'due' }
)

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
): IdentityState => {
  throw new Error(`to be filled in: ${script} ${about.id}`)
}

/** THE identity machine. */
export const advanceIdentity = (
  script: Script,
  state: IdentityState,
  event: IdentityEvent,
): Outcome<IdentityState> => refuse('wrongState', script.name, state.phase, event.type)

/** When the machine wants a `due` event, ms since the epoch; null once it is over. */
export const identityDueAt = (state: IdentityState): number | null =>
  state.phase === 'cue'
    ? Math.min(state.cue.dueAt, state.lapsesAt)
    : 'lapsedAt' in state
      ? null
      : state.lapsesAt
