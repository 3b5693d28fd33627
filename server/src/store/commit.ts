import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonical, chained, genesis } from '@farwindow/shared/record/event.ts'
import type { EventCause, RecordedEvent } from '@farwindow/shared/record/event.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { Announcement } from './announcement.ts'
import { answeredBefore, repeated } from './answered.ts'
import type { Written } from './answered.ts'
import type { Database } from './database.ts'
import { kinds } from './kinds.ts'
import type { Kind, State } from './kinds.ts'
import { Refused } from './refused.ts'
import { isAway, isConflict } from './away.ts'

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

interface Happening {
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

interface Row {
  readonly version: number
  readonly jurisdiction: string | null
  readonly visit_id: string | null
  readonly state: unknown
  readonly head: string
}

interface Saved {
  kind: Kind
  id: string
  version: number
  phase: string
  jurisdiction: string | null
  visitId: string | null
  dueAt: number | null
  state: unknown
  head: string
  at: number
}

interface Draft {
  readonly read: Map<string, Row | null>
  readonly saved: Map<string, Saved>
  readonly events: RecordedEvent[]
  readonly announcements: Announcement[]
}

const attempts = 8
const cacheSize = 20_000
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const keyOf = (kind: Kind, id: string): string => `${kind}/${id}`

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

  const draftWork = (draft: Draft, at: number, by: EventCause): Work => {
    const append = (kind: Kind, id: string, version: number, previous: string, event: Happening): string => {
      const data: unknown = event.data === undefined ? {} : event.data
      const unsealed = { kind, id, n: version, at, by, name: event.name, data, previous }
      const hash = sha256(chained(unsealed))
      draft.events.push({ ...unsealed, hash })
      return hash
    }
    const put = <K extends Kind>(
      kind: K,
      id: string,
      state: State<K>,
      event: Happening,
      before: Row | null,
      belonging?: Belonging,
    ) => {
      const earlier = draft.saved.get(keyOf(kind, id))
      if (earlier !== undefined) throw new Error(`${kind} is written twice in one commit`)
      const version = (before?.version ?? 0) + 1
      draft.saved.set(keyOf(kind, id), {
        kind,
        id,
        version,
        phase: kinds[kind].phaseOf(state),
        jurisdiction: before === null ? (belonging?.jurisdiction ?? null) : before.jurisdiction,
        visitId: before === null ? (belonging?.visitId ?? null) : before.visit_id,
        dueAt: kinds[kind].dueAt(state),
        state,
        head: append(kind, id, version, before?.head ?? genesis, event),
        at,
      })
    }
    const known = (loaded: Loaded<Kind>): Row => {
      const row = draft.read.get(keyOf(loaded.kind, loaded.id))
      if (row === null || row === undefined) throw new Error(`${loaded.kind} was not loaded by this work`)
      return row
    }
    const work: Work = {
      at,
      load: async (kind, id) => {
        const key = keyOf(kind, id)
        const row = draft.read.get(key) ?? (await read(kind, id))
        draft.read.set(key, row)
        if (row === null) return null
        // Written only by `put`, with a state of this kind: the one cast of the store.
        return { kind, id, version: row.version, state: row.state as State<typeof kind>, head: row.head }
      },
      need: async (kind, id) => (await work.load(kind, id)) ?? work.refuse({ code: 'notFound' }),
      create: (kind, id, state, event, belonging) => put(kind, id, state, event, null, belonging),
      save: (loaded, next, event) => put(loaded.kind, loaded.id, next, event, known(loaded)),
      note: (loaded, event) => put(loaded.kind, loaded.id, loaded.state, event, known(loaded)),
      announce: (announcement) => void draft.announcements.push(announcement),
      must: (outcome) => (outcome.ok ? outcome.value : work.refuse(outcome.refusal)),
      refuse: (refusal) => {
        throw new Refused(refusal)
      },
    }
    return work
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
    const draft: Draft = { read: new Map(), saved: new Map(), events: [], announcements: [] }
    const value = await work(draftWork(draft, at, cause.by))
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

/** Read but not written: their versions must not have moved either. */
const held = (draft: Draft) =>
  [...draft.read]
    .filter(([key, row]) => row !== null && !draft.saved.has(key))
    .map(([key, row]) => {
      const cut = key.indexOf('/')
      return { kind: key.slice(0, cut), id: key.slice(cut + 1), version: row?.version }
    })

/** Every commit takes its locks in one order, so two never wait for each other. */
const inLockOrder = (a: Saved, b: Saved): number => (keyOf(a.kind, a.id) < keyOf(b.kind, b.id) ? -1 : 1)
