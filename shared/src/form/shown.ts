import type { Condition, FormDefinition, FormField } from './definition.ts'
import type { FieldValue } from './value.ts'
import { isEmpty } from './value.ts'
import type { Values } from './values.ts'
import { answerAt, rowsAt } from './values.ts'

/** A field that is visible with these values. A group's value is the list of its row ids. */
export interface ShownField {
  readonly path: string
  readonly page: string
  readonly field: FormField
  readonly value: FieldValue | undefined
  readonly group?: string
  readonly row?: string
}

/** FORM-4: does one of the values stand at the path, or, with `*` for the row, in any row? */
export const holds = (condition: Condition, seen: ReadonlyMap<string, FieldValue>): boolean => {
  const [group, column] = condition.path.split('*')
  const values =
    column === undefined
      ? [seen.get(condition.path)]
      : [...seen].flatMap(([path, value]) =>
          path.startsWith(group ?? '') && path.endsWith(column) ? [value] : [],
        )
  return values.some((value) =>
    condition.is.some((wanted) =>
      Array.isArray(value) ? value.some((one) => one === wanted) : value === wanted,
    ),
  )
}

/** The answers of visible fields by their path, empty ones left out. */
export const answersOf = (fields: readonly ShownField[]): Map<string, FieldValue> =>
  new Map(
    fields.flatMap(({ path, value }) =>
      value === undefined || isEmpty(value) ? [] : [[path, value] as const],
    ),
  )

/**
 * FORM-4: the visible fields in the order of the form. A condition only looks at fields before it
 * (FORM-20), so one pass is enough, and a hidden field's value shows nothing else.
 */
export const shownFields = (definition: FormDefinition, values: Values): ShownField[] => {
  const shown: ShownField[] = []
  const seen = new Map<string, FieldValue>()
  const isVisible = (field: FormField, rowPath: string): boolean =>
    (field.visibleWhen ?? []).every((condition) =>
      holds({ ...condition, path: condition.path.replace(/^\.\//, `${rowPath}/`) }, seen),
    )
  const show = (one: ShownField): void => {
    shown.push(one)
    if (one.value !== undefined && !isEmpty(one.value)) seen.set(one.path, one.value)
  }

  for (const page of definition.pages)
    for (const field of page.fields) {
      if (!isVisible(field, '')) continue
      if (field.control !== 'group') {
        show({ path: field.path, page: page.id, field, value: answerAt(values, field.path) })
        continue
      }
      const rows = rowsAt(values, field.path)
      show({ path: field.path, page: page.id, field, value: rows.map(({ id }) => id) })
      for (const { id, row } of rows)
        for (const inside of field.fields) {
          const path = `${field.path}/${id}/${inside.path}`
          if (isVisible(inside, `${field.path}/${id}`))
            show({
              path,
              page: page.id,
              field: inside,
              value: answerAt(row, inside.path),
              group: field.path,
              row: id,
            })
        }
    }
  return shown
}
