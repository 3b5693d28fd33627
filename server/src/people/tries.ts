import { failed } from '@farwindow/shared/people/person.ts'
import type { Tries } from '@farwindow/shared/people/person.ts'

/** Keys whose wrong tries are remembered here; the oldest is forgotten first. */
const remembered = 10_000

/** Counts wrong tries by what was tried. */
export interface TryCount {
  /** The count, here or as `kept` in the database: another desk may have counted further than this one. */
  of(key: string, kept: Tries | null): Tries
  /** One more on top of `before`; returns the new count. */
  fail(key: string, before: Tries): Tries
  forget(key: string): void
}

/**
 * Counts in memory, alike for what there is and what there is not, so that a lock-out tells nothing of which is which
 * (PEOPLE-2, CASE-14). What there is keeps its count in the database too, written behind the answer: the time an
 * answer takes would tell it as well.
 */
export const createTries = (now: () => number): TryCount => {
  const counts = new Map<string, Tries>()
  return {
    of: (key, kept) => {
      const own = counts.get(key) ?? { failures: 0, lockedUntil: 0 }
      return kept !== null && kept.failures > own.failures ? kept : own
    },
    fail: (key, before) => {
      const { failures, lockedUntil } = failed(before, now())
      counts.delete(key)
      counts.set(key, { failures, lockedUntil })
      const oldest = counts.keys().next()
      if (counts.size > remembered && oldest.done !== true) counts.delete(oldest.value)
      return { failures, lockedUntil }
    },
    forget: (key) => void counts.delete(key),
  }
}
