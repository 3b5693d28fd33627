import { z } from 'zod'
import { cueName } from './cue.ts'
import { notPerformedWhy, stepName, stillStep } from './script.ts'
import type { Script, Step, StepName } from './script.ts'

/** A session or person id. */
const who = z.string().min(1).max(100)
const stamped = { at: z.number(), by: who }

/** What a clerk asks about. Only the topic is kept, never what was answered (IDENT-9). */
export const questionTopic = z.enum([
  'purpose',
  'address',
  'family',
  'work',
  'documentDetails',
  'applicationDetails',
])

export const cueResult = z.enum(['seen', 'notSeen', 'expired', 'interrupted'])

const shownCue = z.strictObject({
  id: z.string(),
  cue: cueName,
  shownAt: z.number(),
  result: cueResult,
  endedAt: z.number(),
  /** Who marked it; nobody when it expired. */
  by: who.optional(),
})

/** Everything gathered so far. What is done and what is missing is computed from it, never stored beside it. */
export const evidence = z.strictObject({
  consentedAt: z.number(),
  card: z.strictObject({ ...stamped, number: z.string(), deviceId: z.string() }).optional(),
  document: z.strictObject({ ...stamped, number: z.string(), source: z.enum(['typed', 'card']) }).optional(),
  /** The last still of a step counts; earlier ones were retaken and are kept. */
  stills: z.array(z.strictObject({ ...stamped, step: stillStep, fileId: z.string() })),
  cues: z.array(shownCue),
  questions: z.array(z.strictObject({ ...stamped, topic: questionTopic, satisfied: z.boolean() })),
  notPerformed: z.array(
    z.strictObject({ step: stepName, why: notPerformedWhy, at: z.number(), by: who.optional() }),
  ),
})
export type Evidence = z.infer<typeof evidence>

/** Whether a step is done, or honestly labelled "not performed" where that is allowed. */
export const isStepDone = (step: Step, found: Evidence): boolean => {
  switch (step.kind) {
    case 'consent':
      return true
    case 'device':
      return found.card !== undefined || isNotPerformed(step.step, found)
    case 'absent':
      return isNotPerformed(step.step, found)
    case 'number':
      return found.document !== undefined
    case 'still':
      return found.stills.some((still) => still.step === step.step)
    case 'cues':
      return found.cues.filter((cue) => cue.result === 'seen').length >= step.needed
    case 'questions':
      return found.questions.filter((question) => question.satisfied).length >= step.needed
  }
}

const isNotPerformed = (step: StepName, found: Evidence): boolean =>
  found.notPerformed.some((entry) => entry.step === step)

/** The steps still to do, in the script's order. */
export const missingSteps = (script: Script, found: Evidence): StepName[] =>
  script.steps.filter((step) => !isStepDone(step, found)).map((step) => step.step)
