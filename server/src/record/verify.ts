import { createHash } from 'node:crypto'
import { cause, chained, genesis } from '@farwindow/shared/record/event.ts'
import type { Database, EventTable } from '../store/database.ts'
import type { Kind } from '../store/kinds.ts'

/**
 * What the check of a chain found. `changed`: the event does not give its hash. `unlinked`: it does not follow the
 * one before. `missing`: a number is left out. `cutShort`: the subject knows of later events than there are.
 */
export type Verified =
  | { readonly ok: true; readonly events: number; readonly head: string }
  | { readonly ok: false; readonly n: number; readonly why: 'changed' | 'unlinked' | 'missing' | 'cutShort' }

const hashOf = (row: EventTable): string | null => {
  const by = cause.safeParse(row.by)
  if (!by.success) return null
  const { kind, id, n, at, name, data, previous } = row
  return createHash('sha256')
    .update(chained({ kind, id, n, at, by: by.data, name, data, previous }))
    .digest('hex')
}

/** Events and head as they were at one moment. */
const readChain = (db: Database, kind: Kind, id: string) =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (moment) => ({
      events: await moment
        .selectFrom('event')
        .selectAll()
        .where('kind', '=', kind)
        .where('id', '=', id)
        .orderBy('n')
        .execute(),
      subject: await moment
        .selectFrom('subject')
        .select(['version', 'head'])
        .where('kind', '=', kind)
        .where('id', '=', id)
        .executeTakeFirst(),
    }))

/**
 * Checks the hash chain of one subject from its first event to its head (RECORD-1, RECORD-2): the first fault
 * found, or how many events stand and the head's hash. A subject that does not exist has no events.
 */
export const verifyChain = async (db: Database, kind: Kind, id: string): Promise<Verified> => {
  const { events, subject } = await readChain(db, kind, id)
  let head = genesis
  for (const [index, event] of events.entries()) {
    const n = index + 1
    if (event.n !== n) return { ok: false, n, why: 'missing' }
    if (event.previous !== head) return { ok: false, n, why: 'unlinked' }
    if (hashOf(event) !== event.hash) return { ok: false, n, why: 'changed' }
    head = event.hash
  }
  const isWhole = (subject?.version ?? 0) === events.length && (subject?.head ?? genesis) === head
  return isWhole
    ? { ok: true, events: events.length, head }
    : { ok: false, n: events.length + 1, why: 'cutShort' }
}
