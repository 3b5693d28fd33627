/** GB 32100-2015: digits and capital letters without I, O, S, V, Z. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The eighteenth sign of the first seventeen; nothing when one of them is not allowed. */
const creditCheckSign = (body: string): string | undefined => {
  let sum = 0
  let weight = 1
  for (const sign of body) {
    const value = signs.indexOf(sign)
    if (value < 0) return undefined
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return signs.charAt((31 - (sum % 31)) % 31)
}

type CreditCodeFault = 'length' | 'shape' | 'check'

/** FORM-22: what is wrong with a unified social credit code (GB 32100-2015); nothing when its form is right. */
export const creditCodeFault = (text: string): CreditCodeFault | undefined => {
  if (text.length !== 18) return 'length'
  // Registering department, kind of body, six digits of GB/T 2260, nine signs of the body, check sign.
  if (!/^[1-9ANY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return 'shape'
  return creditCheckSign(text.slice(0, 17)) === text.charAt(17) ? undefined : 'check'
}
