import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * A form names the edition it was begun with (CATALOGUE-4). Until now it named the item alone, and an item could not
 * be changed: all of them were begun with the item's own, whose definition stands in the item still.
 */
export const up = async <Tables>(db: Kysely<Tables>): Promise<void> => {
  await sql`
    update subject as form
    set state = jsonb_set(form.state, '{definition}', to_jsonb((form.state->>'definition') || '/' || (item.state#>>'{value,form,version}')))
    from subject as item
    where form.kind = 'form' and position('/' in form.state->>'definition') = 0
      and item.kind = 'item' and item.id = form.state->>'definition'
  `.execute(db)
}
