import type { FormDefinition } from './definition.ts'
import { awaitsConfirmation } from './field.ts'
import { answersOf, holds, shownFields } from './shown.ts'
import type { Filled, Problem } from './validate.ts'
import { validateForm, valuesOf } from './validate.ts'
import type { FieldValue } from './value.ts'

/** A form or a view of it: enough to tell how far it is. */
export interface Underway extends Filled {
  readonly values: Readonly<
    Record<
      string,
      {
        readonly value: FieldValue
        readonly masked?: boolean | undefined
        readonly by: string
        readonly confirmedAt?: number | undefined
      }
    >
  >
  readonly unconfirmedRows: Readonly<Record<string, unknown>>
}

export interface PageProgress {
  readonly id: string
  /** Everything on it is filled in, valid and confirmed. */
  readonly done: boolean
  /** May be visited: every page before it is done, or something stands on it already. */
  readonly open: boolean
  readonly problems: readonly Problem[]
  /** Paths of what the clerk wrote and the applicant has not confirmed. */
  readonly unconfirmed: readonly string[]
}

/** How far a form is; computed from the values alone, never stored. */
export interface Journey {
  readonly pages: readonly PageProgress[]
  /** Codes of papers that these values require and that are not there. */
  readonly missingMaterials: readonly string[]
  /** The first page that is not done; null when all are. */
  readonly next: string | null
  /** Nothing is missing: the form may be sealed. */
  readonly ready: boolean
}

/**
 * FORM-18: which pages are done and what is missing before submitting. `materialsPresent`: codes of the papers
 * given so far; `at`: now, for rules that depend on today. Of a masked value nothing is said.
 */
export const journey = (
  definition: FormDefinition,
  form: Underway,
  materialsPresent: readonly string[],
  at?: number,
): Journey => {
  const values = valuesOf(form)
  const fields = shownFields(definition, values)
  const answers = answersOf(fields)
  const problems = validateForm(definition, values, { at }).filter(
    ({ path }) => form.values[path]?.masked !== true,
  )

  let allBefore = true
  const pages = definition.pages.map(({ id }): PageProgress => {
    const here = fields.filter((one) => one.page === id)
    const wrong = problems.filter((problem) => problem.page === id)
    const unconfirmed = here.flatMap(({ path, field }) =>
      (field.control === 'group' ? form.unconfirmedRows[path] : awaitsConfirmation(field, form.values[path]))
        ? [path]
        : [],
    )
    const done = wrong.length === 0 && unconfirmed.length === 0
    const open = allBefore || here.some(({ path, field }) => field.control !== 'group' && answers.has(path))
    allBefore = allBefore && done
    return { id, done, open, problems: wrong, unconfirmed }
  })

  const missingMaterials = definition.papers
    .filter(
      ({ required }) =>
        required === true || (Array.isArray(required) && required.every((one) => holds(one, answers))),
    )
    .map(({ code }) => code)
    .filter((code) => !materialsPresent.includes(code))
  const next = pages.find((page) => !page.done)?.id ?? null
  return { pages, missingMaterials, next, ready: next === null && missingMaterials.length === 0 }
}
