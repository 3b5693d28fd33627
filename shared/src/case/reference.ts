/**
 * Twenty-three signs nobody mixes up on paper or by ear: no 0 O D Q, 1 I L, 2 with Z, 5 with S, 8 with B, 6 with G,
 * U with V (CASE-8). A prime number of signs lets one check sign find every wrong or exchanged sign.
 */
const signs = '23456789ACEFHJKMNPRTWXY'
const radix = BigInt(signs.length)

const groupsOf4 = (text: string): string => text.replaceAll(/(.{4})(?=.)/g, '$1-')

/** Draws signs evenly: 128 random bits leave less than 2^-70 of unevenness in at most 11 signs. */
const draw = (randomBytes: Uint8Array, length: number): string => {
  if (randomBytes.length < 16) throw new RangeError('a reference needs at least 16 random bytes')
  let left = randomBytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let text = ''
  for (let n = 0; n < length; n += 1) {
    text += signs.charAt(Number(left % radix))
    left /= radix
  }
  return text
}

/** Weights 1, 2, 3 … modulo 23 all differ, so the sum moves when a sign changes or any two change places. */
const weighed = (text: string): number =>
  [...text].reduce((sum, sign, n) => (sum + (n + 1) * signs.indexOf(sign)) % signs.length, 0)

/** The sign that brings the weighed sum to 0: its own weight is 12, and 12 · 2 = 24 ≡ 1 (mod 23). */
const checkSign = (body: string): string =>
  signs.charAt((((signs.length - weighed(body)) % signs.length) * 2) % signs.length)

/** Makes a case reference `XXXX-XXXX-XXXX`, the last sign a check sign, from at least 16 random bytes (CASE-8). */
export const makeReference = (randomBytes: Uint8Array): string => {
  const body = draw(randomBytes, 11)
  return groupsOf4(body + checkSign(body))
}

/**
 * Makes an access code `XXXX-XXXX` (36 bits) from at least 16 random bytes of its own: nothing of it follows from
 * the reference (CASE-9). It carries no check sign, which would help only a guesser.
 */
export const makeAccessCode = (randomBytes: Uint8Array): string => groupsOf4(draw(randomBytes, 8))

/** Signs we never write, each read as the one of ours it looks like. */
const readAs: Readonly<Record<string, string>> = { Z: '2', S: '5', G: '6', B: '8' }

/** What somebody typed, as our signs: full-width forms, small letters, blanks and dashes of any kind forgiven. */
const typed = (text: string): string | null => {
  if (text.length > 40) return null
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_.·−]/gu, '')
  const own = [...bare].map((sign) => readAs[sign] ?? sign).join('')
  return [...own].every((sign) => signs.includes(sign)) ? own : null
}

/** The reference as we write it, from what somebody typed; null when the check sign says it can be none. */
export const normaliseReference = (text: string): string | null => {
  const own = typed(text)
  return own !== null && own.length === 12 && weighed(own) === 0 ? groupsOf4(own) : null
}

/** The access code as we write it, from what somebody typed; null when it can be none. */
export const normaliseAccessCode = (text: string): string | null => {
  const own = typed(text)
  return own !== null && own.length === 8 ? groupsOf4(own) : null
}
