import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import { openAt } from '@farwindow/shared/region/window.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { readRegion, windowOf } from '../region/handlers.ts'
import type { Region } from '../region/handlers.ts'
import { list, look } from '../store/list.ts'

const contains = (item: Item, text: string): boolean => {
  const wanted = text.trim().toLowerCase()
  const said = [item.name.zh, item.name.en, item.theme.zh, item.theme.en, item.about.zh, ...item.alsoCalled]
  return wanted === '' || said.some((words) => words.toLowerCase().includes(wanted))
}

/** Offices with a window that decide this item for people standing in `from`. */
const servedBy = (region: Region, item: string, from: string | undefined): string[] =>
  region.windows
    .map((window) => window.jurisdiction)
    .filter((to) =>
      region.agreements.some(
        (one) =>
          one.items.includes(item) &&
          one.members.includes(to) &&
          (from === undefined || one.members.includes(from)),
      ),
    )

export const createCatalogueHandlers = (house: House): HandlersOf<'catalogue'> => ({
  'catalogue.search': async ({ text }, { actor }) => {
    const [items, region] = await Promise.all([list(house.db, 'item'), readRegion(house.db)])
    return ok({
      items: items
        .map(({ state }) => state.value)
        .filter((item) => contains(item, text))
        .map((item) => ({ ...item, servedBy: servedBy(region, item.code, actor.jurisdiction) })),
    })
  },
  'catalogue.item': async ({ code, to }) => {
    const [kept, region] = await Promise.all([look(house.db, 'item', code), readRegion(house.db)])
    if (kept === null) return refuse('notFound', code)
    const window = to === undefined ? undefined : windowOf(region, to)
    return ok({ item: kept.value, opening: window === undefined ? null : openAt(window, house.now()) })
  },
})
