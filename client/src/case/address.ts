import { normaliseAccessCode, normaliseReference } from '@farwindow/shared/case/reference.ts'

/** What opens a case to its applicant (CASE-9). */
export interface CaseKey {
  readonly reference: string
  readonly code: string
}

/** What somebody typed, as it is written on the receipt; null for the part that can be none (CASE-8). */
export const readKey = (
  reference: string,
  code: string,
): { readonly reference: string | null; readonly code: string | null } => ({
  reference: normaliseReference(reference),
  code: normaliseAccessCode(code),
})

/** Reference and code out of `#reference.code`: behind the `#` they reach no server and no log. */
export const keyInAddress = (hash: string): CaseKey | null => {
  const [reference = '', code = ''] = hash.replace(/^#/, '').split('.')
  const read = readKey(reference, code)
  return read.reference === null || read.code === null ? null : { reference: read.reference, code: read.code }
}
