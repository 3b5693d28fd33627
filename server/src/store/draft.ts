import { createHash } from 'node:crypto'
import { chained, genesis } from '@farwindow/shared/record/event.ts'
import type { EventCause, RecordedEvent } from '@farwindow/shared/record/event.ts'
import type { Announcement } from './announcement.ts'
import type { Belonging, Happening, Loaded, Work } from './commit.ts'
import { kinds } from './kinds.ts'
import type { Kind, State } from './kinds.ts'
import { Refused } from './refused.ts'

/** A subject's row as it was read or written last. */
export interface Row {
  readonly version: number
  readonly jurisdiction: string | null
  readonly visit_id: string | null
  readonly state: unknown
  readonly head: string
}

/** A subject as it is to be written. */
export interface Saved {
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

/** What a work has read, and what it wants written: nothing of it has happened yet. */
export interface Draft {
  readonly read: Map<string, Row | null>
  readonly saved: Map<string, Saved>
  readonly events: RecordedEvent[]
  readonly announcements: Announcement[]
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
export const keyOf = (kind: Kind, id: string): string => `${kind}/${id}`

/** An empty draft. */
export const newDraft = (): Draft => ({ read: new Map(), saved: new Map(), events: [], announcements: [] })

/** The hands of a work on its draft. `read` fetches a subject's row, from memory or the database. */
export const draftWork = (
  draft: Draft,
  read: (kind: Kind, id: string) => Promise<Row | null>,
  at: number,
  by: EventCause,
): Work => {
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

/** Read but not written: their versions must not have moved either. */
export const held = (draft: Draft) =>
  [...draft.read]
    .filter(([key, row]) => row !== null && !draft.saved.has(key))
    .map(([key, row]) => {
      const cut = key.indexOf('/')
      return { kind: key.slice(0, cut), id: key.slice(cut + 1), version: row?.version }
    })

/** Every commit takes its locks in one order, so two never wait for each other. */
export const inLockOrder = (a: Saved, b: Saved): number =>
  keyOf(a.kind, a.id) < keyOf(b.kind, b.id) ? -1 : 1
