import type { Errands } from '../errands.ts'
import type { House } from '../house.ts'

/** What could not be done is tried again after this, and later and later up to the longest. */
const retryMs = 500
const longestRetryMs = 30_000

/** Follows what is committed of each recording until it is carried out. */
export interface Pursuit {
  follow(id: string): void
  /** Nothing is tried any more; what is being done, is done to its end. */
  close(): void
}

/** `carryOut` says false when it has to be tried again. */
export const openPursuit = (
  { lanes, log }: Pick<House, 'lanes' | 'log'>,
  errands: Errands,
  carryOut: (id: string) => Promise<boolean>,
): Pursuit => {
  const retries = new Map<string, NodeJS.Timeout>()
  let closed = false

  const tryOnce = async (id: string, tries: number): Promise<void> => {
    const done = await carryOut(id).catch((error: unknown) => {
      log.warn({ err: error, id }, 'a recording was not settled; trying again')
      return false
    })
    if (done || closed) return
    const waitMs = Math.min(longestRetryMs, retryMs * 2 ** tries)
    clearTimeout(retries.get(id))
    retries.set(id, setTimeout(() => follow(id, tries + 1), waitMs).unref())
  }
  const follow = (id: string, tries: number): void => {
    clearTimeout(retries.get(id))
    retries.delete(id)
    if (!closed) errands.run(lanes(`recording ${id}`, () => tryOnce(id, tries)))
  }

  return {
    follow: (id) => follow(id, 0),
    close: () => {
      closed = true
      for (const timer of retries.values()) clearTimeout(timer)
    },
  }
}
