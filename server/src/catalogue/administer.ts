import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { editionOf } from '@farwindow/shared/form/edition.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import { canonical } from '@farwindow/shared/record/event.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { keep } from '../region/keep.ts'
import type { Work } from '../store/commit.ts'
import { list } from '../store/list.ts'

type Keeping = Pick<
  HandlersOf<'catalogue'>,
  'catalogue.overview' | 'catalogue.edit' | 'catalogue.saveItem' | 'catalogue.setService'
>

/** What a visit or case that began under an edition goes by: the guide and the form, whatever number they carry. */
const substance = ({ guide, form }: Item): string => canonical({ guide, form: { ...form, version: 0 } })

/**
 * CATALOGUE-4: a change of guide or form is the next edition, numbered here; the one before it is put aside for
 * what was begun with it. Other changes (names, theme, other names) keep the edition.
 */
const publish = async (work: Work, base: number, given: Item) => {
  const { code } = given
  const before = await work.load('item', code)
  const published = before?.state.value
  const isChanged = published !== undefined && substance(published) !== substance(given)
  const edition = (published?.form.version ?? 0) + (published === undefined || isChanged ? 1 : 0)
  const value: Item = { ...given, form: { ...given.form, version: edition } }
  const phase = before?.state.phase ?? 'current'
  const { version } = await keep(work, { kind: 'item', id: code, base }, { phase, value }, value)
  if (isChanged) {
    const event = { name: 'superseded', data: { by: edition } }
    work.create('edition', editionOf(published.form), { phase: 'current', value: published }, event)
  }
  return { version, edition }
}

/** What the administrator does with items. */
export const createItemKeeping = (house: House): Keeping => ({
  'catalogue.overview': async () => {
    const items = await list(house.db, 'item')
    return ok({
      items: items.map(({ version, state: { phase, value } }) => ({
        ...value,
        inService: phase === 'current',
        edition: value.form.version,
        version,
      })),
    })
  },
  'catalogue.edit': ({ code }, { cause }) =>
    house.commit({ by: cause.by }, async (work) => {
      const { version, state } = await work.need('item', code)
      return { item: { version, value: state.value } }
    }),
  'catalogue.saveItem': ({ base, item }, asking) =>
    house.commit(asking.cause, (work) => publish(work, base, item)),
  'catalogue.setService': ({ base, code, inService }, asking) =>
    house.commit(asking.cause, async (work) => {
      const { value } = (await work.need('item', code)).state
      const phase = inService ? 'current' : 'withdrawn'
      return keep(work, { kind: 'item', id: code, base }, { phase, value }, { inService })
    }),
})
