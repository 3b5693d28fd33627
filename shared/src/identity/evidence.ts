import { z } from 'zod'
import { cueName } from './cue.ts'
import { notPerformedWhy, stepName, stillStep } from './script.ts'
import type { Device, Script, Step, StepName } from './script.ts'

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
export type QuestionTopic = z.infer<typeof questionTopic>

export const cueResult = z.enum(['seen', 'notSeen', 'expired', 'interrupted'])
export type CueResult = z.infer<typeof cueResult>

/** A cue before the applicant's eyes, to be answered until `dueAt`. */
export const openCue = z.strictObject({
  id: z.string(),
  cue: cueName,
  shownAt: z.number(),
  dueAt: z.number(),
})

const shownCue = z.strictObject({
  id: z.string(),
  cue: cueName,
  shownAt: z.number(),
  result: cueResult,
  endedAt: z.number(),
  /** Who marked it; nobody when its time ran out. */
  by: who.optional(),
})

const given = z.strictObject({
  ...stamped,
  number: z.string(),
  source: z.enum(['typed', 'card']),
  /** Cards only. */
  deviceId: z.string().optional(),
})
export type GivenDocument = z.infer<typeof given>

/** Everything gathered so far. What is done and what is missing is computed from it, never stored beside it. */
export const evidence = z.strictObject({
  consentedAt: z.number(),
  document: given.optional(),
  /** The last still of a step counts; earlier ones were retaken and are kept. */
  stills: z.array(z.strictObject({ ...stamped, step: stillStep, fileId: z.string() })),
  cues: z.array(shownCue),
  questions: z.array(z.strictObject({ ...stamped, topic: questionTopic, satisfied: z.boolean() })),
  notPerformed: z.array(
    z.strictObject({ step: stepName, why: notPerformedWhy, at: z.number(), by: who.optional() }),
  ),
})
export type Evidence = z.infer<typeof evidence>

/**
 * What is known when consent is given: what nothing can do is labelled before the first step, so that nobody
 * takes silence for a pass (IDENT-6). `devices`: what the kiosk has.
 */
export const firstEvidence = (script: Script, devices: readonly Device[], at: number): Evidence => ({
  consentedAt: at,
  stills: [],
  cues: [],
  questions: [],
  notPerformed: script.steps.flatMap((step): Evidence['notPerformed'] => {
    if (step.kind === 'absent') return [{ step: step.step, why: step.why, at }]
    if (step.kind === 'device' && !devices.includes(step.device))
      return [{ step: step.step, why: 'noDevice', at }]
    return []
  }),
})

/** How a step stands. `notPerformed` closes a step without having done it, and is said so (IDENT-6). */
export type StepStatus = 'done' | 'notPerformed' | 'optional' | 'missing'

const counted = (enough: boolean, some: boolean): StepStatus => {
  if (enough) return some ? 'done' : 'optional'
  return 'missing'
}

/** A still of the document proves nothing about a number that was changed after it was taken (IDENT-5). */
const hasStill = (step: StepName, found: Evidence): boolean =>
  found.stills.some(
    (still) => still.step === step && (step === 'face' || still.at >= (found.document?.at ?? Infinity)),
  )

/** How one step stands, from what was gathered. */
export const stepStatus = (step: Step, found: Evidence): StepStatus => {
  switch (step.kind) {
    case 'consent':
      return 'done'
    case 'device':
      if (found.document?.source === 'card') return 'done'
      return found.notPerformed.some((entry) => entry.step === step.step) ? 'notPerformed' : 'missing'
    case 'absent':
      return 'notPerformed'
    case 'number':
      return found.document === undefined ? 'missing' : 'done'
    case 'still':
      return counted(hasStill(step.step, found) || !step.required, hasStill(step.step, found))
    case 'cues': {
      const seen = found.cues.filter((cue) => cue.result === 'seen').length
      return counted(seen >= step.needed, true)
    }
    case 'questions': {
      const satisfied = found.questions.filter((question) => question.satisfied).length
      return counted(satisfied >= step.needed, satisfied > 0)
    }
  }
}

/** The steps still to do, in the script's order. */
export const missingSteps = (script: Script, found: Evidence): StepName[] =>
  script.steps.filter((step) => stepStatus(step, found) === 'missing').map((step) => step.step)

/**
 * The step that must be done before this one may be; null when its turn has come. Steps already done may be
 * done again: a still is retaken, a further question asked (IDENT-3).
 */
export const stepBefore = (script: Script, wanted: StepName, found: Evidence): StepName | null => {
  for (const step of script.steps) {
    if (step.step === wanted) return null
    if (stepStatus(step, found) === 'missing') return step.step
  }
  return null
}
