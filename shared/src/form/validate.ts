import type { Bilingual } from '../words/bilingual.ts'
import { canonical, checkField } from './check.ts'
import type { Fault } from './check.ts'
import type { FormDefinition } from './definition.ts'
import { brokenAt } from './rule.ts'
import { schemaFaults, typedValues } from './schema.ts'
import type { Typed } from './schema.ts'
import type { ShownField } from './shown.ts'
import { answersOf, shownFields } from './shown.ts'
import { isEmpty } from './value.ts'
import type { Values } from './values.ts'

export { valuesOf } from './values.ts'
export type { Filled, Values } from './values.ts'

/** One thing to mend: where, which rule, and what to do about it. */
export interface Problem {
  readonly path: string
  readonly page: string
  readonly rule: string
  readonly message: Bilingual
}

export interface ValidateOptions {
  /** Only this page's problems. */
  readonly page?: string | undefined
  /** Now (ms since epoch): without it rules that depend on today are not checked. */
  readonly at?: number | undefined
}

const canonicalFields = (definition: FormDefinition, values: Values): ShownField[] =>
  shownFields(definition, values).map((one) =>
    one.field.control === 'group' || one.value === undefined
      ? one
      : { ...one, value: canonical(one.field, one.value) },
  )

/** FORM-17: what is submitted: visible answers in canonical form, nested, numbers as numbers. */
export const submission = (definition: FormDefinition, values: Values): Typed =>
  typedValues(canonicalFields(definition, values))

/**
 * Every problem of the values in the order of the form, at most one a field: first the control's own rules,
 * then the definition's JSON Schema, then rules across fields. The same on both ends.
 */
export const validateForm = (
  definition: FormDefinition,
  values: Values,
  options: ValidateOptions = {},
): Problem[] => {
  const fields = canonicalFields(definition, values)
  const faults = new Map<string, Fault>()
  for (const { path, field, value } of fields) {
    if (field.control === 'group' || value === undefined || isEmpty(value)) continue
    const fault = checkField(field, value)
    if (fault) faults.set(path, fault)
  }
  for (const [path, fault] of schemaFaults(definition, fields)) if (!faults.has(path)) faults.set(path, fault)

  // A field that is wrong by itself is not compared with others: one sentence at a time.
  const answers = answersOf(
    fields.filter(({ path, field }) => field.control === 'group' || !faults.has(path)),
  )
  const rowsOf = (group: string): readonly string[] => {
    const rows = answers.get(group)
    return Array.isArray(rows) ? rows : []
  }
  for (const rule of definition.rules)
    for (const path of brokenAt(rule, { at: (one) => answers.get(one), rows: rowsOf }, options.at))
      if (!faults.has(path)) faults.set(path, { rule: rule.kind, message: rule.message })

  return fields.flatMap(({ path, page }) => {
    const fault = faults.get(path)
    return fault && (options.page === undefined || options.page === page) ? [{ path, page, ...fault }] : []
  })
}
