import type { FormDefinition, SingleField } from './definition.ts'
import { newForm } from './edit.ts'
import { shownFields } from './shown.ts'
import type { FieldValue } from './value.ts'
import type { Filled } from './values.ts'
import { valuesOf } from './values.ts'

const exampleOf = (field: SingleField): FieldValue | undefined => {
  switch (field.control) {
    case 'checkbox':
      return true
    case 'multichoice':
      return field.example === undefined ? undefined : field.example.split(',')
    default:
      return field.example
  }
}

/**
 * A form filled in with its own examples: values by path and the rows they stand in, for previews,
 * demonstrations and tests. Only what becomes visible is filled in; `chosen` answers are taken before examples.
 */
export const exampleForm = (
  definition: FormDefinition,
  chosen: Readonly<Record<string, FieldValue>> = {},
): Filled => {
  const values: Record<string, { value: FieldValue }> = {}
  const { rows } = newForm(definition, 0)
  // Each answer may show further fields, always after it (FORM-20).
  for (;;) {
    const next = shownFields(definition, valuesOf({ values, rows })).find(
      ({ path, field, value }) =>
        value === undefined && field.control !== 'group' && (chosen[path] ?? exampleOf(field)) !== undefined,
    )
    if (!next || next.field.control === 'group') return { values, rows }
    const value = chosen[next.path] ?? exampleOf(next.field)
    if (value !== undefined) values[next.path] = { value }
  }
}
