import { z } from 'zod'
import { refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'
import type { WorkCalendar } from './deadline.ts'
import { deliveryWish, handing } from './delivery.ts'
import type { DeliveryMethod, DeliveryWish, Handing } from './delivery.ts'
import { rating } from './rating.ts'
import type { RatingLevel } from './rating.ts'

/** One thing the applicant has to put right: a form field (its path) or a material (its code), and why. */
export const correctionPoint = z.strictObject({
  kind: z.enum(['field', 'material']),
  path: z.string().min(1).max(200),
  reason: z.string().trim().min(1).max(500),
})
export type CorrectionPoint = z.infer<typeof correctionPoint>

/** The one-time notice (一次性告知单): everything that is missing, told once. */
export const correctionNotice = z.strictObject({
  at: z.number(),
  by: z.string(),
  note: z.string().max(1000),
  points: z.array(correctionPoint).min(1).max(100),
  /** Paths a later notice named that no earlier one had: told too late. */
  toldLate: z.array(z.string()),
})
export type CorrectionNotice = z.infer<typeof correctionNotice>

export const caseStepName = z.enum([
  'received',
  'accepted',
  'deemedAccepted',
  'transferred',
  'begun',
  'correctionRequested',
  'resubmitted',
  'overdue',
  'approved',
  'issued',
  'delivered',
  'refused',
  'withdrawn',
  'rated',
  'followedUp',
])

const caseStep = z.strictObject({
  step: caseStepName,
  at: z.number(),
  /** A session or person id; `system` for a timer. */
  by: z.string(),
  note: z.string().max(1000),
})

const base = {
  id: z.string(),
  reference: z.string(),
  visitId: z.string(),
  item: z.string(),
  /** Of the deciding office, GB/T 2260. */
  jurisdiction: z.string(),
  receivedAt: z.number(),
  /** Working days the guide promises from acceptance to decision. */
  limitDays: z.number().int().positive(),
  delivery: deliveryWish,
  steps: z.array(caseStep),
  notices: z.array(correctionNotice),
  rating: rating.optional(),
}

const clock = {
  acceptedAt: z.number(),
  decideBy: z.number(),
  /** Set once when the deadline passed without a decision. */
  overdueAt: z.number().optional(),
}
const received = { phase: z.literal('received'), answerBy: z.number() }
const accepted = { phase: z.literal('accepted'), ...clock }
const transferred = { phase: z.literal('transferred'), ...clock, to: z.string() }
const deciding = { phase: z.literal('deciding'), ...clock, to: z.string() }

/** Where the case stood when it was stopped, and goes on. */
export const openStage = z.discriminatedUnion('phase', [
  z.strictObject(received),
  z.strictObject(accepted),
  z.strictObject(transferred),
  z.strictObject(deciding),
])
export type OpenStage = z.infer<typeof openStage>

const decided = { acceptedAt: z.number(), decidedAt: z.number() }

export const caseState = z.discriminatedUnion('phase', [
  z.strictObject({ ...base, ...received }),
  z.strictObject({ ...base, ...accepted }),
  z.strictObject({ ...base, ...transferred }),
  z.strictObject({ ...base, ...deciding }),
  /** The applicant's turn: the last of `notices` says what. The deadline stands still. */
  z.strictObject({
    ...base,
    phase: z.literal('correcting'),
    correctBy: z.number(),
    /** Working days the office had left. */
    daysLeft: z.number().int().nonnegative(),
    resume: openStage,
  }),
  /** Decided in favour; the result is being made. */
  z.strictObject({
    ...base,
    phase: z.literal('approved'),
    ...decided,
    issueBy: z.number(),
    overdueAt: z.number().optional(),
  }),
  z.strictObject({
    ...base,
    phase: z.literal('issued'),
    ...decided,
    issuedAt: z.number(),
    handings: z.array(z.strictObject({ handing, deliveredAt: z.number().optional() })).min(1),
  }),
  z.strictObject({ ...base, phase: z.literal('refused'), refusedAt: z.number(), reason: z.string() }),
  z.strictObject({
    ...base,
    phase: z.literal('withdrawn'),
    withdrawnAt: z.number(),
    why: z.enum(['byApplicant', 'notCorrected']),
  }),
])
export type CaseState = z.infer<typeof caseState>

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

/** A case that has just been received. */
export const newCase = (
  calendar: WorkCalendar,
  about: {
    readonly id: string
    readonly at: number
    readonly by: string
    readonly reference: string
    readonly visitId: string
    readonly item: string
    readonly jurisdiction: string
    readonly limitDays: number
    readonly delivery: DeliveryWish
  },
): CaseState => {
  throw new Error(`to be filled in: ${about.id} ${calendar.holidays.length}`)
}

/** THE case machine. */
export const advanceCase = (calendar: WorkCalendar, state: CaseState, event: CaseEvent): Outcome<CaseState> =>
  refuse('wrongState', state.phase, event.type, ...calendar.holidays)

/** When the machine wants a `due` event, ms since the epoch; null when nothing runs out. */
export const caseDueAt = (state: CaseState): number | null =>
  state.phase === 'received' ? state.answerBy : null
