import { z } from 'zod'
import type { Item } from '../catalogue/item.ts'
import { bilingual } from '../words/bilingual.ts'

/** A part of what a visit is about: the guide of its item, a paper it asks for, a page of its form. */
export const sheet = z.strictObject({
  kind: z.enum(['guide', 'paper', 'page']),
  /** Of the item, the paper or the page. */
  code: z.string().min(1).max(64),
})
export type Sheet = z.infer<typeof sheet>

/** A sheet as the line of the talk says it. */
export const saidSheet = z.object({ ...sheet.shape, name: bilingual })
export type SaidSheet = z.infer<typeof saidSheet>

/** What the clerk may send of an item, in the order of its guide and form (TALK-11). */
export const sheetsOf = ({ code, name, guide, form }: Item): readonly SaidSheet[] => [
  { kind: 'guide', code, name },
  ...guide.materials.map((each) => ({ kind: 'paper' as const, code: each.code, name: each.name })),
  ...form.pages.map((each) => ({ kind: 'page' as const, code: each.id, name: each.title })),
]

/** That sheet of the item as it is said; undefined when the item has none such. */
export const sheetIn = (item: Item, wanted: Sheet): SaidSheet | undefined =>
  sheetsOf(item).find(({ kind, code }) => kind === wanted.kind && code === wanted.code)
