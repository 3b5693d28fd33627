import type { RatingLevel } from '@farwindow/shared/case/rating.ts'
import type { ProgressView } from '@farwindow/shared/case/sight.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'
import type { Output } from '@farwindow/shared/protocol/all.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'
import type { CaseKey } from './address.ts'

export interface ProgressState {
  readonly key: CaseKey | null
  readonly progress: ProgressView | null
  /** The item applied for, for the names of what is to be put right. */
  readonly item: Item | null
  readonly refused: Refusal | null
  /** After too many wrong codes: until when no further one is taken, by this device's clock. */
  readonly lockedUntilAt: number | null
  readonly looking: boolean
}

/** What the applicant puts right: corrected fields by path, new papers by material. */
export interface Correction {
  readonly values: Readonly<Record<string, FieldValue>>
  readonly papers: readonly { readonly material: string; readonly name: string; readonly content: Blob }[]
  readonly note: string
}

export interface ProgressStore {
  readonly state: StoreApi<ProgressState>
  lookUp(key: CaseKey): Promise<void>
  correct(correction: Correction): Promise<Outcome<ProgressView>>
  withdraw(note: string): Promise<Outcome<ProgressView>>
  rate(level: RatingLevel, comment: string): Promise<Outcome<ProgressView>>
  /** The electronic certificate. */
  fetchResult(fileId: string): Promise<Outcome<Output<'case.result'>>>
  /** Forgets the case, for the next person at this browser. */
  forget(): void
}

const nothing: ProgressState = {
  key: null,
  progress: null,
  item: null,
  refused: null,
  lockedUntilAt: null,
  looking: false,
}
const keyless = { ok: false, refusal: { code: 'notFound' } } as const
/** Photos over a weak line take a while. */
const patienceMs = 90_000

/** One case as its applicant sees it, with nothing but reference and code. */
export const createProgress = (link: Link): ProgressStore => {
  const state = createStore<ProgressState>(() => nothing)
  const { getState: get, setState: set } = state

  /** As it was when the case began: another case of the same item may have begun with another form. */
  const loadItem = async (code: string, reference: string): Promise<void> => {
    const outcome = await link.ask('catalogue.item', { code, reference })
    if (outcome.ok) set({ item: outcome.value.item })
  }

  /** What was asked with reference and code has made the case another. */
  const shown = (outcome: Outcome<ProgressView>): Outcome<ProgressView> => {
    if (outcome.ok) set({ progress: outcome.value })
    return outcome
  }

  return {
    state,
    lookUp: async (key) => {
      set({ looking: true })
      const outcome = await link.ask('case.progress', { ...key })
      if (!outcome.ok) {
        const { code, retryAfterMs } = outcome.refusal
        const lockedUntilAt = code === 'lockedOut' ? Date.now() + (retryAfterMs ?? 0) : null
        return set({ looking: false, refused: outcome.refusal, lockedUntilAt })
      }
      await loadItem(outcome.value.item, key.reference)
      set({ key, progress: outcome.value, refused: null, lockedUntilAt: null, looking: false })
    },
    correct: async ({ values, papers, note }) => {
      const { key } = get()
      if (key === null) return keyless
      const sent = await Promise.all(
        papers.map(async ({ material, name, content }) => ({
          material,
          name,
          bytes: new Uint8Array(await content.arrayBuffer()),
        })),
      )
      const input = { ...key, values: { ...values }, papers: sent, note }
      return shown(await link.ask('case.resubmit', input, { patienceMs }))
    },
    withdraw: async (note) => {
      const { key } = get()
      return key === null ? keyless : shown(await link.ask('case.withdraw', { ...key, note }))
    },
    rate: async (level, comment) => {
      const { key } = get()
      return key === null ? keyless : shown(await link.ask('case.rate', { ...key, level, comment }))
    },
    fetchResult: async (fileId) => {
      const { key } = get()
      return key === null ? keyless : link.ask('case.result', { ...key, fileId }, { patienceMs })
    },
    forget: () => set(nothing, true),
  }
}
