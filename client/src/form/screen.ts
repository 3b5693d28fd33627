import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FormView } from '@farwindow/shared/form/mask.ts'
import type { Problem } from '@farwindow/shared/form/validate.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'

/** Everything a page of a form shows and everything one can do to it. Plain data and functions; no store, no link. */
export interface FormScreen {
  readonly definition: FormDefinition
  /** Id of the page shown. */
  readonly page: string
  /** The form as this side may see it; what is masked arrives masked. */
  readonly form: FormView
  /** Who is looking. */
  readonly side: 'applicant' | 'clerk'
  /** Nothing can be written: sealed, taken back, or no call. */
  readonly readOnly: boolean
  /** The field in which the other side is typing; it cannot be written until they leave it. */
  readonly othersField: string | null
  /** The field to look at; it glows and is scrolled to. */
  readonly glowPath: string | null
  /** What to mend, as far as it should be said already. */
  readonly problems: readonly Problem[]
  /** What the clerk wrote and the applicant has yet to confirm. */
  readonly unconfirmed: readonly string[]
  readonly onEdit: (path: string, value: FieldValue) => void
  readonly onFocus: (path: string | null) => void
  readonly onUndo: (path: string) => void
  readonly onConfirm: (paths: readonly string[]) => void
  readonly onAddRow: (group: string) => void
  readonly onRemoveRow: (group: string, row: string) => void
  /** Applicant: lets the clerk see a sensitive field, or hides it again. */
  readonly onRelease: (path: string, released: boolean) => void
  /** Clerk: asks the applicant to look at a field. */
  readonly onPoint: (path: string) => void
}

/** What every piece of a page gets: the screen, and the field that has or last had the cursor. */
export interface LiveScreen extends FormScreen {
  readonly activePath: string | null
}

/** The element of a field; errors link to it, pointers are drawn over it. */
export const fieldId = (path: string): string => `field-${path}`

/** Brings a field to the eyes and, when asked, the cursor into it. */
export const showField = (path: string, cursor: boolean): void => {
  const element = document.getElementById(fieldId(path))
  const box = element?.matches('input, select, textarea') === true ? element : element?.querySelector('input')
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  element?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
  if (cursor && box instanceof HTMLElement) box.focus({ preventScroll: true })
}
