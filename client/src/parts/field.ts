import type { ReactNode } from 'react'

/** What every field shows around its control; the same for a text, a choice or a date. */
export interface FieldProps {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong and what to do; the field is then marked and the sentence read aloud. */
  readonly error?: string | undefined
  /** Beside the label: 选填, a source badge. */
  readonly aside?: ReactNode
  /** Below the control: who is typing, undo, confirm. */
  readonly below?: ReactNode
  /** "Look here": the other side points at this field. */
  readonly glow?: boolean
  readonly readOnly?: boolean
  readonly required?: boolean
  /** Where the field lives; also the target of links from an error list. */
  readonly id?: string | undefined
  readonly onFocus?: (() => void) | undefined
  readonly onBlur?: (() => void) | undefined
}

/** The ids that tie the parts of a field together for screen readers. */
export interface FieldIds {
  readonly control: string
  readonly label: string
  readonly hint: string
  readonly error: string
}

export const fieldIds = (base: string): FieldIds => ({
  control: base,
  label: `${base}-label`,
  hint: `${base}-hint`,
  error: `${base}-error`,
})

/** `aria-describedby` of a control: its hint and its error, as far as they are there. */
export const describedBy = (field: FieldProps, ids: FieldIds): string | undefined => {
  const names = [field.hint !== undefined && ids.hint, field.error !== undefined && ids.error]
  return names.filter((name) => name !== false).join(' ') || undefined
}

/** Borders and ground of a box that one types into. */
export const boxClass = (field: FieldProps): string => {
  const edge = field.error === undefined ? 'border-edge' : 'border-bad border-[3px] desk:border-2'
  const ground = field.readOnly === true ? 'bg-sunken' : 'bg-paper'
  return `min-h-target w-full rounded-part border-2 desk:border px-[0.75em] py-[0.25em] text-ink ${edge} ${ground}`
}
