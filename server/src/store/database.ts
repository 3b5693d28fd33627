import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'

/** bigint columns are milliseconds since the epoch: they fit a number. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)

export interface SubjectTable {
  kind: string
  id: string
  version: number
  phase: string
  jurisdiction: string | null
  visit_id: string | null
  due_at: number | null
  state: unknown
  head: string
  created_at: number
  updated_at: number
}

export interface EventTable {
  kind: string
  id: string
  n: number
  at: number
  by: unknown
  name: string
  data: unknown
  previous: string
  hash: string
}

export interface AnsweredTable {
  session_id: string
  request_id: string
  request: string
  input_hash: string
  answer: unknown
  at: number
}

export interface Tables {
  subject: SubjectTable
  event: EventTable
  answered: AnsweredTable
}

export type Database = Kysely<Tables>

/** Opens a pool on `url`. A lost server is logged and healed by the pool; the caller destroys it at the end. */
export const openDatabase = (url: string, log: Logger): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 5_000,
    types,
  })
  // Without listeners a backend that dies takes the process with it: the pool hears of idle connections only.
  const lost = (error: Error): void => log.warn({ err: error.message }, 'a database connection was lost')
  pool.on('error', lost)
  pool.on('connect', (client) => void client.on('error', lost))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
