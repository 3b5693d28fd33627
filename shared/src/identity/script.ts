import { z } from 'zod'

/** Which script is followed: a kiosk stands in a hall under eyes, a phone may be anywhere (IDENT-2). */
export const scriptName = z.enum(['kiosk', 'phone'])
export type ScriptName = z.infer<typeof scriptName>

export const stillStep = z.enum(['documentFront', 'documentBack', 'face'])
export type StillStep = z.infer<typeof stillStep>

export const stepName = z.enum([
  'consent',
  'cardRead',
  'document',
  ...stillStep.options,
  'register',
  'faceCompare',
  'cues',
  'questions',
])
export type StepName = z.infer<typeof stepName>

/** Instruments that a kiosk may bring. The session says which are there; nothing else makes a step performable. */
export const device = z.enum(['cardReader'])
export type Device = z.infer<typeof device>

/** Why a step was not performed (IDENT-6). The first two are known before the check begins; the clerk reports the rest. */
export const notPerformedWhy = z.enum([
  'noDevice',
  'notConnected',
  'deviceFailed',
  'cardUnreadable',
  'cardNotBrought',
])
export type NotPerformedWhy = z.infer<typeof notPerformedWhy>

export type Step =
  | { readonly kind: 'consent'; readonly step: 'consent' }
  /** Done by a device; without it labelled "not performed". */
  | { readonly kind: 'device'; readonly step: 'cardRead'; readonly device: Device }
  /** Done by nothing we have: always labelled "not performed", so that nobody takes silence for a pass. */
  | {
      readonly kind: 'absent'
      readonly step: 'cardRead' | 'register' | 'faceCompare'
      readonly why: 'noDevice' | 'notConnected'
    }
  | { readonly kind: 'number'; readonly step: 'document' }
  | { readonly kind: 'still'; readonly step: StillStep; readonly required: boolean }
  /** `needed` cues must be seen; at most `most` are shown, each answered within `withinMs`. */
  | {
      readonly kind: 'cues'
      readonly step: 'cues'
      readonly needed: number
      readonly most: number
      readonly withinMs: number
    }
  /** `needed` answers must satisfy the clerk; at most `most` are asked. */
  | { readonly kind: 'questions'; readonly step: 'questions'; readonly needed: number; readonly most: number }

/** A script: its steps in the order in which they must be done. */
export interface Script {
  readonly name: ScriptName
  readonly steps: readonly Step[]
  /** An undecided check lapses this long after its start (IDENT-10). */
  readonly lapsesAfterMs: number
}

const cueAnswerMs = 15_000
const lapsesAfterMs = 2 * 3_600_000

const kiosk: Script = {
  name: 'kiosk',
  lapsesAfterMs,
  steps: [
    { kind: 'consent', step: 'consent' },
    { kind: 'device', step: 'cardRead', device: 'cardReader' },
    { kind: 'number', step: 'document' },
    { kind: 'still', step: 'documentFront', required: true },
    // Shows until when a card is valid: for the clerk to ask for when the reader did not say it.
    { kind: 'still', step: 'documentBack', required: false },
    { kind: 'still', step: 'face', required: true },
    { kind: 'absent', step: 'register', why: 'notConnected' },
    { kind: 'absent', step: 'faceCompare', why: 'notConnected' },
    { kind: 'cues', step: 'cues', needed: 1, most: 3, withinMs: cueAnswerMs },
    { kind: 'questions', step: 'questions', needed: 0, most: 10 },
  ],
}

/** Nobody stands beside a phone and it reads no card: both sides of the document, two cues and a question. */
const phone: Script = {
  name: 'phone',
  lapsesAfterMs,
  steps: [
    { kind: 'consent', step: 'consent' },
    { kind: 'absent', step: 'cardRead', why: 'noDevice' },
    { kind: 'number', step: 'document' },
    { kind: 'still', step: 'documentFront', required: true },
    { kind: 'still', step: 'documentBack', required: true },
    { kind: 'still', step: 'face', required: true },
    { kind: 'absent', step: 'register', why: 'notConnected' },
    { kind: 'absent', step: 'faceCompare', why: 'notConnected' },
    { kind: 'cues', step: 'cues', needed: 2, most: 3, withinMs: cueAnswerMs },
    { kind: 'questions', step: 'questions', needed: 1, most: 10 },
  ],
}

export const scripts: Readonly<Record<ScriptName, Script>> = { kiosk, phone }
