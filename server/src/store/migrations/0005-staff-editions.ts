import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Staff are changed from the edition the administrator saw; whoever is there already is of the first. */
export const up = async <Tables>(db: Kysely<Tables>): Promise<void> => {
  await sql`
    update subject set state = jsonb_set(state, '{edition}', '1')
      where kind = 'person' and not state ? 'edition'`.execute(db)
}
