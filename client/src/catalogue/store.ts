import type { ItemSummary } from '@farwindow/shared/catalogue/protocol.ts'
import type { Output } from '@farwindow/shared/protocol/all.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

type ItemAnswer = Output<'catalogue.item'>
export type Prospects = Output<'visit.prospects'>

/** What an applicant looks up before calling. */
export interface CatalogueFacts {
  /** Items that contain the text searched for; null while nothing has been found out yet. */
  readonly found: readonly ItemSummary[] | null
  readonly refused: Refusal | null
  /** The item whose guide is open. */
  readonly guide: ItemAnswer['item'] | null
  /** What calling its office now would mean; null until known. */
  readonly prospects: Prospects | null
}

export interface CatalogueStore {
  readonly state: StoreApi<CatalogueFacts>
  /** Exact search, as one types; '' finds everything. */
  search(text: string): void
  /** Opens the guide of an item as decided by `to`; without an item only the prospects of a call. */
  look(item: string | null, to: string): Promise<void>
  /** Asks again what calling now would mean. */
  lookAgain(): void
  reset(): void
}

const nothing: CatalogueFacts = { found: null, refused: null, guide: null, prospects: null }
/** A word is being typed: the server is asked when it pauses. */
const typingMs = 200

/** The catalogue as an applicant's page reads it. */
export const createCatalogueStore = (link: Link): CatalogueStore => {
  const state = createStore<CatalogueFacts>(() => nothing)
  const { setState: set } = state
  let wanted = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking: { readonly item: string | null; readonly to: string } | null = null

  const find = async (text: string): Promise<void> => {
    const outcome = await link.ask('catalogue.search', { text })
    if (text !== wanted) return
    if (outcome.ok) set({ found: outcome.value.items, refused: null })
    else set({ refused: outcome.refusal })
  }
  const foresee = async (): Promise<void> => {
    const asked = looking
    if (asked === null) return
    const { item, to } = asked
    const outcome = await link.ask('visit.prospects', { to, ...(item === null ? {} : { item }) })
    if (asked === looking && outcome.ok) set({ prospects: outcome.value })
  }

  return {
    state,
    search: (text) => {
      wanted = text
      clearTimeout(timer)
      if (text === '') void find(text)
      else timer = setTimeout(() => void find(text), typingMs)
    },
    look: async (item, to) => {
      const asked = { item, to }
      looking = asked
      set({ prospects: null, refused: null })
      void foresee()
      if (item === null) return set({ guide: null })
      if (state.getState().guide?.code !== item) set({ guide: null })
      const outcome = await link.ask('catalogue.item', { code: item, to })
      if (asked !== looking) return
      if (outcome.ok) set({ guide: outcome.value.item })
      else set({ refused: outcome.refusal })
    },
    lookAgain: () => void foresee(),
    reset: () => {
      looking = null
      set({ guide: null, prospects: null, refused: null })
    },
  }
}
