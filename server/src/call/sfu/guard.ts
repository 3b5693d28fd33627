import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'

/**
 * Runs one call into mediasoup on something that may be closed under our hands, which is refused
 * `unavailable`. Any other error is our own and goes on as one.
 */
export async function whileAlive<T>(alive: () => boolean, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return ok(await work())
  } catch (error) {
    if (alive()) throw error
    return refuse('unavailable')
  }
}

/** The same for a call with parameters from a browser: what mediasoup throws then is the browser’s fault. */
export async function checked<T>(alive: () => boolean, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return ok(await work())
  } catch (error) {
    return alive() ? refuse('malformed', reason(error)) : refuse('unavailable')
  }
}

/** mediasoup names the wrong field. */
const reason = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 200) : 'unknown')
