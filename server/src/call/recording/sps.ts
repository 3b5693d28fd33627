/** Reads bits from the left; beyond the end there are zeros, counted by `over`. */
const bitsOf = (bytes: Buffer) => {
  let at = 0
  const bit = (): number => {
    const value = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
    at += 1
    return value
  }
  const take = (count: number): number => {
    let value = 0
    for (let left = count; left > 0; left -= 1) value = value * 2 + bit()
    return value
  }
  /** Exp-Golomb (ITU-T H.264, 9.1). */
  const ue = (): number => {
    let zeros = 0
    while (zeros < 32 && at < 8 * bytes.length && bit() === 0) zeros += 1
    return 2 ** zeros - 1 + take(zeros)
  }
  const se = (): number => {
    const code = ue()
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2
  }
  return { take, ue, se, isOver: () => at > 8 * bytes.length }
}
type Bits = ReturnType<typeof bitsOf>

/** Without the bytes that keep start codes from appearing (7.4.1). */
const unescaped = (unit: Buffer): Buffer =>
  Buffer.from(unit.filter((byte, at) => !(byte === 3 && at >= 2 && unit[at - 1] === 0 && unit[at - 2] === 0)))

const skipScalingList = (bits: Bits, size: number): void => {
  let next = 8
  for (let last = 8, left = size; left > 0 && next !== 0; left -= 1) {
    next = (last + bits.se() + 256) % 256
    last = next === 0 ? last : next
  }
}

/** Profiles whose parameter sets tell about chroma. */
const high = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135])

/** Reads up to the order count; answers the chroma format. */
const readChroma = (bits: Bits, profile: number): number => {
  if (!high.has(profile)) return 1
  const chroma = bits.ue()
  if (chroma === 3) bits.take(1)
  bits.ue()
  bits.ue()
  bits.take(1)
  if (bits.take(1) === 1)
    for (let list = 0; list < (chroma === 3 ? 12 : 8); list += 1)
      if (bits.take(1) === 1) skipScalingList(bits, list < 6 ? 16 : 64)
  return chroma
}

const skipOrderCount = (bits: Bits): void => {
  const type = bits.ue()
  if (type === 0) bits.ue()
  if (type !== 1) return
  bits.take(1)
  bits.se()
  bits.se()
  for (let left = Math.min(255, bits.ue()); left > 0; left -= 1) bits.se()
}

/** Width and height that a sequence parameter set tells of (ITU-T H.264, 7.3.2.1.1). Null when it makes no sense. */
export const spsSize = (unit: Buffer): { width: number; height: number } | null => {
  const bits = bitsOf(unescaped(unit).subarray(1))
  const profile = bits.take(8)
  bits.take(16)
  bits.ue()
  const chroma = readChroma(bits, profile)
  bits.ue()
  skipOrderCount(bits)
  bits.ue()
  bits.take(1)
  const across = bits.ue() + 1
  const down = bits.ue() + 1
  const fields = 2 - bits.take(1)
  if (fields === 2) bits.take(1)
  bits.take(1)
  const [left, right, top, bottom] =
    bits.take(1) === 1 ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0]
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1
  const unitY = (chroma === 1 ? 2 : 1) * fields
  const width = 16 * across - unitX * (left + right)
  const height = 16 * down * fields - unitY * (top + bottom)
  const sane = width > 0 && height > 0 && width <= 16_384 && height <= 16_384
  return sane && !bits.isOver() ? { width, height } : null
}
