/** A time as light and dark cells: twenty bits of it in ms, which come round every 17 minutes, and four to check them. */
const bits = 20
const checkBits = 4
const around = 2 ** bits

const checkOf = (code: number): number => {
  let check = 5
  for (let rest = code; rest > 0; rest = Math.floor(rest / 16)) check = (check * 3 + (rest % 16)) % 16
  return check
}

/** The cells of this time (whole ms since the epoch), the highest bit first. */
export const bitsOf = (atMs: number): readonly boolean[] => {
  const code = atMs % around
  const all = code * 2 ** checkBits + checkOf(code)
  return Array.from({ length: bits + checkBits }, (_, at) => (all >> (bits + checkBits - 1 - at)) % 2 === 1)
}

/** The time that was meant, which is the last such before `nowMs`; null when the cells do not check. */
export const readCode = (isLight: (cell: number) => boolean, nowMs: number): number | null => {
  let all = 0
  for (let at = 0; at < bits + checkBits; at += 1) all = all * 2 + (isLight(at) ? 1 : 0)
  const code = all >> checkBits
  if (all % 2 ** checkBits !== checkOf(code)) return null
  const last = Math.floor(nowMs / around) * around + code
  return last > nowMs ? last - around : last
}
