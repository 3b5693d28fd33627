import type { ItemSummary } from '@farwindow/shared/catalogue/protocol.ts'
import type { Jurisdiction } from '@farwindow/shared/region/jurisdiction.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

/** What codes are called: everything that can stand in a queue entry or a case. */
export interface Names {
  readonly jurisdictions: readonly Jurisdiction[]
  readonly items: readonly ItemSummary[]
}

/** The names of jurisdictions and items, asked once per connection; until they come, codes are shown. */
export const createNames = (link: Link): StoreApi<Names> => {
  const names = createStore<Names>(() => ({ jurisdictions: [], items: [] }))
  const load = async (): Promise<void> => {
    const [regions, found] = await Promise.all([
      link.ask('region.list', {}),
      link.ask('catalogue.search', { text: '' }),
    ])
    if (regions.ok) names.setState({ jurisdictions: regions.value.jurisdictions })
    if (found.ok) names.setState({ items: found.value.items })
  }
  link.onFresh(() => void load())
  return names
}
