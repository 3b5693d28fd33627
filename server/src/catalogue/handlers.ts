import { normaliseReference } from '@farwindow/shared/case/reference.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { codeOfEdition } from '@farwindow/shared/form/edition.ts'
import type { FormState } from '@farwindow/shared/form/state.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import { servedBetween } from '@farwindow/shared/region/agreement.ts'
import { openAt, windowsFor } from '@farwindow/shared/region/window.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { readRegion } from '../region/handlers.ts'
import type { Region } from '../region/handlers.ts'
import { list, look } from '../store/list.ts'
import { createItemKeeping } from './administer.ts'
import { lookEdition } from './editions.ts'

const contains = (item: Item, text: string): boolean => {
  const wanted = text.trim().toLowerCase()
  const said = [item.name.zh, item.name.en, item.theme.zh, item.theme.en, item.about.zh, ...item.alsoCalled]
  return wanted === '' || said.some((words) => words.toLowerCase().includes(wanted))
}

/** Offices with a window that decide this item for people standing in `from` (anywhere, when that is not known), each once. */
const servedBy = ({ windows, agreements }: Region, item: string, from: string | undefined): string[] =>
  [...new Set(windows.map((window) => window.jurisdiction))].filter(
    (to) =>
      windowsFor(windows, to, item).length > 0 &&
      (from === undefined || servedBetween(agreements, from, to, item)),
  )

/** The form of the visit or case a page is about; null when nothing is under way. */
const underWay = async (
  house: House,
  visitId: string | undefined,
  reference: string | undefined,
): Promise<FormState | null> => {
  const known = reference === undefined ? null : normaliseReference(reference)
  const of = visitId ?? (known === null ? undefined : (await look(house.db, 'case', known))?.visitId)
  return of === undefined ? null : look(house.db, 'form', of)
}

export const createCatalogueHandlers = (house: House): HandlersOf<'catalogue'> => ({
  ...createItemKeeping(house),
  'catalogue.search': async ({ text, all }, { actor }) => {
    const [items, region] = await Promise.all([list(house.db, 'item'), readRegion(house.db)])
    return ok({
      items: items
        .filter(({ state }) => contains(state.value, text))
        .map(({ state: { phase, value } }) => {
          const inService = phase === 'current'
          return {
            ...value,
            servedBy: inService ? servedBy(region, value.code, actor.jurisdiction) : [],
            inService,
          }
        })
        .filter(({ servedBy: offices }) => all === true || offices.length > 0),
    })
  },
  'catalogue.item': async ({ code, to, visitId, reference }, { actor }) => {
    const [kept, region, form] = await Promise.all([
      look(house.db, 'item', code),
      readRegion(house.db),
      underWay(house, visitId ?? actor.visitId, reference),
    ])
    const isUnderWay = form !== null && codeOfEdition(form.definition) === code
    const item = isUnderWay
      ? await lookEdition(house.db, form.definition)
      : kept?.phase === 'current'
        ? kept.value
        : null
    if (item === null) return refuse('notFound', code)
    const windows = to === undefined ? [] : windowsFor(region.windows, to, code)
    return ok({ item, opening: windows.length === 0 ? null : openAt(windows, house.now()) })
  },
})
