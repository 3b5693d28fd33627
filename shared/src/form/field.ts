import type { FormDefinition, FormField, GroupField, SingleField } from './definition.ts'
import type { FieldValue } from './value.ts'

/** A field of one form, found by its path. */
export interface Located {
  readonly field: SingleField
  readonly group?: GroupField
  readonly row?: string
}

const known = new WeakMap<FormDefinition, readonly FormField[]>()

/** Every top-level field of the definition, in order. Asked for with every keystroke, so it is put together once. */
export const fieldsOf = (definition: FormDefinition): readonly FormField[] => {
  const fields = known.get(definition) ?? definition.pages.flatMap((page) => page.fields)
  known.set(definition, fields)
  return fields
}

/** The repeated group at this path. */
export const groupAt = (definition: FormDefinition, path: string): GroupField | undefined =>
  fieldsOf(definition).find((field): field is GroupField => field.control === 'group' && field.path === path)

/** FORM-1: the single field a path names; nothing when the field, its group or its row does not exist. */
export const locate = (
  definition: FormDefinition,
  rows: Readonly<Record<string, readonly string[]>>,
  path: string,
): Located | undefined => {
  for (const field of fieldsOf(definition)) {
    if (field.control !== 'group') {
      if (field.path === path) return { field }
    } else if (path.startsWith(`${field.path}/`)) {
      const [row = '', name = '', ...rest] = path.slice(field.path.length + 1).split('/')
      const inside = field.fields.find((one) => one.path === name)
      const exists = rest.length === 0 && (rows[field.path] ?? []).includes(row)
      return inside && exists ? { field: inside, group: field, row } : undefined
    }
  }
  return undefined
}

/** FORM-3: does the value have the shape of this control? Says nothing about whether it is right. */
export const fits = (field: SingleField, value: FieldValue): boolean => {
  switch (field.control) {
    case 'checkbox':
      return typeof value === 'boolean'
    case 'choice':
      return value === '' || field.options.some((option) => option.value === value)
    case 'multichoice':
      return (
        Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((one) => field.options.some((option) => option.value === one))
      )
    case 'longtext':
    case 'address':
      return typeof value === 'string'
    default:
      return typeof value === 'string' && !value.includes('\n')
  }
}

/** FORM-15: what the clerk wrote in a material field waits for the applicant's confirmation. */
export const awaitsConfirmation = (
  field: Pick<FormField, 'material'>,
  written: { readonly by: string; readonly confirmedAt?: number | undefined } | undefined,
): boolean => field.material === true && written?.by === 'clerk' && written.confirmedAt === undefined
