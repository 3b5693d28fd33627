import type { CaseSummary, CaseView } from '@farwindow/shared/case/sight.ts'
import type { Handing } from '@farwindow/shared/case/delivery.ts'
import type { Input } from '@farwindow/shared/protocol/all.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'
import type { Phase } from './moves.ts'

/** Which cases are listed: all, those of one phase, or those whose low rating waits for a call back. */
export type Filter = Phase | 'lowRating' | null

export interface CasesState {
  /** Null until the server has listed them. */
  readonly cases: readonly CaseSummary[] | null
  readonly phase: Filter
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
  | ({ readonly move: 'issue'; readonly certificate?: File | undefined } & Without<Input<'case.issue'>>)
  | ({ readonly move: 'deliver' } & Without<Input<'case.deliver'>>)
  | ({ readonly move: 'refuse' } & Without<Input<'case.refuse'>>)
  | ({ readonly move: 'askCorrection' } & Without<Input<'case.askCorrection'>>)

export interface CaseStore {
  readonly state: StoreApi<CasesState>
  filter(phase: Filter): void
  choose(reference: string): void
  take(step: Step): Promise<Outcome<CaseSummary>>
}

/** A scan over a slow line. */
const uploading = { patienceMs: 90_000, answerMs: 60_000 } as const

const nothing: CasesState = { cases: null, phase: null, chosen: null, shown: null, refused: null }

/** The cases of the reviewer's office, and the one before them. */
export const createCaseStore = (link: Link): CaseStore => {
  const state = createStore<CasesState>(() => nothing)
  const { getState: get, setState: set } = state

  const list = async (): Promise<void> => {
    const { phase } = get()
    if (phase === 'lowRating') return
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

  /** Stores the certificate, if there is one, and then hands the result over with it. */
  const issue = async (
    { note, handings, certificate }: Extract<Step, { move: 'issue' }>,
    reference: string,
  ): Promise<Outcome<CaseSummary>> => {
    const stored = certificate === undefined ? ok(null) : await putResult(certificate, reference)
    if (!stored.ok) return stored
    const electronic: Handing[] =
      stored.value === null ? [] : [{ method: 'electronic', fileId: stored.value.id }]
    return link.ask('case.issue', { reference, note, handings: [...handings, ...electronic] })
  }
  const putResult = async (certificate: File, reference: string) => {
    const bytes = new Uint8Array(await certificate.arrayBuffer())
    return link.ask('case.putResult', { reference, name: certificate.name, bytes }, uploading)
  }

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
        return issue(step, reference)
      case 'deliver':
        return link.ask('case.deliver', { reference, method: step.method })
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
