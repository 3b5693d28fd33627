import type { CaseSummary, CaseView } from '@farwindow/shared/case/protocol.ts'
import type { Input } from '@farwindow/shared/protocol/all.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'
import type { Phase } from './moves.ts'

export interface CasesState {
  /** Null until the server has listed them. */
  readonly cases: readonly CaseSummary[] | null
  /** Only these, or all. */
  readonly phase: Phase | null
  readonly chosen: string | null
  /** The chosen case in full; null while it is fetched. */
  readonly shown: CaseView | null
  readonly refused: Refusal | null
}

type Without<T> = Omit<T, 'reference'>
/** One step with a case, as the protocol asks for it. */
export type Step =
  | ({ readonly move: 'accept' } & Without<Input<'case.accept'>>)
  | ({ readonly move: 'transfer' } & Without<Input<'case.transfer'>>)
  | ({ readonly move: 'begin' } & Without<Input<'case.begin'>>)
  | ({ readonly move: 'approve' } & Without<Input<'case.approve'>>)
  | ({ readonly move: 'issue' } & Without<Input<'case.issue'>>)
  | ({ readonly move: 'refuse' } & Without<Input<'case.refuse'>>)
  | ({ readonly move: 'askCorrection' } & Without<Input<'case.askCorrection'>>)

export interface CaseStore {
  readonly state: StoreApi<CasesState>
  filter(phase: Phase | null): void
  choose(reference: string): void
  take(step: Step): Promise<Outcome<CaseSummary>>
}

const nothing: CasesState = { cases: null, phase: null, chosen: null, shown: null, refused: null }

/** The cases of the reviewer's office, and the one before them. */
export const createCaseStore = (link: Link): CaseStore => {
  const state = createStore<CasesState>(() => nothing)
  const { getState: get, setState: set } = state

  const list = async (): Promise<void> => {
    const { phase } = get()
    const outcome = await link.ask('case.list', phase === null ? {} : { phase })
    if (get().phase !== phase) return
    if (outcome.ok) set({ cases: outcome.value.cases })
    else set({ refused: outcome.refusal })
  }
  const show = async (): Promise<void> => {
    const reference = get().chosen
    if (reference === null) return
    const outcome = await link.ask('case.show', { reference })
    if (get().chosen !== reference) return
    if (outcome.ok) set({ shown: outcome.value, refused: null })
    else set({ shown: null, refused: outcome.refusal })
  }

  link.onFresh(() => void Promise.all([list(), show()]))
  link.on('case.changed', (changed) => {
    void list()
    if (changed.reference === get().chosen) void show()
  })

  const ask = (step: Step, reference: string): Promise<Outcome<CaseSummary>> => {
    switch (step.move) {
      case 'accept':
        return link.ask('case.accept', { reference, note: step.note })
      case 'transfer':
        return link.ask('case.transfer', { reference, note: step.note, to: step.to })
      case 'begin':
        return link.ask('case.begin', { reference, note: step.note })
      case 'approve':
        return link.ask('case.approve', { reference, note: step.note })
      case 'issue':
        return link.ask('case.issue', { reference, note: step.note, handings: step.handings })
      case 'refuse':
        return link.ask('case.refuse', { reference, reason: step.reason })
      case 'askCorrection':
        return link.ask('case.askCorrection', { reference, note: step.note, points: step.points })
    }
  }

  return {
    state,
    filter: (phase) => {
      set({ phase, cases: null })
      void list()
    },
    choose: (reference) => {
      set({ chosen: reference, shown: null, refused: null })
      void show()
    },
    take: async (step) => {
      const outcome = await ask(step, get().chosen ?? '')
      if (outcome.ok) await Promise.all([list(), show()])
      return outcome
    },
  }
}
