import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'
import { cueGroup, cueName } from './cue.ts'
import { cueResult, questionTopic } from './evidence.ts'
import { rejectReason } from './machine.ts'
import { notPerformedWhy, scriptName, stepName, stillStep } from './script.ts'

const of = { visitId: z.string().max(64) }
const both = ['applicant', 'clerk'] as const
const refusals = ['notFound', 'wrongState', 'stepOutOfOrder'] as const

/** One line of the checklist. */
export const stepView = z.object({
  step: stepName,
  status: z.enum(['done', 'now', 'later', 'notPerformed']),
  why: notPerformedWhy.optional(),
  /** How many of how many; `needed` 0 marks a step that may be left out. */
  count: z.number().int().optional(),
  needed: z.number().int().optional(),
})

/** The check as a page shows it; who sees the number in full says IDENT-11. */
export const identityView = z.object({
  visitId: z.string(),
  phase: z.enum(['consent', 'checking', 'cue', 'deciding', 'accepted', 'rejected', 'declined', 'lapsed']),
  script: scriptName,
  steps: z.array(stepView),
  /** Required steps still to do: "accept" is closed until this is empty. */
  missing: z.array(stepName),
  documentNumber: z.string().optional(),
  stills: z.array(z.object({ step: stillStep, fileId: z.string() })),
  /** The cue that is shown now. */
  cue: z.object({ id: z.string(), cue: cueName, shownAt: z.number(), dueAt: z.number() }).optional(),
  cues: z.array(z.object({ cue: cueName, result: cueResult })),
  reason: rejectReason.optional(),
  note: z.string().optional(),
})
export type IdentityView = z.infer<typeof identityView>

export const identityRequests = requests({
  'identity.current': {
    about: 'The identity check of the visit as this side may see it.',
    by: both,
    input: z.strictObject(of),
    output: z.strictObject({ identity: identityView.nullable() }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'identity.consent': {
    about: 'The applicant agrees to the check, or does not.',
    by: ['applicant'],
    input: z.strictObject({ ...of, agreed: z.boolean() }),
    output: identityView,
    safeToRepeat: false,
    refuses: refusals,
  },
  'identity.document': {
    about:
      'The document number, typed by the applicant or by the clerk from what is shown. Checked for form only.',
    by: both,
    input: z.strictObject({ ...of, number: z.string().max(32) }),
    output: identityView,
    safeToRepeat: false,
    refuses: [...refusals, 'documentInvalid'],
  },
  'identity.notPerformed': {
    about: 'The clerk reports that a device step could not be performed, and why.',
    by: ['clerk'],
    input: z.strictObject({ ...of, step: stepName, why: notPerformedWhy }),
    output: identityView,
    safeToRepeat: false,
    refuses: refusals,
  },
  'identity.askStill': {
    about: 'The clerk asks the applicant’s camera for a still; it comes with record.put.',
    by: ['clerk'],
    input: z.strictObject({ ...of, step: stillStep }),
    output: z.strictObject({}),
    safeToRepeat: true,
    refuses: refusals,
  },
  'identity.showCue': {
    about: 'Shows the applicant a cue the server chooses. `avoid` leaves out what they cannot do.',
    by: ['clerk'],
    input: z.strictObject({ ...of, avoid: cueGroup.optional() }),
    output: identityView,
    safeToRepeat: false,
    refuses: refusals,
  },
  'identity.markCue': {
    about: 'The clerk says whether the cue was done.',
    by: ['clerk'],
    input: z.strictObject({ ...of, cueId: z.string().max(64), seen: z.boolean() }),
    output: identityView,
    safeToRepeat: false,
    refuses: [...refusals, 'tooLate'],
  },
  'identity.question': {
    about: 'The clerk asked about a topic and was satisfied or not; the answer itself is never kept.',
    by: ['clerk'],
    input: z.strictObject({ ...of, topic: questionTopic, satisfied: z.boolean() }),
    output: identityView,
    safeToRepeat: false,
    refuses: refusals,
  },
  'identity.decide': {
    about: 'The clerk’s decision with its reason. Accepting is refused until every required step is done.',
    by: ['clerk'],
    input: z.discriminatedUnion('decision', [
      z.strictObject({ ...of, decision: z.literal('accept'), note: z.string().max(500) }),
      z.strictObject({
        ...of,
        decision: z.literal('reject'),
        reason: rejectReason,
        note: z.string().max(500),
      }),
    ]),
    output: identityView,
    safeToRepeat: false,
    refuses: [...refusals, 'stepsMissing'],
  },
})

export const identityNotices = {
  'identity.changed': notice({
    about: 'The check moved on. Each side gets its own view.',
    to: both,
    data: z.object({ side: z.enum(both), identity: identityView }),
    see: (viewer, data) => (viewer.role === data.side ? data : null),
  }),
  'identity.stillWanted': notice({
    about: 'The clerk asks for a still.',
    to: ['applicant'],
    data: z.object({ visitId: z.string(), step: stillStep }),
  }),
}
