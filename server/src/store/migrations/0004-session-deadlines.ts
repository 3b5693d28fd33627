import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Sessions begun before they had a deadline get theirs. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    update subject set due_at = (state->>'expiresAt')::bigint
      where kind = 'session' and phase = 'live'`.execute(db)
}
