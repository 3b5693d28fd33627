const everyMs = 20

/**
 * How late this process itself was since the call, ms, as long as it is asked: what a busy machine adds to every time
 * that is measured here, and a rule on how soon something is told does not mean.
 */
export const lateness = (): (() => number) => {
  let late = 0
  let expectedAt = performance.now() + everyMs
  const look = (): void => {
    const now = performance.now()
    late += Math.max(0, now - expectedAt)
    expectedAt = now + everyMs
  }
  const timer = setInterval(look, everyMs)
  return () => {
    look()
    clearInterval(timer)
    return late
  }
}

/** How long this process was held up within a stretch of time, ms: who is simulated in it said nothing meanwhile. */
export interface Stalls {
  within(stretch: { readonly fromAt: number; readonly toAt: number }): number
  close(): void
}

/** What was to be seen at one end of a stretch may be dated so much off. */
const offMs = 300

/** Watches from now on. Times are ms since the epoch. */
export const watchStalls = (): Stalls => {
  const stalls: { readonly at: number; readonly ms: number }[] = []
  let lookedAt = Date.now()
  const timer = setInterval(() => {
    const ms = Date.now() - lookedAt - everyMs
    lookedAt = Date.now()
    if (ms > everyMs) stalls.push({ at: lookedAt, ms })
  }, everyMs)
  return {
    within: ({ fromAt, toAt }) =>
      stalls.reduce((sum, { at, ms }) => {
        const overlap = Math.min(at, toAt + offMs) - Math.max(at - ms, fromAt - offMs)
        return sum + Math.max(0, overlap)
      }, 0),
    close: () => clearInterval(timer),
  }
}
