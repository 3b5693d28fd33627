import type { Logger } from 'pino'
import type { Database } from '../store/database.ts'
import type { Kind } from '../store/kinds.ts'
import type { Files } from './files.ts'
import { fileOf, sealedFolder } from './safe.ts'

/** A file's row is written within seconds of its bytes; whatever has none after this has become no file. */
const graceMs = 3_600_000
const everyMs = 3_600_000
/** Keys looked up in one query. */
const batch = 500

interface About {
  readonly db: Database
  readonly files: Files
  readonly now: () => number
  readonly log: Logger
}

const idsAmong = async (
  db: Database,
  { kind, phase }: { readonly kind: Kind; readonly phase: string },
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectFrom('subject')
    .select('id')
    .where('kind', '=', kind)
    .where('phase', '=', phase)
    .where('id', 'in', ids)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/**
 * Deletes sealed bytes that were put in this span (ms since the epoch) and are no file's: nobody could tell whether
 * their commit was written, or a crash came between (RECORD-8). Every deletion is logged. A visit whose key is not
 * in this database is let alone: the directory may be another database's.
 */
export const sweepOrphans = async (
  { db, files, log }: Omit<About, 'now'>,
  span: { readonly from: number; readonly to: number },
): Promise<void> => {
  const put = (await files.putBetween(sealedFolder, span)).flatMap((key) => {
    const of = fileOf(key)
    return of === null ? [] : [{ key, ...of }]
  })
  for (let n = 0; n < put.length; n += batch) {
    const some = put.slice(n, n + batch)
    const visits = await idsAmong(
      db,
      { kind: 'vault', phase: 'kept' },
      some.map(({ visitId }) => visitId),
    )
    const stored = await idsAmong(
      db,
      { kind: 'file', phase: 'stored' },
      some.map(({ fileId }) => fileId),
    )
    for (const { key, visitId, fileId } of some) {
      if (!visits.has(visitId) || stored.has(fileId) || !(await files.delete(key))) continue
      log.warn({ key }, 'sealed bytes that no file names were deleted')
    }
  }
}

/** Sweeps at the start and every hour, until it is closed; a start looks at everything, later sweeps at what is new. */
export const keepSweeping = (about: About): { close(): Promise<void> } => {
  let from = 0
  let running: Promise<void> = Promise.resolve()
  const sweep = (): void => {
    const to = about.now() - graceMs
    running = running
      .then(() => sweepOrphans(about, { from, to }))
      .then(
        () => {
          from = to
        },
        (error: unknown) =>
          about.log.warn({ err: error }, 'left-over bytes could not be looked for; trying again in an hour'),
      )
  }
  sweep()
  const timer = setInterval(sweep, everyMs).unref()
  return {
    close: async () => {
      clearInterval(timer)
      await running
    },
  }
}
