import type { Schema } from '@cfworker/json-schema'
import { Validator } from '@cfworker/json-schema'
import type { Bilingual } from '../words/bilingual.ts'
import { say } from '../words/bilingual.ts'
import type { Fault } from './check.ts'
import type { FormDefinition, FormField } from './definition.ts'
import type { ShownField } from './shown.ts'
import type { FieldValue } from './value.ts'
import { isEmpty } from './value.ts'

/** What the schema judges: nested, numbers as numbers, hidden and empty fields left out, rows without ids. */
export interface Typed {
  [key: string]: FieldValue | number | Typed | Typed[]
}

const typedValue = (field: FormField, value: FieldValue): FieldValue | number => {
  const isNumeric = field.control === 'number' || field.control === 'money' || field.control === 'percent'
  return isNumeric && typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

const child = (parent: Typed, key: string): Typed => {
  const found = Object.hasOwn(parent, key) ? parent[key] : undefined
  if (typeof found === 'object' && !Array.isArray(found)) return found
  const made: Typed = {}
  parent[key] = made
  return made
}

/** FORM-17: the values that are validated and submitted, from the visible fields. */
export const typedValues = (fields: readonly ShownField[]): Typed => {
  const root: Typed = {}
  const rows = new Map<string, Typed>()
  for (const { path, field, value, group, row } of fields) {
    const keys = path.split('/')
    const last = keys.pop() ?? path
    const parent = (): Typed => keys.reduce(child, root)
    if (field.control === 'group') {
      const list = Array.isArray(value) ? value.map((id) => ({ id, row: {} as Typed })) : []
      for (const one of list) rows.set(`${path}/${one.id}`, one.row)
      parent()[last] = list.map((one) => one.row)
    } else {
      const into = group === undefined ? parent() : rows.get(`${group}/${row ?? ''}`)
      if (into && value !== undefined && !isEmpty(value)) into[last] = typedValue(field, value)
    }
  }
  return root
}

/** The thing a JSON pointer such as `#/properties/company/required` names. */
const pointed = (root: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null
          ? Object.entries(at).find(([name]) => name === key)?.[1]
          : undefined,
      root,
    )

/** `#/shareholders/0/share` → `shareholders/r3/share`. */
const pathOf = (pointer: string, groups: ReadonlyMap<string, readonly string[]>): string => {
  const keys = pointer.split('/').slice(1)
  return keys.map((key, index) => groups.get(keys.slice(0, index).join('/'))?.[Number(key)] ?? key).join('/')
}

const missing = (field: FormField): Bilingual => {
  const { zh, en } = field.label
  switch (field.control) {
    case 'choice':
    case 'multichoice':
      return say(`请选择${zh}`, `Please choose: ${en}`)
    case 'checkbox':
      return say(`请阅读后勾选“${zh}”`, `Please read and tick: ${en}`)
    case 'group':
      return say(`请添加${field.rowLabel.zh}`, `Please add: ${field.rowLabel.en}`)
    default:
      return say(`请填写${zh}`, `Please fill in: ${en}`)
  }
}

const broken = (keyword: string, limit: unknown, field: FormField): Bilingual => {
  const { zh, en } = field.label
  const amount = String(limit)
  switch (keyword) {
    case 'minLength':
      return say(`${zh}至少写${amount}个字,请补充完整`, `${en}: please write at least ${amount} characters`)
    case 'maxLength':
      return say(`${zh}最多写${amount}个字,请缩短`, `${en}: please write at most ${amount} characters`)
    case 'minimum':
      return say(`${zh}不能小于${amount},请修改`, `${en}: must be at least ${amount}`)
    case 'exclusiveMinimum':
      return say(`${zh}应大于${amount},请修改`, `${en}: must be more than ${amount}`)
    case 'maximum':
      return say(`${zh}不能大于${amount},请修改`, `${en}: must be at most ${amount}`)
    case 'minItems':
      return field.control === 'group'
        ? say(
            `请至少添加${amount}名${field.rowLabel.zh}`,
            `Please add at least ${amount}: ${field.rowLabel.en}`,
          )
        : say(`${zh}请至少选择${amount}项`, `${en}: please choose at least ${amount}`)
    case 'maxItems':
      return say(`${zh}最多${amount}项,请减少`, `${en}: at most ${amount}`)
    default:
      return field.wrong ?? say(`${zh}填写不对,请按提示修改`, `${en}: please correct this as the hint says`)
  }
}

/** Keywords that only say that something below them failed. */
const wrappers = new Set(['properties', 'items', 'allOf', 'anyOf', 'oneOf', 'if', '$ref', 'dependentSchemas'])

const validators = new WeakMap<FormDefinition['schema'], Validator>()

const validatorOf = (definition: FormDefinition): Validator => {
  const known = validators.get(definition.schema)
  if (known) return known
  // The validator writes into the schema it is given.
  const schema: Schema = JSON.parse(JSON.stringify(definition.schema))
  const made = new Validator(schema, '2020-12', false)
  validators.set(definition.schema, made)
  return made
}

/** What the JSON Schema finds, by field path. */
export const schemaFaults = (
  definition: FormDefinition,
  fields: readonly ShownField[],
): Map<string, Fault> => {
  const typed = typedValues(fields)
  const byPath = new Map(fields.map((one) => [one.path, one.field]))
  const groups = new Map(
    fields.flatMap((one) =>
      one.field.control === 'group' && Array.isArray(one.value) ? [[one.path, one.value]] : [],
    ),
  )
  const faults = new Map<string, Fault>()
  const report = (path: string, rule: string, message: (field: FormField) => Bilingual): void => {
    const field = byPath.get(path)
    if (field && !faults.has(path)) faults.set(path, { rule, message: message(field) })
  }

  for (const error of validatorOf(definition).validate(typed).errors) {
    if (wrappers.has(error.keyword)) continue
    const path = pathOf(error.instanceLocation, groups)
    const limit = pointed(definition.schema, error.keywordLocation)
    if (error.keyword === 'required' && Array.isArray(limit)) {
      const parent = pointed(typed, error.instanceLocation)
      for (const key of limit)
        if (typeof key === 'string' && pointed(parent, `#/${key}`) === undefined)
          report(path === '' ? key : `${path}/${key}`, 'required', missing)
    } else report(path, error.keyword, (field) => broken(error.keyword, limit, field))
  }
  return faults
}
