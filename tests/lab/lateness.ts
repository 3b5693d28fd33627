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
