import { z } from 'zod'

/**
 * FORM-1: a path names one field of one form. Segments are separated by `/`: `company/name`.
 * A field in a repeated group carries its row's stable id: `shareholders/r3/share`. Rows are never
 * numbered, so two people who add and remove rows at once never write into each other's row.
 */
export const fieldPath = z
  .string()
  .max(200)
  .regex(/^[a-z][A-Za-z0-9]*(\/[A-Za-z0-9][A-Za-z0-9_-]*){0,3}$/)

/** FORM-2: made by the client that adds the row; random, so never used twice in one form. */
export const rowId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,35}$/)

/** Tab and line feed are the only control characters; PostgreSQL's jsonb refuses NUL and lone surrogates. */
const isPlain = (text: string): boolean =>
  text.isWellFormed() && [...text].every((sign) => sign >= ' ' || sign === '\n' || sign === '\t')

const plainText = z.string().max(2000).refine(isPlain, 'control characters')

/**
 * FORM-3: a value is kept as it was typed: text for every control but a tick (boolean) and several choices
 * (list of option values). Numbers and amounts stay text, so the other side sees `33.` while it is being
 * typed and no cent is lost to floating point. Empty is '' or [] or false.
 */
export const fieldValue = z.union([z.boolean(), plainText, z.array(plainText.max(200)).max(50)])
export type FieldValue = z.infer<typeof fieldValue>

/** True when nothing has been answered: '', blanks only, no choice, no tick. */
export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  value === false ||
  (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0)
