import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { codeOfEdition, editionOf } from '@farwindow/shared/form/edition.ts'
import type { FormState } from '@farwindow/shared/form/state.ts'
import type { Work } from '../store/commit.ts'
import type { Database } from '../store/database.ts'
import { look } from '../store/list.ts'

/** An item as it was published under this edition of its form, in service or not; null when there never was one. */
export const lookEdition = async (db: Database, edition: string): Promise<Item | null> => {
  const item = await look(db, 'item', codeOfEdition(edition))
  if (item !== null && editionOf(item.value.form) === edition) return item.value
  return (await look(db, 'edition', edition))?.value ?? null
}

/** The item a form was begun for, guide and form as they were then, for a commit (CATALOGUE-4); refuses `notFound`. */
export const itemOf = async (work: Work, { definition }: Pick<FormState, 'definition'>): Promise<Item> => {
  const item = await work.need('item', codeOfEdition(definition))
  if (editionOf(item.state.value.form) === definition) return item.state.value
  return (await work.need('edition', definition)).state.value
}
