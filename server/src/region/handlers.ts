import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { Agreement } from '@farwindow/shared/region/agreement.ts'
import type { Jurisdiction } from '@farwindow/shared/region/jurisdiction.ts'
import type { ServiceWindow } from '@farwindow/shared/region/window.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Database } from '../store/database.ts'
import { list } from '../store/list.ts'
import { keep } from './keep.ts'

/** What the office's rules are now. */
export interface Region {
  readonly jurisdictions: readonly Jurisdiction[]
  readonly agreements: readonly Agreement[]
  readonly windows: readonly ServiceWindow[]
}

/** Reads jurisdictions, agreements and windows. */
export const readRegion = async (db: Database): Promise<Region> => {
  const [jurisdictions, agreements, windows] = await Promise.all([
    list(db, 'jurisdiction'),
    list(db, 'agreement'),
    list(db, 'window'),
  ])
  return {
    jurisdictions: jurisdictions.map(({ state }) => state.value),
    agreements: agreements.map(({ state }) => state.value),
    windows: windows.map(({ state }) => state.value),
  }
}

export const createRegionHandlers = (house: House): HandlersOf<'region'> => ({
  'region.list': async () => {
    const { jurisdictions } = await readRegion(house.db)
    return ok({ jurisdictions: [...jurisdictions] })
  },
  'region.overview': async () => {
    const [jurisdictions, agreements, windows] = await Promise.all([
      list(house.db, 'jurisdiction'),
      list(house.db, 'agreement'),
      list(house.db, 'window'),
    ])
    return ok({
      jurisdictions: jurisdictions.map(({ version, state }) => ({ version, value: state.value })),
      agreements: agreements.map(({ version, state }) => ({ version, value: state.value })),
      windows: windows.map(({ version, state }) => ({ version, value: state.value })),
    })
  },
  'region.saveJurisdiction': ({ base, jurisdiction: value }, asking) =>
    house.commit(asking.cause, (work) =>
      keep(work, { kind: 'jurisdiction', id: value.code, base }, { phase: 'current', value }, value),
    ),
  'region.saveWindow': ({ base, window: value }, asking) =>
    house.commit(asking.cause, async (work) => {
      await work.need('jurisdiction', value.jurisdiction)
      for (const code of value.skills) await work.need('item', code)
      const before = await work.load('window', value.id)
      // A window that moved would take its queue and its record to another office.
      if (before !== null && before.state.value.jurisdiction !== value.jurisdiction)
        return work.refuse({ code: 'notFound', detail: [value.jurisdiction] })
      const { id, jurisdiction } = value
      const about = { kind: 'window' as const, id, base, belonging: { jurisdiction } }
      return keep(work, about, { phase: 'current', value }, value)
    }),
  'region.saveAgreement': ({ base, agreement: value }, asking) =>
    house.commit(asking.cause, async (work) => {
      for (const code of value.members) await work.need('jurisdiction', code)
      for (const code of value.items) await work.need('item', code)
      return keep(work, { kind: 'agreement', id: value.code, base }, { phase: 'current', value }, value)
    }),
})
