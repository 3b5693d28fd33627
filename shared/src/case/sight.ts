import { z } from 'zod'
import { formDefinition } from '../form/definition.ts'
import { formView } from '../form/view.ts'
import { fileView } from '../record/protocol.ts'
import { correctionNotice } from './correction.ts'
import { delivery, deliveryWish } from './delivery.ts'
import { ratingLevel } from './rating.ts'
import { caseStepName } from './state.ts'

export const casePhase = z.enum([
  'received',
  'accepted',
  'transferred',
  'deciding',
  'correcting',
  'approved',
  'issued',
  'refused',
  'withdrawn',
])

/** What the plate on a desk says: the call shows it, and the receipt may. */
const plate = z.object({ name: z.string(), number: z.string() })
export type Plate = z.infer<typeof plate>

/** Who took a step, as the applicant may know them: the clerk they met by name, everybody else by what they are. */
const stepper = z.discriminatedUnion('who', [
  plate.extend({ who: z.literal('clerk') }),
  z.object({ who: z.enum(['office', 'applicant', 'system']) }),
])
export type Stepper = z.infer<typeof stepper>

/** Where a case stands, for whoever has reference and code: no personal data of the applicant in it. */
export const progressView = z.object({
  reference: z.string(),
  item: z.string(),
  jurisdiction: z.string(),
  phase: casePhase,
  receivedAt: z.number(),
  /** The department it was passed on to. */
  to: z.string().optional(),
  decideBy: z.number().optional(),
  correctBy: z.number().optional(),
  /** The five stages 收 受 转 办 发, with when each was reached. */
  stages: z.array(
    z.object({
      stage: z.enum(['received', 'accepted', 'transferred', 'decided', 'issued']),
      at: z.number().nullable(),
    }),
  ),
  /** Everything that happened, the first first, without remarks. */
  steps: z.array(z.object({ step: caseStepName, at: z.number(), by: stepper })),
  /** What to put right, when it is the applicant’s turn. */
  notice: z.object(correctionNotice.pick({ at: true, note: true, points: true }).shape).optional(),
  handings: z.array(delivery).optional(),
  refusedReason: z.string().optional(),
  /** Whether the applicant may still take it back. */
  mayWithdraw: z.boolean(),
  rating: ratingLevel.optional(),
})
export type ProgressView = z.infer<typeof progressView>

/** A case in the reviewer’s list. */
export const caseSummary = z.object({
  reference: z.string(),
  item: z.string(),
  jurisdiction: z.string(),
  phase: casePhase,
  receivedAt: z.number(),
  to: z.string().optional(),
  decideBy: z.number().optional(),
  overdue: z.boolean(),
  /** Somebody was dissatisfied and is to be called back by then. */
  followUpBy: z.number().optional(),
})
export type CaseSummary = z.infer<typeof caseSummary>

/** Who did something, as colleagues know them. */
export const doer = z.discriminatedUnion('who', [
  plate.extend({ who: z.literal('staff') }),
  z.object({ who: z.enum(['applicant', 'system']) }),
])
export type Doer = z.infer<typeof doer>

/** What the applicant thought of it, and what came of that. */
const ratingView = z.object({
  level: ratingLevel,
  comment: z.string(),
  at: z.number(),
  followUpBy: z.number().optional(),
  followedUp: z.object({ at: z.number(), by: doer, note: z.string() }).optional(),
})

/** A case as the deciding office works on it. */
export const caseView = caseSummary.extend({
  visitId: z.string(),
  delivery: deliveryWish,
  steps: z.array(
    z.object({
      step: caseStepName,
      at: z.number(),
      by: doer,
      note: z.string(),
      to: z.string().optional(),
    }),
  ),
  notices: z.array(z.object(correctionNotice.omit({ by: true }).shape)),
  handings: z.array(delivery).optional(),
  rating: ratingView.optional(),
  definition: formDefinition,
  form: formView,
  files: z.array(fileView),
  /** How the applicant was identified. */
  identity: z.object({ decidedAt: z.number(), by: doer, note: z.string() }).nullable(),
})
export type CaseView = z.infer<typeof caseView>

/** A low rating that waits for somebody to call back. */
export const lowRating = caseSummary.extend({
  rating: ratingView.pick({ level: true, comment: true, at: true }),
})
export type LowRating = z.infer<typeof lowRating>
