import type { Database } from './database.ts'
import type { Kind, State } from './kinds.ts'

export interface Listed<K extends Kind> {
  readonly id: string
  readonly state: State<K>
  readonly visitId: string | null
  readonly version: number
}

interface Wanted {
  readonly phases?: readonly string[]
  readonly jurisdiction?: string | undefined
  readonly visitId?: string
  readonly limit?: number
  /** The last changed first. */
  readonly latest?: boolean
}

/** Subjects of a kind as they are now, oldest first unless the latest are wanted. For reading only: to change one, `load` it in a commit. */
export const list = async <K extends Kind>(
  db: Database,
  kind: K,
  wanted: Wanted = {},
): Promise<Listed<K>[]> => {
  let query = db
    .selectFrom('subject')
    .select(['id', 'state', 'visit_id', 'version'])
    .where('kind', '=', kind)
    .orderBy(wanted.latest === true ? 'updated_at' : 'created_at', wanted.latest === true ? 'desc' : 'asc')
    .orderBy('id')
    .limit(wanted.limit ?? 20_000)
  if (wanted.phases !== undefined) query = query.where('phase', 'in', wanted.phases)
  if (wanted.jurisdiction !== undefined) query = query.where('jurisdiction', '=', wanted.jurisdiction)
  if (wanted.visitId !== undefined) query = query.where('visit_id', '=', wanted.visitId)
  const rows = await query.execute()
  // Written by `commit` only, with a state of this kind.
  return rows.map((row) => ({
    id: row.id,
    state: row.state as State<K>,
    visitId: row.visit_id,
    version: row.version,
  }))
}

/** One subject as it is now, or null. */
export const look = async <K extends Kind>(db: Database, kind: K, id: string): Promise<State<K> | null> => {
  const row = await db
    .selectFrom('subject')
    .select('state')
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : (row.state as State<K>)
}
