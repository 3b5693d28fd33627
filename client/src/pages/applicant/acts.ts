import type { ItemSummary } from '@farwindow/shared/catalogue/protocol.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { currentLanguage } from '../../words/words.ts'
import { officeFor, officesOf } from './offices.ts'
import type { Stores } from './stores.ts'

/** What a press on one of the applicant's screens sets going. Refusals are kept for the frame to show. */
export interface Acts {
  /** Opens the guide of an item; at a kiosk the visit begins here. */
  chooseItem(item: ItemSummary): Promise<void>
  /** Goes on without an item: the clerk will ask. */
  callDirectly(): Promise<void>
  /** From the guide to the check. */
  goCheck(): void
  /** Joins the queue. */
  joinQueue(): Promise<void>
  back(): void
}

export const createActs = (stores: Stores): Acts => {
  const { visit, walk, catalogue, names } = stores

  const heed = (outcome: Outcome<unknown>): boolean => {
    walk.setState({ refused: outcome.ok ? null : outcome.refusal })
    return outcome.ok
  }
  const begun = async (): Promise<boolean> =>
    visit.state.getState().visit !== null || heed(await visit.open(currentLanguage()))

  const go = async (item: string | null, to: string, step: 'guide' | 'check'): Promise<void> => {
    void catalogue.look(item, to)
    if (!(await begun())) return
    const outcome = await visit.choose({ to, ...(item === null ? {} : { item }) })
    if (heed(outcome)) walk.setState({ step })
  }

  return {
    chooseItem: async (item) => {
      const to = officeFor(item, walk.getState().office)
      if (to === undefined) return walk.setState({ refused: { code: 'notServed' } })
      await go(item.code, to, 'guide')
    },
    callDirectly: async () => {
      const to = walk.getState().office ?? officesOf(names.getState().items)[0]
      if (to === undefined) return walk.setState({ refused: { code: 'notServed' } })
      await go(null, to, 'check')
    },
    goCheck: () => walk.setState({ step: 'check', refused: null }),
    joinQueue: async () => {
      if (heed(await visit.call())) walk.setState({ meanwhile: 'wait' })
    },
    back: () => {
      const now = walk.getState()
      const item = visit.state.getState().visit?.item
      const step = now.step === 'check' && item !== undefined ? 'guide' : 'start'
      walk.setState({ step, meanwhile: 'wait', refused: null })
    },
  }
}
