import type { Outcome } from '../protocol/refusal.ts'
import { ok, refuse } from '../protocol/refusal.ts'
import type { FormDefinition } from './definition.ts'
import { editionOf } from './edition.ts'
import { fits, locate } from './field.ts'
import { journey } from './journey.ts'
import { shownFields } from './shown.ts'
import type { FieldState, FormState } from './state.ts'
import type { Problem } from './validate.ts'
import { validateForm, valuesOf } from './validate.ts'
import type { FieldValue } from './value.ts'

type SealedForm = Extract<FormState, { phase: 'sealed' }>

/** What the applicant puts right after handing in, because the office asked for it. */
export interface Correction {
  readonly at: number
  readonly who: string
  readonly edit: string
  /** Paths the one-time notice names. */
  readonly asked: readonly string[]
  readonly values: Readonly<Record<string, FieldValue>>
}

/** The earlier value stays with the new one, as undo keeps it while a form is filled in. */
const mended = (
  old: FieldState | undefined,
  value: FieldValue,
  revision: number,
  by: Correction,
): FieldState => {
  const { at, who, edit } = by
  const now = { value, revision, by: 'applicant', who, at, source: 'typed', edit, revisedBy: who } as const
  if (old === undefined) return { ...now, earlier: [null] }
  const { earlier, revisedBy: _reviser, ...written } = old
  return { ...now, earlier: [...earlier, written].slice(-5) }
}

const shownPaths = (definition: FormDefinition, form: FormState): string[] =>
  shownFields(definition, valuesOf(form)).map(({ path }) => path)

/** Problems that the correction makes or leaves in what it touched. What time did to other fields is not its fault. */
const problemsOf = (
  definition: FormDefinition,
  before: FormState,
  after: FormState,
  by: Correction,
): Problem[] => {
  const known = validateForm(definition, valuesOf(before), { at: by.at })
  return validateForm(definition, valuesOf(after), { at: by.at }).filter(
    ({ path, rule }) => path in by.values || !known.some((old) => old.path === path && old.rule === rule),
  )
}

/**
 * FORM-30: a sealed form with exactly the asked fields put right, as its next revision. Fields that are only asked
 * because of the new answers may, and must, be answered with them. Refuses `wrongState` (detail: a path nobody asked
 * for), `incomplete` (detail: `field:PATH` of everything that is wrong now).
 */
export const correctForm = (
  definition: FormDefinition,
  form: FormState,
  correction: Correction,
): Outcome<SealedForm> => {
  if (form.phase !== 'sealed' || form.definition !== editionOf(definition))
    return refuse('wrongState', form.phase)
  const given = Object.entries(correction.values)
  if (given.length === 0) return ok(form)
  const misshapen = given.filter(([path, value]) => {
    const found = locate(definition, form.rows, path)
    return found === undefined || !fits(found.field, value)
  })
  if (misshapen.length > 0) return refuse('incomplete', ...misshapen.map(([path]) => `field:${path}`))

  const revision = form.revision + 1
  const changes = given.map(
    ([path, value]) => [path, mended(form.values[path], value, revision, correction)] as const,
  )
  const next = { ...form, revision, values: { ...form.values, ...Object.fromEntries(changes) } }
  const before = shownPaths(definition, form)
  const opened = shownPaths(definition, next).filter((path) => !before.includes(path))
  const unasked = given
    .map(([path]) => path)
    .filter((path) => ![...correction.asked, ...opened].includes(path))
  if (unasked.length > 0) return refuse('wrongState', ...unasked)
  const problems = problemsOf(definition, form, next, correction)
  return problems.length > 0 ? refuse('incomplete', ...problems.map(({ path }) => `field:${path}`)) : ok(next)
}

/** FORM-30: papers that the form calls for since it was corrected. */
export const papersOpened = (definition: FormDefinition, before: FormState, after: FormState): string[] => {
  const wanted = (form: FormState) => journey(definition, form, []).missingMaterials
  const already = wanted(before)
  return wanted(after).filter((code) => !already.includes(code))
}
