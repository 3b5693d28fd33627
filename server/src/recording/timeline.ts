import { z } from 'zod'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { groupAt, locate } from '@farwindow/shared/form/field.ts'
import type { FormState } from '@farwindow/shared/form/state.ts'
import { condense, whatOf } from '@farwindow/shared/recording/happened.ts'
import type { Happened } from '@farwindow/shared/recording/happened.ts'
import type { Over } from '@farwindow/shared/recording/state.ts'
import type { Bilingual } from '@farwindow/shared/words/bilingual.ts'
import { lookEdition } from '../catalogue/editions.ts'
import type { House } from '../house.ts'
import { list, look } from '../store/list.ts'

/** All the time line needs of an event: never a value. */
const about = z.object({
  path: z.string().optional(),
  group: z.string().optional(),
})

/** What a field or paper is called. */
const labelOf = (
  { path, group }: z.output<typeof about>,
  item: Item | null,
  form: FormState | null,
): Bilingual | undefined => {
  if (item === null || form === null) return undefined
  if (group !== undefined) return groupAt(item.form, group)?.label
  return path === undefined ? undefined : locate(item.form, form.rows, path)?.field.label
}

/** What happened in the call while it was recorded, in its order: form, papers, identity check, lines said. */
export const timelineOf = async (house: House, state: Over): Promise<Happened[]> => {
  const { db } = house
  const [form, files, visit] = await Promise.all([
    look(db, 'form', state.visitId),
    list(db, 'file', { visitId: state.visitId }),
    look(db, 'visit', state.visitId),
  ])
  const item = form === null ? null : await lookEdition(db, form.definition)
  const fileOf = new Map(files.map(({ id, state: file }) => [id, file]))
  const ids = [
    state.id,
    state.visitId,
    ...fileOf.keys(),
    ...(visit?.reference === undefined ? [] : [visit.reference]),
  ]
  const rows = await db
    .selectFrom('event')
    .select(['kind', 'id', 'at', 'name', 'data'])
    .where('kind', 'in', ['call', 'form', 'identity', 'file', 'case'])
    .where('id', 'in', ids)
    .where('at', '>=', state.consentedAt)
    .where('at', '<=', state.endedAt)
    .orderBy('at')
    .orderBy('n')
    .execute()
  const happened = rows.flatMap(({ kind, id, at, name, data }): Happened[] => {
    const file = fileOf.get(id)
    const what = whatOf({ kind, name }, file?.purpose)
    if (what === null) return []
    const paper = item?.guide.materials.find(({ code }) => code === file?.material)?.name
    const label = paper ?? labelOf(about.safeParse(data).data ?? {}, item, form)
    return [{ at, what, ...(label === undefined ? {} : { label }) }]
  })
  return condense(happened)
}
