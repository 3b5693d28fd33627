import type { DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { VisitView } from '@farwindow/shared/visit/protocol.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { notOvertaken } from '../latest.ts'
import type { Link } from '../link.ts'

/** The visit a clerk serves. */
export interface ServedFacts {
  readonly visit: VisitView | null
  /** The item applied for, with its guide: ways of delivery, rules of papers. */
  readonly item: Item | null
}

export interface ServedStore {
  readonly state: StoreApi<ServedFacts>
  refresh(): Promise<void>
  /** Names the item of a caller who chose none; their form begins. */
  assign(item: string): Promise<Outcome<VisitView>>
  submit(delivery: DeliveryWish): Promise<Outcome<{ reference: string }>>
  reset(): void
}

const nothing: ServedFacts = { visit: null, item: null }

/** Follows the visit of the call this clerk has. */
export const createServed = (link: Link): ServedStore => {
  const state = createStore<ServedFacts>(() => nothing)
  const { getState: get, setState: set } = state
  const visitId = (): string => get().visit?.id ?? ''

  const learnItem = async (code: string | undefined): Promise<void> => {
    if (code === undefined) return set({ item: null })
    if (get().item?.code === code) return
    const outcome = await link.ask('catalogue.item', { code, visitId: visitId() })
    if (outcome.ok && get().visit?.item === code) set({ item: outcome.value.item })
  }
  const show = (visit: VisitView | null): void => {
    set({ visit })
    void learnItem(visit?.item)
  }
  const current = notOvertaken()
  const refresh = async (): Promise<void> => {
    const outcome = await current.ask(() => link.ask('visit.current', {}))
    if (outcome.ok) show(outcome.value.visit)
  }
  const isMine = (id: string): boolean => id === get().visit?.id
  link.on('visit.changed', (visit) => {
    // A visit of another call is another clerk's, or one that is over.
    if (!isMine(visit.id)) return
    current.heard()
    show(visit)
  })
  link.on('case.submitted', ({ visitId: of, reference }) => {
    const { visit } = get()
    if (visit !== null && isMine(of)) set({ visit: { ...visit, reference } })
  })

  return {
    state,
    refresh,
    assign: async (item) => {
      const outcome = await link.ask('visit.assign', { visitId: visitId(), item })
      if (outcome.ok) show(outcome.value)
      return outcome
    },
    submit: (delivery) => link.ask('case.submit', { visitId: visitId(), delivery }),
    reset: () => set(nothing, true),
  }
}
