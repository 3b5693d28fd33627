/** Asks for leave to go on; refused, it gives the time to wait in ms. */
export type Pace = (who: string, amount?: number) => number

/** Of so many, the one quiet longest is forgotten: its bucket is full again. */
const mostKnown = 10_000

/**
 * How much of something each may do: `most` at once, and `perSecond` in the long run (a bucket that fills up again).
 * Returns 0 and takes it, or the time in ms until there is enough.
 */
export const createPace = (about: {
  readonly now: () => number
  readonly perSecond: number
  readonly most: number
}): Pace => {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>()
  return (who, amount = 1) => {
    const at = about.now()
    const known = buckets.get(who) ?? { left: about.most, at }
    const left = Math.min(about.most, known.left + (Math.max(0, at - known.at) * about.perSecond) / 1_000)
    buckets.delete(who)
    buckets.set(who, { left: left < amount ? left : left - amount, at })
    if (buckets.size > mostKnown) buckets.delete(buckets.keys().next().value ?? who)
    return left < amount ? Math.ceil(((amount - left) * 1_000) / about.perSecond) : 0
  }
}
