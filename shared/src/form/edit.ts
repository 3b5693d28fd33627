import type { Outcome } from '../protocol/refusal.ts'
import { ok, refuse } from '../protocol/refusal.ts'
import type { FormDefinition } from './definition.ts'
import { editionOf } from './edition.ts'
import type { Confirmed, Edited, FormEvent, Sealed, Shown, Turned, Undone } from './event.ts'
import { awaitsConfirmation, fieldsOf, fits, groupAt, locate } from './field.ts'
import { barredFromWriting, inOthersHands, takenFrom, TYPING_MS } from './guard.ts'
import { journey } from './journey.ts'
import { addRow, removeRow } from './rows.ts'
import type { FieldState, FillingForm, FormState } from './state.ts'
import { fieldValue } from './value.ts'

export type { FormEvent } from './event.ts'
export { formState } from './state.ts'
export type { FormState } from './state.ts'

/** FORM-6: how many runs of typing can be undone in one field. */
const UNDO_DEPTH = 5

/** An empty form; repeated groups start with as many rows as they must have, ids r1, r2, … */
export const newForm = (definition: FormDefinition, at: number): FormState => ({
  definition: editionOf(definition),
  openedAt: at,
  revision: 0,
  values: {},
  rows: Object.fromEntries(
    fieldsOf(definition).flatMap((field) =>
      field.control === 'group'
        ? [[field.path, Array.from({ length: field.minRows }, (_, index) => `r${index + 1}`)]]
        : [],
    ),
  ),
  unconfirmedRows: {},
  released: [],
  phase: 'filling',
  control: 'shared',
})

const withField = (form: FillingForm, path: string, field: FieldState): Outcome<FormState> =>
  ok({ ...form, revision: form.revision + 1, values: { ...form.values, [path]: field } })

/** FORM-6: one run of typing, by one writer without a pause, is undone as one. */
const earlierOf = (current: FieldState | undefined, event: Edited): FieldState['earlier'] => {
  if (!current) return [null]
  const sameRun =
    current.who === event.who &&
    current.source === 'typed' &&
    event.source === 'typed' &&
    event.at - current.at < TYPING_MS
  if (sameRun) return current.earlier
  const { earlier, revisedBy: _reviser, ...written } = current
  return [...earlier, written].slice(-UNDO_DEPTH)
}

const edited = (definition: FormDefinition, form: FillingForm, event: Edited): Outcome<FormState> => {
  const barred = barredFromWriting(definition, form, event.side, event.path)
  if (barred) return barred
  const found = locate(definition, form.rows, event.path)
  if (!found || !fieldValue.safeParse(event.value).success || !fits(found.field, event.value))
    return refuse('malformed', event.path)
  if (event.base > form.revision) return refuse('malformed', event.path, 'base')

  const current = form.values[event.path]
  if (inOthersHands(current, event)) return refuse('fieldInUse', event.path)
  // FORM-10: one's own later keystrokes may be under way before the first is acknowledged.
  if (current && event.base < current.revision && current.revisedBy !== event.who)
    return refuse('stale', event.path)

  return withField(form, event.path, {
    value: event.value,
    revision: form.revision + 1,
    by: event.side,
    who: event.who,
    at: event.at,
    source: event.source,
    edit: event.edit,
    revisedBy: event.who,
    earlier: earlierOf(current, event),
  })
}

/** FORM-6: puts back what stood there before one's own last run of typing, with its old provenance. */
const undone = (definition: FormDefinition, form: FillingForm, event: Undone): Outcome<FormState> => {
  const barred = barredFromWriting(definition, form, event.side, event.path)
  if (barred) return barred
  const current = form.values[event.path]
  if (!current || current.earlier.length === 0) return refuse('wrongState', event.path)
  if (current.who !== event.who) return refuse('stale', event.path)
  if (inOthersHands(current, event)) return refuse('fieldInUse', event.path)

  const previous = current.earlier.at(-1)
  if (previous)
    return withField(form, event.path, {
      ...previous,
      revision: form.revision + 1,
      edit: event.edit,
      revisedBy: event.who,
      earlier: current.earlier.slice(0, -1),
    })
  const { [event.path]: _gone, ...values } = form.values
  return ok({ ...form, revision: form.revision + 1, values })
}

const turned = (form: FillingForm, event: Turned): Outcome<FormState> => {
  if (event.side !== 'applicant') return refuse('forbidden')
  const control = event.type === 'tookBack' ? 'applicantOnly' : 'shared'
  return ok(control === form.control ? form : { ...form, revision: form.revision + 1, control })
}

const shown = (definition: FormDefinition, form: FillingForm, event: Shown): Outcome<FormState> => {
  if (event.side !== 'applicant') return refuse('forbidden')
  const found = locate(definition, form.rows, event.path)
  if (!found?.field.sensitive) return refuse('fieldUnknown', event.path)
  const others = form.released.filter((path) => path !== event.path)
  const released = event.type === 'released' ? [...others, event.path] : others
  const same = released.length === form.released.length
  return ok(same ? form : { ...form, revision: form.revision + 1, released })
}

/** FORM-16: all the paths or none; what the clerk changed after the applicant looked is not confirmed. */
const confirmed = (definition: FormDefinition, form: FillingForm, event: Confirmed): Outcome<FormState> => {
  if (event.side !== 'applicant') return refuse('forbidden')
  if (event.base > form.revision) return refuse('malformed', 'base')
  const values = { ...form.values }
  const unconfirmedRows = { ...form.unconfirmedRows }
  const newer: string[] = []
  let changed = false
  for (const path of event.paths) {
    const field = locate(definition, form.rows, path)?.field
    if (!field && !groupAt(definition, path)) return refuse('fieldUnknown', path)
    const current = field ? values[path] : unconfirmedRows[path]
    if (current && current.revision > event.base) newer.push(path)
    const written = field && values[path]
    if (written && awaitsConfirmation(field, written)) {
      values[path] = { ...written, confirmedAt: event.at }
      changed = true
    } else if (!field && unconfirmedRows[path]) {
      delete unconfirmedRows[path]
      changed = true
    }
  }
  if (newer.length > 0) return refuse('stale', ...newer)
  return ok(changed ? { ...form, revision: form.revision + 1, values, unconfirmedRows } : form)
}

/** FORM-18: nothing is sealed before everything is there; the refusal lists what is missing. */
const sealed = (definition: FormDefinition, form: FillingForm, event: Sealed): Outcome<FormState> => {
  if (event.side !== 'applicant' && event.side !== 'clerk') return refuse('forbidden')
  if (takenFrom(form, event.side)) return refuse('controlTaken')
  const { ready, pages, missingMaterials } = journey(definition, form, event.materialsPresent, event.at)
  if (!ready)
    return refuse(
      'incomplete',
      ...pages.flatMap((page) => page.problems.map((problem) => `field:${problem.path}`)),
      ...pages.flatMap((page) => page.unconfirmed.map((path) => `confirm:${path}`)),
      ...missingMaterials.map((code) => `material:${code}`),
    )
  const { control: _over, ...content } = form
  return ok({ ...content, phase: 'sealed', revision: form.revision + 1, sealedAt: event.at })
}

/**
 * The form machine: the next state, or why the event is refused. The server calls it in the order events
 * arrive; that order is the truth (FORM-7). An event that changes nothing gives the same state back.
 */
export const advanceForm = (
  definition: FormDefinition,
  state: FormState,
  event: FormEvent,
): Outcome<FormState> => {
  if (state.phase === 'sealed' || state.definition !== editionOf(definition)) return refuse('wrongState')
  switch (event.type) {
    case 'edited':
      return edited(definition, state, event)
    case 'undone':
      return undone(definition, state, event)
    case 'rowAdded':
      return addRow(definition, state, event)
    case 'rowRemoved':
      return removeRow(definition, state, event)
    case 'tookBack':
    case 'gaveBack':
      return turned(state, event)
    case 'released':
    case 'hidden':
      return shown(definition, state, event)
    case 'confirmed':
      return confirmed(definition, state, event)
    case 'sealed':
      return sealed(definition, state, event)
  }
}
