import type { FormDefinition, SingleField } from '@farwindow/shared/form/definition.ts'
import { shownFields } from '@farwindow/shared/form/shown.ts'
import { isEmpty, type FieldValue } from '@farwindow/shared/form/value.ts'
import { valuesOf } from '@farwindow/shared/form/values.ts'
import type { FieldView, FormView } from '@farwindow/shared/form/view.ts'
import type { Bilingual } from '@farwindow/shared/words/bilingual.ts'

/** One answer of a form as it is read, not written. */
export interface SheetLine {
  readonly path: string
  readonly field: SingleField
  readonly written: FieldView | undefined
  /** Inside a repeated group: whose row it is, counted from 1. */
  readonly row?: { readonly label: Bilingual; readonly number: number }
}

export interface SheetPage {
  readonly id: string
  readonly title: Bilingual
  readonly lines: readonly SheetLine[]
}

/** The visible answers of a form, page by page, in the order of the paper (FORM-4). */
export const sheetOf = (definition: FormDefinition, form: FormView): readonly SheetPage[] => {
  const fields = shownFields(definition, valuesOf(form))
  const lineOf = (one: (typeof fields)[number]): SheetLine[] => {
    if (one.field.control === 'group') return []
    const line = { path: one.path, field: one.field, written: form.values[one.path] }
    const group = fields.find((each) => each.path === one.group)?.field
    if (group?.control !== 'group' || one.row === undefined) return [line]
    const number = (form.rows[group.path] ?? []).indexOf(one.row) + 1
    return [{ ...line, row: { label: group.rowLabel, number } }]
  }
  return definition.pages.map(({ id, title }) => ({
    id,
    title,
    lines: fields.filter((one) => one.page === id).flatMap(lineOf),
  }))
}

export interface Yes {
  readonly yes: string
  readonly no: string
}

/** An answer in words: options by their labels, amounts with their unit. '' when nothing was answered. */
export const answerText = (
  field: SingleField,
  value: FieldValue | undefined,
  read: (text: Bilingual) => string,
  words: Yes,
): string => {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (value === undefined || isEmpty(value)) return ''
  if ('options' in field) {
    const chosen = Array.isArray(value) ? value : [value]
    const labels = chosen.map((one) => field.options.find((option) => option.value === one)?.label)
    return labels
      .map((label, index) => (label === undefined ? (chosen[index] ?? '') : read(label)))
      .join('、')
  }
  const text = Array.isArray(value) ? value.join('、') : value
  if (field.control === 'percent' && field.unit === undefined) return `${text}%`
  return field.unit === undefined ? text : `${text} ${read(field.unit)}`
}

/**
 * The single field a correction names, whatever its row: the applicant who answers a notice has the definition
 * but not the form. Nothing when the definition has no such field.
 */
export const fieldAt = (definition: FormDefinition, path: string): SingleField | undefined => {
  for (const page of definition.pages)
    for (const field of page.fields) {
      if (field.control !== 'group') {
        if (field.path === path) return field
        continue
      }
      const [row, column, ...rest] = path.startsWith(`${field.path}/`)
        ? path.slice(field.path.length + 1).split('/')
        : []
      const inside = field.fields.find((one) => one.path === column)
      if (row !== undefined && inside !== undefined && rest.length === 0) return inside
    }
  return undefined
}
