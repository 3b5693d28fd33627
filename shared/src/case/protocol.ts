import { z } from 'zod'
import { roles } from '../people/role.ts'
import { notice, requests } from '../protocol/declare.ts'
import { formDefinition } from '../form/definition.ts'
import { formView } from '../form/view.ts'
import { fileView } from '../record/protocol.ts'
import { fieldPath, fieldValue } from '../form/value.ts'
import { deliveryWish, handing } from './delivery.ts'
import { caseStepName } from './state.ts'
import { correctionNotice, correctionPoint } from './correction.ts'

const note = z.string().max(1000)
const ofCase = { reference: z.string().min(1).max(32) }
const withCode = { ...ofCase, code: z.string().min(1).max(32) }

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

/** Where a case stands, for whoever has reference and code: no personal data in it. */
export const progressView = z.object({
  reference: z.string(),
  item: z.string(),
  jurisdiction: z.string(),
  phase: casePhase,
  receivedAt: z.number(),
  decideBy: z.number().optional(),
  correctBy: z.number().optional(),
  /** The five stages 收 受 转 办 发, with when each was reached. */
  stages: z.array(
    z.object({
      stage: z.enum(['received', 'accepted', 'transferred', 'decided', 'issued']),
      at: z.number().nullable(),
    }),
  ),
  /** What to put right, when it is the applicant’s turn. */
  notice: z.object(correctionNotice.pick({ at: true, note: true, points: true }).shape).optional(),
  handings: z.array(z.object({ handing, deliveredAt: z.number().optional() })).optional(),
  refusedReason: z.string().optional(),
  rating: z.number().optional(),
})
export type ProgressView = z.infer<typeof progressView>

/** A case in the reviewer’s list. */
export const caseSummary = z.object({
  reference: z.string(),
  item: z.string(),
  jurisdiction: z.string(),
  phase: casePhase,
  receivedAt: z.number(),
  decideBy: z.number().optional(),
  overdue: z.boolean(),
})
export type CaseSummary = z.infer<typeof caseSummary>

/** A case as the deciding office works on it. */
export const caseView = caseSummary.extend({
  visitId: z.string(),
  delivery: deliveryWish,
  steps: z.array(z.object({ step: caseStepName, at: z.number(), by: z.string(), note: z.string() })),
  notices: z.array(correctionNotice),
  definition: formDefinition,
  form: formView,
  files: z.array(fileView),
  /** How the applicant was identified. */
  identity: z.object({ decidedAt: z.number(), by: z.string(), note: z.string() }).nullable(),
})
export type CaseView = z.infer<typeof caseView>

const reviewing = {
  by: ['reviewer'] as const,
  output: caseSummary,
  safeToRepeat: false,
  refuses: ['notFound', 'wrongState', 'incomplete'] as const,
}

export const caseRequests = requests({
  'case.submit': {
    about: 'Hands the application in. The code is for the applicant and is shown to them only.',
    by: ['clerk'],
    input: z.strictObject({ visitId: z.string().max(64), delivery: deliveryWish }),
    output: z.strictObject({ reference: z.string() }),
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'incomplete', 'stepsMissing', 'controlTaken'],
  },
  'case.receipt': {
    about: 'Reference and code of the case handed in during this visit.',
    by: ['applicant'],
    input: z.strictObject({}),
    output: z.strictObject({ reference: z.string(), code: z.string(), progress: progressView }).nullable(),
    safeToRepeat: true,
    refuses: [],
  },
  'case.progress': {
    about: 'Where the case stands, for whoever has its reference and code.',
    by: roles,
    input: z.strictObject(withCode),
    output: progressView,
    safeToRepeat: true,
    refuses: ['notFound', 'lockedOut'],
  },
  'case.resubmit': {
    about: 'Answers the one-time notice: corrected fields and papers, by reference and code.',
    by: roles,
    input: z.strictObject({
      ...withCode,
      values: z.record(fieldPath, fieldValue),
      papers: z
        .array(
          z.strictObject({
            material: z.string().max(60),
            name: z.string().max(200),
            bytes: z.instanceof(Uint8Array),
          }),
        )
        .max(20),
      note,
    }),
    output: progressView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'incomplete', 'fileType', 'fileTooLarge', 'lockedOut'],
  },
  'case.list': {
    about: 'The cases of the reviewer’s jurisdiction, the most urgent first.',
    by: ['reviewer'],
    input: z.strictObject({ phase: casePhase.optional() }),
    output: z.strictObject({ cases: z.array(caseSummary) }),
    safeToRepeat: true,
    refuses: [],
  },
  'case.show': {
    about: 'One case with form and papers; the look is recorded.',
    by: ['reviewer'],
    input: z.strictObject(ofCase),
    output: caseView,
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'case.accept': {
    about: '受: accepts the application; the clock starts.',
    input: z.strictObject({ ...ofCase, note }),
    ...reviewing,
  },
  'case.transfer': {
    about: '转: passes it on to the deciding department.',
    input: z.strictObject({ ...ofCase, note, to: z.string().trim().min(1).max(100) }),
    ...reviewing,
  },
  'case.begin': {
    about: '办: the department begins to decide.',
    input: z.strictObject({ ...ofCase, note }),
    ...reviewing,
  },
  'case.askCorrection': {
    about:
      'The one-time notice (一次性告知单): everything that is missing, told once; the clock stands still.',
    input: z.strictObject({ ...ofCase, note, points: z.array(correctionPoint).min(1).max(100) }),
    ...reviewing,
  },
  'case.approve': { about: 'Decides in favour.', input: z.strictObject({ ...ofCase, note }), ...reviewing },
  'case.refuse': {
    about: 'Decides against, with the reason.',
    input: z.strictObject({ ...ofCase, reason: z.string().trim().min(1).max(1000) }),
    ...reviewing,
  },
  'case.issue': {
    about: '发: hands the result over, by courier, at a desk or electronically.',
    input: z.strictObject({ ...ofCase, note, handings: z.array(handing).min(1).max(3) }),
    ...reviewing,
  },
})

export const caseNotices = {
  'case.submitted': notice({
    about: 'The application was handed in.',
    to: ['applicant', 'clerk'],
    data: z.object({ visitId: z.string(), reference: z.string() }),
  }),
  'case.changed': notice({
    about: 'A case of this jurisdiction moved on.',
    to: ['reviewer'],
    data: caseSummary,
  }),
}
