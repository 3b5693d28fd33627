import { z } from 'zod'
import { roles } from '../people/role.ts'
import { notice, requests } from '../protocol/declare.ts'
import { fieldPath, fieldValue } from '../form/value.ts'
import { fileView } from '../record/protocol.ts'
import { correctionPoint } from './correction.ts'
import { deliveryMethod, deliveryWish, handing } from './delivery.ts'
import { ratingLevel } from './rating.ts'
import { casePhase, caseSummary, caseView, lowRating, progressView } from './sight.ts'

const note = z.string().max(1000)
const ofCase = { reference: z.string().min(1).max(32) }
const withCode = { ...ofCase, code: z.string().min(1).max(32) }

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
  'case.withdraw': {
    about: 'The applicant takes the application back, by reference and code, until it is decided.',
    by: roles,
    input: z.strictObject({ ...withCode, note }),
    output: progressView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'lockedOut'],
  },
  'case.rate': {
    about: '好差评: the applicant says how it was, once, by reference and code.',
    by: roles,
    input: z.strictObject({ ...withCode, level: ratingLevel, comment: z.string().trim().max(500) }),
    output: progressView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'lockedOut'],
  },
  'case.result': {
    about: 'The electronic certificate, for whoever has reference and code; each look is recorded.',
    by: roles,
    input: z.strictObject({ ...withCode, fileId: z.string().max(64) }),
    output: z.object({ name: z.string(), type: z.string(), bytes: z.instanceof(Uint8Array) }),
    safeToRepeat: true,
    refuses: ['notFound', 'lockedOut'],
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
  'case.putResult': {
    about:
      'Stores the electronic certificate of an approved case, sealed: PDF or picture by its content. A later one takes its place until the result is issued.',
    by: ['reviewer'],
    input: z.strictObject({ ...ofCase, name: z.string().min(1).max(200), bytes: z.instanceof(Uint8Array) }),
    output: fileView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'fileType', 'fileTooLarge', 'unavailable'],
  },
  'case.deliver': {
    about: 'The result has reached the applicant in this way.',
    input: z.strictObject({ ...ofCase, method: deliveryMethod }),
    ...reviewing,
  },
  'case.lowRatings': {
    about: 'Low ratings of this jurisdiction that wait for a call back, the most urgent first.',
    by: ['reviewer', 'supervisor'],
    input: z.strictObject({}),
    output: z.strictObject({ cases: z.array(lowRating) }),
    safeToRepeat: true,
    refuses: [],
  },
  'case.followUp': {
    about: '差评整改: somebody called back; says what was done.',
    input: z.strictObject({ ...ofCase, note: z.string().trim().min(1).max(1000) }),
    ...reviewing,
    by: ['reviewer', 'supervisor'],
  },
})

export const caseNotices = {
  'case.submitted': notice({
    about: 'The application was handed in.',
    to: ['applicant', 'clerk'],
    data: z.object({ visitId: z.string(), reference: z.string() }),
  }),
  'case.changed': notice({
    about: 'A case of this jurisdiction moved on; supervisors hear of those with a rating.',
    to: ['reviewer', 'supervisor'],
    data: caseSummary,
  }),
}
