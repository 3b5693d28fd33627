import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Low ratings wait among all the cases that are over: a few among very many, looked for by every page of the office. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index subject_low_rating on subject (jurisdiction)
      where kind = 'case' and state->'rating'->>'phase' = 'toFollowUp'`.execute(db)
}
