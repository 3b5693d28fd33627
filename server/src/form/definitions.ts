import { editionOf } from '@farwindow/shared/form/edition.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FormState } from '@farwindow/shared/form/state.ts'
import { lookEdition } from '../catalogue/editions.ts'
import type { Database } from '../store/database.ts'

/** More editions than are filled in at one time; the one asked for longest ago goes first. */
const remembered = 200

/** The definition a form was begun with, or null. */
export type Definitions = (form: Pick<FormState, 'definition'>) => Promise<FormDefinition | null>

/**
 * Remembers definitions: each is long, every keystroke needs one, and an edition never changes (CATALOGUE-4). They are
 * not held by the commits of edits, or all forms of one item in the country would queue for its row.
 */
export const createDefinitions = (about: { readonly db: Database }): Definitions => {
  const known = new Map<string, FormDefinition>()
  return async ({ definition }) => {
    const found = known.get(definition) ?? (await lookEdition(about.db, definition))?.form
    if (found === undefined) return null
    known.delete(definition)
    known.set(editionOf(found), found)
    if (known.size > remembered) known.delete(known.keys().next().value ?? definition)
    return found
  }
}
