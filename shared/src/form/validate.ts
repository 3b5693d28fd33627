import type { Bilingual } from '../words/bilingual.ts'
import type { FormDefinition } from './definition.ts'
import type { FieldValue } from './value.ts'

/** One thing to mend: where, which rule, and what to do about it. */
export interface Problem {
  readonly path: string
  readonly rule: string
  readonly message: Bilingual
}

/** Values as they were typed, nested by their paths; rows are lists of objects that carry their `rowId`. */
export interface Values {
  readonly [key: string]: FieldValue | Values | readonly Values[]
}

/** What a form or a view of it has in common as far as values go. */
export interface Filled {
  readonly values: Readonly<Record<string, { readonly value: FieldValue }>>
  readonly rows: Readonly<Record<string, readonly string[]>>
}

/** Nests a form's flat paths. */
export const valuesOf = (_form: Filled): Values => ({})

export interface ValidateOptions {
  /** Only this page's problems. */
  readonly page?: string
  /** Today (ms since epoch): without it rules that depend on the date are not checked. */
  readonly at?: number
}

/** Every problem of the values, in the order of the form, at most one a field. */
export const validateForm = (
  _definition: FormDefinition,
  _values: Values,
  _options: ValidateOptions = {},
): Problem[] => []
