import { sql } from 'kysely'
import { canonical } from '@farwindow/shared/record/event.ts'
import type { EventCause } from '@farwindow/shared/record/event.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { Announcement } from './announcement.ts'
import { answeredBefore, repeated } from './answered.ts'
import type { Written } from './answered.ts'
import type { Database } from './database.ts'
import type { Kind, State } from './kinds.ts'
import { Refused } from './refused.ts'
import { isAway, isConflict } from './away.ts'
import { draftWork, held, inLockOrder, keyOf, newDraft, sha256 } from './draft.ts'
import type { Draft, Row } from './draft.ts'

/** A subject as it was read: what `save` builds on. */
export interface Loaded<K extends Kind> {
  readonly kind: K
  readonly id: string
  readonly version: number
  readonly state: State<K>
  readonly head: string
}

/** Where a subject belongs: for lists and for who may see it. */
export interface Belonging {
  readonly jurisdiction?: string | undefined
  readonly visitId?: string | undefined
}

export interface Happening {
  readonly name: string
  readonly data?: unknown
}

/** What a handler does its work with: reads, changes of subjects, and what to announce once it is committed. */
export interface Work {
  readonly at: number
  /** The subject, or null. Its version is held: if it moves before the commit, the work runs again. */
  load<K extends Kind>(kind: K, id: string): Promise<Loaded<K> | null>
  /** As `load`, but refuses `notFound`. */
  need<K extends Kind>(kind: K, id: string): Promise<Loaded<K>>
  create<K extends Kind>(kind: K, id: string, state: State<K>, event: Happening, belonging?: Belonging): void
  save<K extends Kind>(loaded: Loaded<K>, next: State<K>, event: Happening): void
  /** An event that changes no state: a look at a file, a note. */
  note<K extends Kind>(loaded: Loaded<K>, event: Happening): void
  announce(announcement: Announcement): void
  /** The value of an outcome; a refusal ends the work, and nothing is written. */
  must<T>(outcome: Outcome<T>): T
  refuse(refusal: Refusal): never
}

/** Why this commit happens. With a `request`, its answer is kept and given again when it is repeated. */
export interface Cause {
  readonly by: EventCause
  readonly request?: { readonly id: string; readonly name: string; readonly inputHash: string }
}

/** What a commit did, told after it and in its order. */
export interface Committed {
  readonly changed: readonly Changed[]
  readonly announcements: readonly Announcement[]
  /** The earliest deadline that was set. */
  readonly dueAt: number | null
}

/** A subject and its new state. */
export type Changed = {
  [K in Kind]: { readonly kind: K; readonly id: string; readonly state: State<K> }
}[Kind]

export type Commit = <T>(cause: Cause, work: (w: Work) => Promise<T>) => Promise<Outcome<T>>

/** Tries of one work; from the second on each waits a little, not all the same time. */
const attempts = 24
const backOffMs = 4

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const cacheSize = 20_000

/** Hash of a request's input: the same request id with other input is refused `repeatedDifferently`. */
export const inputHash = (input: unknown): string => sha256(canonical(input))

/**
 * Makes the one way to write. The work runs against versions it read (from memory where this process wrote
 * last) and is written by one call in one transaction; if any version moved, it runs again on fresh rows.
 * `committed` hears what changed, after the commit.
 */
export const createCommit = (about: {
  readonly db: Database
  readonly now: () => number
  readonly committed: (done: Committed) => void
}): Commit => {
  const cache = new Map<string, Row>()

  const remember = (key: string, row: Row): void => {
    cache.delete(key)
    cache.set(key, row)
    if (cache.size <= cacheSize) return
    const oldest = cache.keys().next()
    if (oldest.done !== true) cache.delete(oldest.value)
  }

  const read = async (kind: Kind, id: string): Promise<Row | null> => {
    const known = cache.get(keyOf(kind, id))
    if (known !== undefined) return known
    const row = await about.db
      .selectFrom('subject')
      .select(['version', 'jurisdiction', 'visit_id', 'state', 'head'])
      .where('kind', '=', kind)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return null
    remember(keyOf(kind, id), row)
    return row
  }

  /** Writes the draft; the first answer when this request was answered before; 'conflict' when a version moved. */
  const flush = async (draft: Draft, cause: Cause, answer: unknown, at: number) => {
    const session = cause.by.sessionId
    const batch = {
      ...(cause.request === undefined || session === undefined
        ? {}
        : {
            answered: {
              sessionId: session,
              requestId: cause.request.id,
              request: cause.request.name,
              inputHash: cause.request.inputHash,
              answer: answer ?? null,
              at,
            },
          }),
      held: held(draft),
      saved: [...draft.saved.values()].sort(inLockOrder),
      events: draft.events,
    }
    try {
      const result = await sql<{
        done: Written
      }>`select commit_batch(${JSON.stringify(batch)}::jsonb) as done`.execute(about.db)
      return result.rows[0]?.done ?? { outcome: 'conflict' as const }
    } catch (error) {
      if (isConflict(error)) return { outcome: 'conflict' as const }
      throw error
    }
  }

  const attempt = async <T>(
    cause: Cause,
    work: (w: Work) => Promise<T>,
  ): Promise<Outcome<T> | 'conflict'> => {
    const at = about.now()
    const draft = newDraft()
    const value = await work(draftWork(draft, read, at, cause.by))
    if (draft.saved.size > 0 || cause.request !== undefined) {
      const written = await flush(draft, cause, value, at)
      if (written.outcome === 'conflict') {
        for (const key of draft.read.keys()) cache.delete(key)
        return 'conflict'
      }
      if (written.outcome === 'repeated') return repeated<T>(cause, written)
    }
    for (const saved of draft.saved.values()) {
      const { version, jurisdiction, visitId, state, head } = saved
      const newest = cache.get(keyOf(saved.kind, saved.id))
      // Two commits may come back in the other order; the newer row stays.
      if (newest === undefined || newest.version < version)
        remember(keyOf(saved.kind, saved.id), { version, jurisdiction, visit_id: visitId, state, head })
    }
    const due = [...draft.saved.values()].flatMap((saved) => saved.dueAt ?? [])
    about.committed({
      // `put` ties each state to its kind.
      changed: [...draft.saved.values()].map(({ kind, id, state }) => ({ kind, id, state }) as Changed),
      announcements: draft.announcements,
      dueAt: due.length === 0 ? null : Math.min(...due),
    })
    return ok(value)
  }

  /** Runs the work until no version moved under it. */
  const persist = async <T>(cause: Cause, work: (w: Work) => Promise<T>): Promise<Outcome<T>> => {
    try {
      for (let n = 0; n < attempts; n += 1) {
        const outcome = await attempt(cause, work)
        if (outcome !== 'conflict') return outcome
        await pause(Math.random() * backOffMs * Math.min(n, 8))
      }
      return { ok: false, refusal: { code: 'conflict' } }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return (await answeredBefore<T>(about.db, cause)) ?? { ok: false, refusal: error.refusal }
    }
  }

  return async (cause, work) => {
    try {
      return await persist(cause, work)
    } catch (error) {
      if (isAway(error)) return { ok: false, refusal: { code: 'unavailable', retryAfterMs: 1_000 } }
      throw error
    }
  }
}
