/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema here; nothing awaits these objects. */
import type { FormPage, Paper } from '../form/definition.ts'
import type { Material } from './item.ts'

/** A JSON Schema as plain data. */
export interface JsonObject {
  [key: string]: string | number | boolean | JsonObject | (string | JsonObject)[]
}

/** A page of a form together with the schema of the values on it. */
export interface FormPart {
  readonly page: FormPage
  /** Schemas of the objects whose fields stand on this page. */
  readonly properties: Record<string, JsonObject>
  /** Those of them that are always there. */
  readonly required: readonly string[]
}

/** The schema of an object that holds nothing else. */
export const object = (
  properties: Record<string, JsonObject>,
  required: string[],
  ...conditions: JsonObject[]
): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
  ...(conditions.length > 0 ? { allOf: conditions } : {}),
})

/** When `key` has one of the values, `then` are required. */
export const when = (key: string, values: string[], ...then: string[]): JsonObject => ({
  if: { properties: { [key]: { enum: values } }, required: [key] },
  then: { required: then },
})

/** When `key` of the object `within` has one of the values, the objects `then` are required beside it. */
export const whenIn = (within: string, key: string, values: string[], ...then: string[]): JsonObject => ({
  if: {
    properties: { [within]: { properties: { [key]: { enum: values } }, required: [key] } },
    required: [within],
  },
  then: { required: then },
})

/** Text of so many characters. */
export const text = (minLength: number, maxLength: number): JsonObject => ({
  type: 'string',
  minLength,
  maxLength,
})

/** The schema of the whole form, from its parts and what holds between them. */
export const schemaOf = (parts: readonly FormPart[], ...conditions: JsonObject[]): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...object(
    Object.assign({}, ...parts.map((part) => part.properties)),
    parts.flatMap((part) => part.required),
    ...conditions,
  ),
})

/** What a form must know of the guide's materials: which of them its values call for. */
export const papersOf = (materials: readonly Material[]): Paper[] =>
  materials.map(({ code, name, required }) => ({ code, name, required }))
