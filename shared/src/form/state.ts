import { z } from 'zod'
import { fieldPath, fieldValue, rowId } from './value.ts'

/** On whose behalf a value was written. */
export const formSide = z.enum(['applicant', 'clerk', 'device', 'prefill'])
export type FormSide = z.infer<typeof formSide>

/** Where the value came from. */
export const valueSource = z.enum(['typed', 'idCard', 'scan', 'prefill'])
export type ValueSource = z.infer<typeof valueSource>

/** A session or person id: tells two writers apart. */
const writer = z.string().min(1).max(100)

/** The client-made id of an edit, so that its author recognises it. */
const editId = z.string().min(1).max(64)

const moment = z.number().int().nonnegative()

const written = z.strictObject({
  value: fieldValue,
  /** The form's revision at which this value was written; a field without an entry has revision 0. */
  revision: z.number().int().positive(),
  by: formSide,
  who: writer,
  at: moment,
  source: valueSource,
  edit: editId,
  /** When the applicant confirmed what the clerk wrote. */
  confirmedAt: moment.optional(),
})

export const fieldState = written.extend({
  /** Who made this revision: `who`, or whoever undid what stood there after. */
  revisedBy: writer,
  /** For undo: the field before each of its last runs of typing, oldest first; null where it was empty. */
  earlier: z.array(written.nullable()).max(5),
})
export type FieldState = z.infer<typeof fieldState>

/** The clerk changed the rows of a material group and the applicant has not confirmed it yet. */
const rowChange = z.strictObject({ revision: z.number().int().positive(), who: writer, at: moment })

const content = {
  /** The edition it was begun with and stays with (edition.ts). */
  definition: z.string().min(1),
  openedAt: moment,
  /** Grows by one with every change. */
  revision: z.number().int().nonnegative(),
  values: z.record(fieldPath, fieldState),
  /** Row ids of each repeated group, in their order on paper. */
  rows: z.record(fieldPath, z.array(rowId)),
  unconfirmedRows: z.record(fieldPath, rowChange),
  /** Sensitive fields the applicant lets the clerk see. */
  released: z.array(fieldPath),
}

/** FORM-5: one filled-in form. Who is typing where is not part of it: that passes and is never kept. */
export const formState = z.discriminatedUnion('phase', [
  z.strictObject({
    ...content,
    phase: z.literal('filling'),
    /** applicantOnly: the applicant took the form back and the clerk may only look. */
    control: z.enum(['shared', 'applicantOnly']),
  }),
  z.strictObject({ ...content, phase: z.literal('sealed'), sealedAt: moment }),
])
export type FormState = z.infer<typeof formState>
export type FillingForm = Extract<FormState, { phase: 'filling' }>
