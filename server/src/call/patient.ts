import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost } from './host.ts'

/** How often, and after what pauses, a host that did not answer is asked again. */
const tries = 20
const pauseMs = 500

const again = async <T>(ask: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
  let outcome = await ask()
  for (let count = 1; count < tries && !outcome.ok && outcome.refusal.code === 'unavailable'; count += 1) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    outcome = await ask()
  }
  return outcome
}

/**
 * The host for streams of calls: one that gave no answer (`unavailable`) is asked again for a while, since nobody
 * else would, and a stream that was not let through would stay away for the whole call. A peer that was lost
 * meanwhile is refused `notFound`, which ends it.
 */
export const patient = (host: MediaHost): MediaHost => ({
  ...host,
  consume: (input) => again(() => host.consume(input)),
  resumeConsumers: (input) => again(() => host.resumeConsumers(input)),
})
