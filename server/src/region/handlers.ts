import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { Agreement } from '@farwindow/shared/region/agreement.ts'
import type { Jurisdiction } from '@farwindow/shared/region/jurisdiction.ts'
import type { ServiceWindow } from '@farwindow/shared/region/window.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Database } from '../store/database.ts'
import { list } from '../store/list.ts'

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

/** The window of a jurisdiction, or undefined. */
export const windowOf = (region: Region, jurisdiction: string): ServiceWindow | undefined =>
  region.windows.find((window) => window.jurisdiction === jurisdiction)

export const createRegionHandlers = (house: House): HandlersOf<'region'> => ({
  'region.list': async () => {
    const { jurisdictions } = await readRegion(house.db)
    return ok({ jurisdictions: [...jurisdictions] })
  },
  'region.overview': async () => {
    const { jurisdictions, agreements, windows } = await readRegion(house.db)
    return ok({ jurisdictions: [...jurisdictions], agreements: [...agreements], windows: [...windows] })
  },
  'region.saveWindow': ({ window }, asking) =>
    house.commit(asking.cause, async (work) => {
      const before = await work.need('window', window.id)
      work.save(before, { phase: 'current', value: window }, { name: 'changed', data: window })
      return {}
    }),
  'region.saveAgreement': ({ agreement }, asking) =>
    house.commit(asking.cause, async (work) => {
      for (const code of agreement.members) await work.need('jurisdiction', code)
      for (const code of agreement.items) await work.need('item', code)
      const before = await work.load('agreement', agreement.code)
      const event = { name: before === null ? 'added' : 'changed', data: agreement }
      if (before === null)
        work.create('agreement', agreement.code, { phase: 'current', value: agreement }, event)
      else work.save(before, { phase: 'current', value: agreement }, event)
      return {}
    }),
})
