import type { ItemSummary } from '@farwindow/shared/catalogue/protocol.ts'
import type { Jurisdiction } from '@farwindow/shared/region/jurisdiction.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

/** What codes are called: everything that can stand in a queue entry or a case. */
export interface Names {
  readonly jurisdictions: readonly Jurisdiction[]
  readonly items: readonly ItemSummary[]
}

/** Codes in words, in the language in use. */
export interface Called {
  /** 浙江省湖州市南浔区; the code itself while its name is unknown. */
  readonly place: (code: string) => string
  /** 南浔区: where the rest is clear. */
  readonly shortPlace: (code: string) => string
  readonly item: (code: string) => string
}

/** Asks what everything is called. A page of staff does so by itself, a visitor's page when it needs to. */
export const loadNames = async (link: Link, names: StoreApi<Names>): Promise<void> => {
  const [regions, found] = await Promise.all([
    link.ask('region.list', {}),
    link.ask('catalogue.search', { text: '', all: true }),
  ])
  if (regions.ok) names.setState({ jurisdictions: regions.value.jurisdictions })
  if (found.ok) names.setState({ items: found.value.items })
}

/** The names of jurisdictions and items, asked with each new connection; until they come, codes are shown. */
export const createNames = (link: Link): StoreApi<Names> => {
  const names = createStore<Names>(() => ({ jurisdictions: [], items: [] }))
  link.onFresh(() => void loadNames(link, names))
  return names
}
