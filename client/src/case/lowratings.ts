import type { CaseSummary, LowRating } from '@farwindow/shared/case/sight.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

export interface LowRatingStore {
  /** Low ratings of the office that nobody has called back about; null until the server has listed them. */
  readonly state: StoreApi<{ readonly cases: readonly LowRating[] | null }>
  followUp(reference: string, note: string): Promise<Outcome<CaseSummary>>
}

/** 差评整改: what awaits somebody to call back, for reviewers and supervisors (CASE-10). */
export const createLowRatings = (link: Link): LowRatingStore => {
  const state = createStore<{ cases: readonly LowRating[] | null }>(() => ({ cases: null }))
  const list = async (): Promise<void> => {
    const outcome = await link.ask('case.lowRatings', {})
    if (outcome.ok) state.setState({ cases: outcome.value.cases })
  }
  link.onFresh(() => void list())
  link.on('case.changed', ({ reference, followUpBy }) => {
    const known = state.getState().cases?.some((one) => one.reference === reference) === true
    if (known !== (followUpBy !== undefined)) void list()
  })
  return {
    state,
    followUp: async (reference, note) => {
      const outcome = await link.ask('case.followUp', { reference, note })
      if (outcome.ok) await list()
      return outcome
    },
  }
}
