import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { Database } from '../store/database.ts'
import { look } from '../store/list.ts'

/** An administrator's change of a form reaches those who are filling it in this late at most. */
const freshMs = 5_000

/** The form of an item, or null. */
export type Definitions = (item: string) => Promise<FormDefinition | null>

/**
 * Remembers forms for a few seconds: a definition is long, and every keystroke needs it. It is not held by the
 * commits of edits, or all forms of one item in the country would queue for its row.
 */
export const createDefinitions = (about: {
  readonly db: Database
  readonly now: () => number
}): Definitions => {
  const known = new Map<string, { readonly definition: FormDefinition; readonly readAt: number }>()
  return async (item) => {
    const found = known.get(item)
    if (found !== undefined && about.now() - found.readAt < freshMs) return found.definition
    const kept = await look(about.db, 'item', item)
    if (kept === null) return null
    known.set(item, { definition: kept.value.form, readAt: about.now() })
    return kept.value.form
  }
}
