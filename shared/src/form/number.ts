/**
 * FORM-23: a decimal text with at most two decimals, counted in hundredths, so that adding is exact;
 * nothing when the text is no such number or too long to be counted exactly.
 */
export const hundredths = (text: string): number | undefined => {
  const parts = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text)
  return parts ? Number(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`) : undefined
}

/** The check of bank card numbers (ISO/IEC 7812-1, Luhn), 12 to 19 digits. */
export const isBankCard = (text: string): boolean => {
  if (!/^\d{12,19}$/.test(text)) return false
  const sum = [...text].toReversed().reduce((total, sign, index) => {
    const digit = Number(sign) * (index % 2 === 0 ? 1 : 2)
    return total + (digit > 9 ? digit - 9 : digit)
  }, 0)
  return sum % 10 === 0
}

/** A mobile number of mainland China. */
export const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(text)
