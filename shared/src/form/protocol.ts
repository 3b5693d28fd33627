import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'
import { formDefinition } from './definition.ts'
import { valueSource } from './state.ts'
import { fieldPath, fieldValue, rowId } from './value.ts'
import { fieldView, formView, unconfirmedRows } from './view.ts'

const done = z.strictObject({})
const both = ['applicant', 'clerk'] as const
const of = { visitId: z.string().max(64) }
const edit = z.string().min(1).max(64)
const revision = z.number().int().nonnegative()

/** What changed between two revisions of a form: enough to go from one to the next. */
export const formChange = z.object({
  visitId: z.string(),
  revision,
  /** Changed fields; null where a field is empty again. */
  values: z.record(z.string(), fieldView.nullable()),
  rows: z.record(z.string(), z.array(rowId)).optional(),
  unconfirmedRows: unconfirmedRows.optional(),
  released: z.array(z.string()).optional(),
  control: z.enum(['shared', 'applicantOnly']).optional(),
  sealedAt: z.number().optional(),
})
export type FormChange = z.infer<typeof formChange>

/**
 * FORM-32: what one side types, before it is written down. It replaces what was told ahead before it; without
 * values, nothing is ahead any more.
 */
export const formAhead = formChange.pick({ visitId: true, revision: true, values: true })
export type FormAhead = z.infer<typeof formAhead>

const changed = z.strictObject({ revision })

/** Passing things: where someone types, points and looks. Never stored. */
export const focus = z.object({ visitId: z.string(), side: z.enum(both), path: z.string().nullable() })
export const pointing = z.object({
  visitId: z.string(),
  side: z.enum(both),
  /** Page of the form they are on. */
  page: z.string().max(64).nullable(),
  /** How far the page is scrolled, 0 to 1. */
  scroll: z.number().min(0).max(1),
  /** “Look here”: the field that glows. */
  glow: fieldPath.nullable(),
  /** Pointer over the form, as a share of the field's box it is over. */
  pointer: z.object({ path: fieldPath, x: z.number(), y: z.number() }).nullable(),
})
export type Pointing = z.infer<typeof pointing>

export const formRequests = requests({
  'form.current': {
    about: 'The form of the visit with its definition, as this side may see it.',
    by: both,
    input: z.strictObject(of),
    output: z.strictObject({ definition: formDefinition, form: formView }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'form.edit': {
    about: 'Writes one field as it is typed. `base` is the revision of the field the writer saw.',
    by: both,
    input: z.strictObject({
      ...of,
      path: fieldPath,
      value: fieldValue,
      base: revision,
      edit,
      source: valueSource,
    }),
    output: changed,
    safeToRepeat: false,
    refuses: [
      'notFound',
      'fieldUnknown',
      'fieldInUse',
      'stale',
      'controlTaken',
      'masked',
      'wrongState',
      'malformed',
    ],
  },
  'form.undo': {
    about: 'Takes one’s own last edit of a field back.',
    by: both,
    input: z.strictObject({ ...of, path: fieldPath, edit }),
    output: changed,
    safeToRepeat: false,
    refuses: ['notFound', 'fieldUnknown', 'fieldInUse', 'stale', 'controlTaken', 'masked', 'wrongState'],
  },
  'form.addRow': {
    about: 'Adds a row to a repeated group; the client makes its id.',
    by: both,
    input: z.strictObject({ ...of, group: fieldPath, row: rowId }),
    output: changed,
    safeToRepeat: false,
    refuses: ['notFound', 'fieldUnknown', 'controlTaken', 'wrongState', 'malformed', 'conflict'],
  },
  'form.removeRow': {
    about: 'Removes a row with everything in it.',
    by: both,
    input: z.strictObject({ ...of, group: fieldPath, row: rowId }),
    output: changed,
    safeToRepeat: false,
    refuses: ['notFound', 'fieldUnknown', 'fieldInUse', 'controlTaken', 'masked', 'wrongState'],
  },
  'form.control': {
    about: 'The applicant takes the form back (“收回”) or lets the clerk write again.',
    by: ['applicant'],
    input: z.strictObject({ ...of, control: z.enum(['shared', 'applicantOnly']) }),
    output: changed,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'form.release': {
    about: 'The applicant lets the clerk see a sensitive field, or masks it again.',
    by: ['applicant'],
    input: z.strictObject({ ...of, path: fieldPath, released: z.boolean() }),
    output: changed,
    safeToRepeat: false,
    refuses: ['notFound', 'fieldUnknown', 'wrongState'],
  },
  'form.confirm': {
    about: 'The applicant confirms what the clerk wrote, as seen at form revision `base`.',
    by: ['applicant'],
    input: z.strictObject({ ...of, paths: z.array(fieldPath).min(1).max(200), base: revision }),
    output: changed,
    safeToRepeat: false,
    refuses: ['notFound', 'fieldUnknown', 'stale', 'wrongState'],
  },
  'form.focus': {
    about: 'Says in which field one is typing; null when in none.',
    by: both,
    input: z.strictObject({ ...of, path: fieldPath.nullable() }),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'form.point': {
    about: 'Shows the other side where one is: page, scroll, pointer, and the field that should glow.',
    by: both,
    input: pointing.omit({ side: true }).extend({ visitId: z.string().max(64) }),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound'],
  },
})

export const formNotices = {
  'form.changed': notice({
    about: 'Fields, rows or control of the form changed.',
    to: both,
    data: formChange,
  }),
  'form.ahead': notice({
    about:
      'What the other side types, before it is written down; `form.changed` follows, or nothing is ahead.',
    to: both,
    data: formAhead,
    passing: true,
  }),
  'form.focus': notice({ about: 'The other side types in a field.', to: both, data: focus, passing: true }),
  'form.pointed': notice({
    about: 'The other side shows where it is.',
    to: both,
    data: pointing,
    passing: true,
  }),
}
