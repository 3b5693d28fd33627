import type { Outcome } from '../protocol/refusal.ts'
import { refuse } from '../protocol/refusal.ts'
import type { FormDefinition } from './definition.ts'
import type { Touch } from './event.ts'
import { locate } from './field.ts'
import type { FieldState, FillingForm, FormSide } from './state.ts'

/** FORM-8: for so long after a keystroke its writer still has the field in hand. */
export const TYPING_MS = 2000

/** FORM-11: after a take-back neither the clerk nor a device the clerk commands writes. */
export const takenFrom = (form: FillingForm, side: FormSide): boolean =>
  form.control === 'applicantOnly' && (side === 'clerk' || side === 'device')

/** FORM-12: hidden from the clerk, who therefore cannot write there either. */
export const isMasked = (form: Pick<FillingForm, 'released'>, sensitive: boolean | undefined, path: string) =>
  sensitive === true && !form.released.includes(path)

/** Why this side may not write this field at all; nothing when it may. */
export const barredFromWriting = (
  definition: FormDefinition,
  form: FillingForm,
  side: FormSide,
  path: string,
): Extract<Outcome<never>, { ok: false }> | undefined => {
  const found = locate(definition, form.rows, path)
  if (!found) return refuse('fieldUnknown', path)
  if (takenFrom(form, side)) return refuse('controlTaken')
  if (side === 'clerk' && isMasked(form, found.field.sensitive, path)) return refuse('masked', path)
  return undefined
}

/**
 * FORM-8: somebody else has this field in hand: their cursor is in it, or, where presence knows of nobody,
 * they typed there less than two seconds ago. A cursor alone does not stop a card from being read.
 */
export const inOthersHands = (current: FieldState | undefined, event: Touch): boolean => {
  const byHand = event.side === 'applicant' || event.side === 'clerk'
  if (byHand && event.inUseBy !== undefined) return event.inUseBy !== event.who
  return (
    current !== undefined &&
    current.who !== event.who &&
    current.source === 'typed' &&
    event.at - current.at < TYPING_MS
  )
}
