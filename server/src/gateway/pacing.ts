import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** How long whoever this is has to wait, ms; 0 when it is not too often. Each call counts. */
export type Pacing = (who: string) => Promise<number>

/** Lets through so many `points` in `duration` seconds. */
export const createPacing = (limits: { readonly points: number; readonly duration: number }): Pacing => {
  const limiter = new RateLimiterMemory(limits)
  return async (who) => {
    try {
      await limiter.consume(who)
      return 0
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext)
      throw error
    }
  }
}
