import { canonical, checkField } from './check.ts'
import type { FormDefinition, SingleField } from './definition.ts'
import { locate } from './field.ts'
import { isMasked } from './guard.ts'
import type { FieldState, FormState } from './state.ts'
import type { FieldValue } from './value.ts'
import { isEmpty } from './value.ts'
import type { FieldView, FormView } from './view.ts'

export { formView } from './view.ts'
export type { FieldView, FormView } from './view.ts'

/**
 * FORM-13: `330501199001011234` → `3305**********1234`, a bank card by its last four digits. Only a complete
 * value shows any digit: ends shown while it is typed would tell every digit, one keystroke at a time.
 */
export const maskOf = (field: SingleField | undefined, value: FieldValue): FieldValue => {
  if (isEmpty(value)) return value
  const hidden = '****'
  if (typeof value !== 'string' || !field) return hidden
  const text = canonical(field, value)
  if (typeof text !== 'string' || checkField(field, text)) return hidden
  if (field.control === 'idNumber') return `${text.slice(0, 4)}**********${text.slice(-4)}`
  if (field.control === 'text' && field.format === 'bankCard') return `**** **** **** ${text.slice(-4)}`
  return hidden
}

const viewField = (field: FieldState, masked: boolean, inForm: SingleField | undefined): FieldView => {
  const { who: _who, revisedBy: _reviser, earlier, ...shown } = field
  const hides = masked && !isEmpty(field.value)
  return {
    ...shown,
    value: hides ? maskOf(inForm, field.value) : field.value,
    masked: hides,
    undoable: earlier.length > 0,
  }
}

/**
 * FORM-12: what a side may see of the form. The applicant sees everything; the clerk sees sensitive values
 * masked until they are released. A value whose field is unknown is masked as well.
 */
export const viewForm = (
  side: 'applicant' | 'clerk',
  state: FormState,
  definition: FormDefinition,
): FormView => ({
  ...state,
  values: Object.fromEntries(
    Object.entries(state.values).map(([path, written]) => {
      const field = locate(definition, state.rows, path)?.field
      const masked = side === 'clerk' && (!field || isMasked(state, field.sensitive, path))
      return [path, viewField(written, masked, field)]
    }),
  ),
  unconfirmedRows: Object.fromEntries(
    Object.entries(state.unconfirmedRows).map(([path, { at }]) => [path, { at }]),
  ),
})
