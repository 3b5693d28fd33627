import { isDate } from '../region/chinatime.ts'

/** GB/T 2260 prefixes of provinces; 81–83 stand on residence permits of Hong Kong, Macao and Taiwan. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
)

export interface IdNumber {
  /** YYYY-MM-DD */
  readonly birthDate: string
  readonly sex: 'male' | 'female'
  /** GB/T 2260 code of the place of first registration; it may have been renamed or dissolved since. */
  readonly region: string
}

/** What is wrong with it, in the order in which it is looked at. */
type IdNumberFault = 'length' | 'shape' | 'region' | 'birthDate' | 'check'

/** GB 11643-1999 (ISO 7064 MOD 11-2): the eighteenth sign of the first seventeen digits. */
export const idCheckSign = (body: string): string => {
  let sum = 0
  // The weight of each digit is a power of two modulo 11, from 2^17 at the left to 2^1.
  for (const digit of body) sum = ((sum + Number(digit)) * 2) % 11
  return '10X98765432'.charAt(sum % 11)
}

/**
 * FORM-21: reads an 18-sign citizen identity number (GB 11643-1999). Only its form is checked: that such a
 * person exists, nobody can tell from the number.
 */
export const readIdNumber = (
  text: string,
):
  | { readonly ok: true; readonly value: IdNumber }
  | { readonly ok: false; readonly fault: IdNumberFault } => {
  if (text.length !== 18) return { ok: false, fault: 'length' }
  if (!/^\d{17}[\dX]$/.test(text)) return { ok: false, fault: 'shape' }
  if (!provinces.has(text.slice(0, 2))) return { ok: false, fault: 'region' }
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`
  if (!isDate(birthDate) || birthDate < '1850-01-01') return { ok: false, fault: 'birthDate' }
  if (idCheckSign(text.slice(0, 17)) !== text.charAt(17)) return { ok: false, fault: 'check' }
  const sex = Number(text.charAt(16)) % 2 === 1 ? 'male' : 'female'
  return { ok: true, value: { birthDate, sex, region: text.slice(0, 6) } }
}
