import { z } from 'zod'
import { bilingual } from '../words/bilingual.ts'
import { definitionFaults } from './sound.ts'
import { fieldPath } from './value.ts'

/**
 * FORM-4: true when the field at `path` has one of the values (for several choices: contains one).
 * Inside a repeated group `./name` is the field `name` of the same row; a `*` in place of the row id is any row.
 */
export const condition = z.strictObject({
  path: z.string().min(1),
  is: z.array(z.union([z.string(), z.boolean()])).min(1),
})
export type Condition = z.infer<typeof condition>

const described = {
  /** A whole path (`company/name`), or one segment inside a repeated group (`share`). */
  path: fieldPath,
  label: bilingual,
  hint: bilingual.optional(),
  /** Said when the value breaks the schema's pattern; without it a general sentence is said. */
  wrong: bilingual.optional(),
  /** The HTML autocomplete token (WCAG 1.3.5). */
  autocomplete: z.string().optional(),
  /** Masked for the clerk until the applicant releases it. */
  sensitive: z.boolean().optional(),
  /** What the clerk writes here must be confirmed by the applicant before submitting. */
  material: z.boolean().optional(),
  /** All must hold; a field that is not visible is neither validated nor submitted. */
  visibleWhen: z.array(condition).optional(),
  example: z.string().optional(),
}

/** Controls whose value is one text or tick. */
const plainControls = [
  'text',
  'number',
  'date',
  'idNumber',
  'phone',
  'money',
  'percent',
  'address',
  'longtext',
  'checkbox',
] as const

const plainField = z.strictObject({
  ...described,
  control: z.enum(plainControls),
  /** Checked beyond the control's own rules. */
  format: z.enum(['creditCode', 'bankCard', 'email', 'postcode']).optional(),
  /** Written after the number: 万元, %. */
  unit: bilingual.optional(),
})

const choiceField = z.strictObject({
  ...described,
  control: z.enum(['choice', 'multichoice']),
  options: z.array(z.strictObject({ value: z.string().min(1), label: bilingual })).min(1),
})

const singleField = z.discriminatedUnion('control', [plainField, choiceField])
export type SingleField = z.infer<typeof singleField>

const groupField = z.strictObject({
  ...described,
  control: z.literal('group'),
  /** One row's name: 股东. */
  rowLabel: bilingual,
  minRows: z.number().int().nonnegative(),
  maxRows: z.number().int().positive().max(100),
  fields: z.array(singleField).min(1),
})
export type GroupField = z.infer<typeof groupField>

export const formField = z.discriminatedUnion('control', [plainField, choiceField, groupField])
export type FormField = z.infer<typeof formField>

/** From today: whole years first, then days; negative is the past. */
const distance = z.strictObject({ years: z.number().int(), days: z.number().int() })

/** Rules across fields. JSON Schema cannot add up or compare fields, so these are named here as data. */
export const formRule = z.discriminatedUnion('kind', [
  /** The group's field adds up to `total` (decimal text, at most two decimals), counted in hundredths. */
  z.strictObject({
    kind: z.literal('sumsTo'),
    group: fieldPath,
    field: fieldPath,
    total: z.string().regex(/^\d+(\.\d{1,2})?$/),
    message: bilingual,
  }),
  /** The group's field adds up to the field at `path`. */
  z.strictObject({
    kind: z.literal('sumsToField'),
    group: fieldPath,
    field: fieldPath,
    path: fieldPath,
    message: bilingual,
  }),
  /** No two rows have the same value. */
  z.strictObject({ kind: z.literal('unique'), group: fieldPath, field: fieldPath, message: bilingual }),
  /** The two fields are not the same. */
  z.strictObject({ kind: z.literal('differ'), path: fieldPath, from: fieldPath, message: bilingual }),
  /** `path` is not earlier than `from`. */
  z.strictObject({ kind: z.literal('notBefore'), path: fieldPath, from: fieldPath, message: bilingual }),
  /** The date (of every row, with `group`) lies between two days counted from today in China, when today is known. */
  z.strictObject({
    kind: z.literal('within'),
    group: fieldPath.optional(),
    path: fieldPath,
    earliest: distance,
    latest: distance,
    message: bilingual,
  }),
  /** The birth date is the one inside the id number. */
  z.strictObject({ kind: z.literal('birthOfId'), path: fieldPath, from: fieldPath, message: bilingual }),
])
export type FormRule = z.infer<typeof formRule>

/** A paper the values call for; its acceptance rules stand in the guide (catalogue/item.ts). */
export const paper = z.strictObject({
  code: z.string().min(1).max(60),
  name: bilingual,
  /** true: always; false: never asked for, may be given; conditions: when all hold. */
  required: z.union([z.boolean(), z.array(condition).min(1)]),
})
export type Paper = z.infer<typeof paper>

const formPage = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  title: bilingual,
  intro: bilingual.optional(),
  fields: z.array(formField).min(1),
})
export type FormPage = z.infer<typeof formPage>

const definitionShape = z.strictObject({
  code: z.string().min(1).max(60),
  version: z.number().int().positive(),
  pages: z.array(formPage).min(1),
  /** JSON Schema draft 2020-12 of the typed values (see schema.ts). The authority on what is required. */
  schema: z.record(z.string(), z.json()),
  rules: z.array(formRule),
  papers: z.array(paper),
})
export type FormDefinition = z.infer<typeof definitionShape>

/** FORM-20: a form that an administrator may publish. */
export const formDefinition = definitionShape.superRefine((definition, context) => {
  for (const { at, message } of definitionFaults(definition))
    context.addIssue({ code: 'custom', path: [...at], message: message.en, params: message })
})
