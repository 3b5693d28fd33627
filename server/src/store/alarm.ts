import type { Logger } from 'pino'
import type { Database } from './database.ts'
import type { Kind } from './kinds.ts'

/** The longest sleep, if nothing else is said. */
const usualSleepMs = 5_000
const retryMs = 1_000
const batch = 100

export interface Alarm {
  /** A deadline was set or moved to `at` (ms since the epoch). */
  expect(at: number): void
  close(): Promise<void>
}

/**
 * Wakes subjects whose `due_at` has come: `ring` sends each its `due` event, which moves the deadline or ends
 * the state. The database is the only memory, so a restart forgets nothing.
 */
export const createAlarm = (about: {
  readonly db: Database
  readonly now: () => number
  readonly ring: (kind: Kind, id: string) => Promise<void>
  readonly log: Logger
  /** Deadlines set by another process, and steps of the clock, are seen this late at most. */
  readonly longestSleepMs?: number | undefined
}): Alarm => {
  const { longestSleepMs = usualSleepMs } = about
  let timer: NodeJS.Timeout | null = null
  let wakesAt = Infinity
  /** The earliest deadline heard of while the due ones are rung. */
  let expectedAt = Infinity
  let closed = false
  let running: Promise<void> = Promise.resolve()

  const sleep = (ms: number): void => {
    if (closed) return
    if (timer !== null) clearTimeout(timer)
    wakesAt = about.now() + ms
    timer = setTimeout(wake, ms)
  }

  const ringAll = async (): Promise<number> => {
    const due = await about.db
      .selectFrom('subject')
      .select(['kind', 'id'])
      .where('due_at', '<=', about.now())
      .orderBy('due_at')
      .limit(batch)
      .execute()
    for (const { kind, id } of due) {
      // Written by `commit` only, so it is one of ours.
      await about.ring(kind as Kind, id)
    }
    const next = await about.db
      .selectFrom('subject')
      .select((row) => row.fn.min('due_at').as('at'))
      .executeTakeFirst()
    const at = next?.at ?? null
    return at === null
      ? longestSleepMs
      : Math.min(longestSleepMs, Math.max(due.length > 0 ? 20 : 5, at - about.now()))
  }

  const wake = (): void => {
    timer = null
    expectedAt = Infinity
    const rest = (ms: number): void => sleep(Math.min(ms, Math.max(0, expectedAt - about.now())))
    running = ringAll().then(rest, (error: unknown) => {
      about.log.warn({ err: error }, 'deadlines could not be read; trying again')
      sleep(retryMs)
    })
  }

  sleep(0)
  return {
    expect: (at) => {
      if (timer === null) expectedAt = Math.min(expectedAt, at)
      else if (at < wakesAt) sleep(Math.max(0, at - about.now()))
    },
    close: async () => {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}
