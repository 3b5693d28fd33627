import { z } from 'zod'
import { correctionNotice } from './correction.ts'
import { delivery, deliveryWish } from './delivery.ts'
import { rating } from './rating.ts'

/** What the history of a case is made of. */
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

export type CaseStepName = z.infer<typeof caseStepName>

const caseStep = z.strictObject({
  step: caseStepName,
  at: z.number(),
  /** A session or person id; `system` for a timer. */
  by: z.string(),
  note: z.string().max(1000),
  /** Where a transfer went. */
  to: z.string().optional(),
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
  /** Set once, when the deadline passed without a decision. */
  overdueAt: z.number().optional(),
}
const stopped = {
  acceptedAt: z.number(),
  overdueAt: z.number().optional(),
  /** Working days the office had left when its clock was stopped. */
  daysLeft: z.number().int().nonnegative(),
}
const to = { to: z.string() }
const decided = { acceptedAt: z.number(), decidedAt: z.number() }
const phase = <P extends string>(name: P) => ({ phase: z.literal(name) })

/** Where a case stood when it was sent back to the applicant, and goes on. */
const resume = z.discriminatedUnion('phase', [
  z.strictObject(phase('received')),
  z.strictObject({ ...phase('accepted'), ...stopped }),
  z.strictObject({ ...phase('transferred'), ...stopped, ...to }),
  z.strictObject({ ...phase('deciding'), ...stopped, ...to }),
])

export const caseState = z.discriminatedUnion('phase', [
  /** `handedInAt`: when the papers last came in; without an answer by `answerBy` they are accepted. */
  z.strictObject({ ...phase('received'), ...base, handedInAt: z.number(), answerBy: z.number() }),
  z.strictObject({ ...phase('accepted'), ...base, ...clock }),
  z.strictObject({ ...phase('transferred'), ...base, ...clock, ...to }),
  z.strictObject({ ...phase('deciding'), ...base, ...clock, ...to }),
  /** The applicant's turn: the last of `notices` says what. The office's clock stands still. */
  z.strictObject({ ...phase('correcting'), ...base, correctBy: z.number(), resume }),
  /** Decided in favour; the result is being made. */
  z.strictObject({
    ...phase('approved'),
    ...base,
    ...decided,
    issueBy: z.number(),
    overdueAt: z.number().optional(),
  }),
  z.strictObject({
    ...phase('issued'),
    ...base,
    ...decided,
    issuedAt: z.number(),
    handings: z.array(delivery).min(1),
  }),
  z.strictObject({ ...phase('refused'), ...base, refusedAt: z.number(), reason: z.string() }),
  z.strictObject({
    ...phase('withdrawn'),
    ...base,
    withdrawnAt: z.number(),
    why: z.enum(['byApplicant', 'notCorrected']),
  }),
])
export type CaseState = z.infer<typeof caseState>

type Phase<P extends CaseState['phase']> = Extract<CaseState, { phase: P }>
export type Received = Phase<'received'>
/** The office's clock runs. */
export type Working = Phase<'accepted' | 'transferred' | 'deciding'>
export type Correcting = Phase<'correcting'>
export type Approved = Phase<'approved'>
export type Issued = Phase<'issued'>

/** When, who, and what they remarked; by `system` when a timer did it. */
export interface Noted {
  readonly at: number
  readonly by: string
  readonly note: string
  /** Where a transfer went. */
  readonly to?: string
}

/** Events carry more than a step keeps. */
const stepOf = (step: CaseStepName, { at, by, note, to: target }: Noted): CaseState['steps'][number] => ({
  step,
  at,
  by,
  note,
  ...(target === undefined ? {} : { to: target }),
})

/** The fields every phase has, with one more step. */
export const stepped = (state: CaseState, step: CaseStepName, noted: Noted) => ({
  id: state.id,
  reference: state.reference,
  visitId: state.visitId,
  item: state.item,
  jurisdiction: state.jurisdiction,
  receivedAt: state.receivedAt,
  limitDays: state.limitDays,
  delivery: state.delivery,
  steps: [...state.steps, stepOf(step, noted)],
  notices: state.notices,
  ...(state.rating === undefined ? {} : { rating: state.rating }),
})
