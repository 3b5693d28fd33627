/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema here; nothing awaits these objects. */
import type { FormDefinition, FormField } from '../form/definition.ts'
import type { DefinitionFault } from '../form/sound.ts'
import type { Bilingual } from '../words/bilingual.ts'
import { say } from '../words/bilingual.ts'

type Place = DefinitionFault['at']
type Check = (value: unknown, at: Place) => DefinitionFault[]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shouldBe = (zh: string, en: string): Bilingual => say(`这里应该是${zh},请改正`, `This must be ${en}`)

const being =
  (fits: (value: unknown) => boolean, zh: string, en: string): Check =>
  (value, at) =>
    fits(value) ? [] : [{ at, message: shouldBe(zh, en) }]

const isText = (value: unknown): value is string => typeof value === 'string'
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0
const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']

const text = being(isText, '一段文字', 'text')
const number = being((value) => typeof value === 'number', '一个数字', 'a number')
const count = being(isCount, '不小于 0 的整数', 'a whole number, 0 or more')
const anything: Check = () => []

const schema: Check = (value, at) => {
  if (typeof value === 'boolean') return []
  if (!isObject(value)) return [{ at, message: shouldBe('一个 schema,写在 { } 里', 'a schema in { }') }]
  return Object.entries(value).flatMap(([keyword, one]) => {
    const check = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined
    const unknown = say(`schema 里没有 ${keyword} 这个词,请检查拼写`, `${keyword} is no word of a schema`)
    return check === undefined ? [{ at: [...at, keyword], message: unknown }] : check(one, [...at, keyword])
  })
}

const schemas: Check = (value, at) =>
  Array.isArray(value) && value.length > 0
    ? value.flatMap((one, index) => schema(one, [...at, index]))
    : [{ at, message: shouldBe('至少一个 schema 的列表', 'a list of at least one schema') }]

const named: Check = (value, at) =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, one]) => schema(one, [...at, name]))
    : [{ at, message: shouldBe('名字和 schema 的对应', 'schemas by name') }]

/** As the validator compiles it. */
const compiles = (value: unknown): boolean => {
  try {
    return isText(value) && new RegExp(value, 'u').source !== ''
  } catch {
    return false
  }
}

const keywords: Readonly<Record<string, Check>> = {
  $schema: text,
  $comment: text,
  $ref: text,
  title: text,
  description: text,
  format: text,
  default: anything,
  examples: anything,
  const: anything,
  type: being(
    (value) => (Array.isArray(value) ? value : [value]).every((one) => types.some((type) => type === one)),
    `${types.join('、')} 之一`,
    `one of ${types.join(', ')}`,
  ),
  enum: being((value) => Array.isArray(value) && value.length > 0, '至少一个值的列表', 'a list of values'),
  pattern: being(compiles, '能用的正则表达式', 'a regular expression that works'),
  required: being(isTexts, '字段名的列表', 'a list of names'),
  dependentRequired: being(
    (value) => isObject(value) && Object.values(value).every(isTexts),
    '字段名列表的对应',
    'lists of names by name',
  ),
  uniqueItems: being((value) => typeof value === 'boolean', 'true 或 false', 'true or false'),
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: being((value) => typeof value === 'number' && value > 0, '大于 0 的数字', 'more than 0'),
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minProperties: count,
  maxProperties: count,
  properties: named,
  $defs: named,
  dependentSchemas: named,
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  items: schema,
  contains: schema,
  not: schema,
  if: schema,
  then: schema,
  else: schema,
  additionalProperties: schema,
}

const pointed = (root: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), root)

/** Every `$ref`, with its place. */
const references = (value: unknown, at: Place): { readonly to: string; readonly at: Place }[] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => references(one, [...at, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === '$ref' && isText(one) ? [{ to: one, at: [...at, key] }] : references(one, [...at, key]),
  )
}

/** CATALOGUE-3: the fields a schema names and where, as paths with `*` for the row. */
const schemaPaths = (root: unknown, one: unknown, path: string, at: Place, depth = 0): Map<string, Place> => {
  if (!isObject(one) || depth > 20) return new Map()
  if (isText(one['$ref'])) return schemaPaths(root, pointed(root, one['$ref']), path, at, depth + 1)
  const { items, properties } = one
  if (one['type'] === 'array' && isObject(items) && (isObject(items['properties']) || '$ref' in items))
    return new Map([[path, at], ...schemaPaths(root, items, `${path}/*`, [...at, 'items'], depth + 1)])
  if (!isObject(properties)) return new Map([[path, at]])
  return new Map(
    Object.entries(properties).flatMap(([key, below]) => [
      ...schemaPaths(
        root,
        below,
        path === '' ? key : `${path}/${key}`,
        [...at, 'properties', key],
        depth + 1,
      ),
    ]),
  )
}

const pathsOf = (field: FormField, at: Place): [string, Place][] =>
  field.control === 'group'
    ? [
        [field.path, at],
        ...field.fields.map((one, index): [string, Place] => [
          `${field.path}/*/${one.path}`,
          [...at, 'fields', index],
        ]),
      ]
    : [[field.path, at]]

/** CATALOGUE-6: what is wrong with a JSON Schema by itself: unknown words, patterns that do not compile, references to nothing. */
export const schemaFaults = (root: unknown): DefinitionFault[] => {
  const broken = references(root, ['schema']).filter(
    ({ to }) => !to.startsWith('#/') || pointed(root, to) === undefined,
  )
  return [
    ...schema(root, ['schema']),
    ...broken.map(({ to, at }) => ({
      at,
      message: say(`${to} 指向的地方不存在,请写成 #/$defs/… 的样子`, `${to} points nowhere; write #/$defs/…`),
    })),
  ]
}

/**
 * CATALOGUE-3, CATALOGUE-6: what is wrong with a form's JSON Schema, by itself or because fields are known to the
 * pages only, or to the schema only.
 */
export const schemaMisfits = (definition: Pick<FormDefinition, 'pages' | 'schema'>): DefinitionFault[] => {
  const root = definition.schema
  const faults = schemaFaults(root)
  if (faults.length > 0) return faults
  const inSchema = schemaPaths(root, root, '', ['schema'])
  const onPages = new Map(
    definition.pages.flatMap((page, nth) =>
      page.fields.flatMap((field, index) => pathsOf(field, ['pages', nth, 'fields', index])),
    ),
  )
  const unchecked = [...onPages]
    .filter(([path]) => !inSchema.has(path))
    .map(([path, at]) => ({
      at,
      message: say(
        `schema 的 properties 里没有 ${path},请加上`,
        `The schema’s properties lack ${path}; add it`,
      ),
    }))
  const unasked = [...inSchema]
    .filter(([path]) => !onPages.has(path))
    .map(([path, at]) => ({
      at,
      message: say(
        `页面上没有 ${path} 这个字段,请加上字段,或从 schema 删除`,
        `No page has the field ${path}; add it, or remove it here`,
      ),
    }))
  return [...unchecked, ...unasked]
}
