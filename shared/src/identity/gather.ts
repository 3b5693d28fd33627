import { readIdNumber } from '../form/idnumber.ts'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'
import { chinaDay } from '../region/chinatime.ts'
import { stepBefore } from './evidence.ts'
import type { Evidence, GivenDocument, QuestionTopic } from './evidence.ts'
import type { Device, NotPerformedWhy, Script, StepName, StillStep } from './script.ts'

/** Events that add to the evidence. `by` is the session or person that did it. */
export type GatherEvent = { readonly at: number; readonly by: string } & (
  | { readonly type: 'cardRead'; readonly number: string; readonly deviceId: string }
  | { readonly type: 'stepNotPerformed'; readonly step: StepName; readonly why: NotPerformedWhy }
  | { readonly type: 'documentGiven'; readonly number: string }
  | { readonly type: 'stillTaken'; readonly step: StillStep; readonly fileId: string }
  | { readonly type: 'questionAsked'; readonly topic: QuestionTopic; readonly satisfied: boolean }
)

/** More stills than this of one side is a camera run wild, not a retake. */
const mostStills = 20

interface Place {
  readonly script: Script
  readonly devices: readonly Device[]
  readonly found: Evidence
}
type Of<T extends GatherEvent['type']> = Extract<GatherEvent, { type: T }>

const isDevicePresent = ({ script, devices }: Place, step: StepName): boolean =>
  script.steps.some(
    (known) => known.kind === 'device' && known.step === step && devices.includes(known.device),
  )

/**
 * The number as GB 11643 writes it, or `documentInvalid` with the check it fails. Form only: nobody is asked
 * whether such a person exists (IDENT-4).
 */
const checkedNumber = (text: string, at: number): Outcome<string> => {
  const number = text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  const read = readIdNumber(number)
  if (!read.ok) return refuse('documentInvalid', read.fault)
  return read.value.birthDate > chinaDay(at).date ? refuse('documentInvalid', 'birthDate') : ok(number)
}

/** Giving the same number again changes nothing, so stills taken of that document keep their worth (IDENT-5). */
const withDocument = (found: Evidence, document: GivenDocument): Evidence =>
  found.document?.number === document.number && found.document.source === document.source
    ? found
    : { ...found, document }

const readCard = (place: Place, event: Of<'cardRead'>): Outcome<Evidence> => {
  if (!isDevicePresent(place, 'cardRead')) return refuse('wrongState', 'noDevice')
  const checked = checkedNumber(event.number, event.at)
  if (!checked.ok) return checked
  const { at, by, deviceId } = event
  const notPerformed = place.found.notPerformed.filter((entry) => entry.step !== 'cardRead')
  const known = place.found.document
  // The card confirms a number that was typed before: what was photographed is still the same document.
  const since = known?.number === checked.value ? known.at : at
  return ok(
    withDocument(
      { ...place.found, notPerformed },
      { at: since, by, number: checked.value, source: 'card', deviceId },
    ),
  )
}

const giveDocument = (place: Place, event: Of<'documentGiven'>): Outcome<Evidence> => {
  const checked = checkedNumber(event.number, event.at)
  if (!checked.ok) return checked
  const known = place.found.document
  if (known?.source === 'card')
    return known.number === checked.value ? ok(place.found) : refuse('documentInvalid', 'cardDiffers')
  const { at, by } = event
  return ok(withDocument(place.found, { at, by, number: checked.value, source: 'typed' }))
}

const reportNotPerformed = (place: Place, event: Of<'stepNotPerformed'>): Outcome<Evidence> => {
  const { step, why, at, by } = event
  if (!isDevicePresent(place, step)) return refuse('wrongState', 'required')
  if (place.found.document?.source === 'card') return refuse('wrongState', 'done')
  const others = place.found.notPerformed.filter((entry) => entry.step !== step)
  return ok({ ...place.found, notPerformed: [...others, { step, why, at, by }] })
}

const takeStill = ({ script, found }: Place, event: Of<'stillTaken'>): Outcome<Evidence> => {
  const { step, fileId, at, by } = event
  if (!script.steps.some((known) => known.step === step)) return refuse('wrongState', 'notInScript')
  if (found.stills.filter((still) => still.step === step).length >= mostStills)
    return refuse('wrongState', 'noStillsLeft')
  return ok({ ...found, stills: [...found.stills, { step, fileId, at, by }] })
}

const askQuestion = ({ script, found }: Place, event: Of<'questionAsked'>): Outcome<Evidence> => {
  const step = script.steps.find((known) => known.kind === 'questions')
  if (step === undefined || found.questions.length >= step.most)
    return refuse('wrongState', 'noQuestionsLeft')
  const { topic, satisfied, at, by } = event
  return ok({ ...found, questions: [...found.questions, { topic, satisfied, at, by }] })
}

const stepOf = (event: GatherEvent): StepName => {
  switch (event.type) {
    case 'cardRead':
      return 'cardRead'
    case 'documentGiven':
      return 'document'
    case 'questionAsked':
      return 'questions'
    case 'stillTaken':
    case 'stepNotPerformed':
      return event.step
  }
}

/**
 * Adds to the evidence. Refuses `stepOutOfOrder` (detail: the step that comes first), `documentInvalid` (detail:
 * the check that failed), `wrongState` (detail: noDevice, required, done, notInScript, noStillsLeft,
 * noQuestionsLeft).
 */
export const gather = (place: Place, event: GatherEvent): Outcome<Evidence> => {
  const before = stepBefore(place.script, stepOf(event), place.found)
  if (before !== null) return refuse('stepOutOfOrder', before)
  switch (event.type) {
    case 'cardRead':
      return readCard(place, event)
    case 'documentGiven':
      return giveDocument(place, event)
    case 'stepNotPerformed':
      return reportNotPerformed(place, event)
    case 'stillTaken':
      return takeStill(place, event)
    case 'questionAsked':
      return askQuestion(place, event)
  }
}
