import type { CueGroup } from '@farwindow/shared/identity/cue.ts'
import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import type { NotPerformedWhy, StepName, StillStep } from '@farwindow/shared/identity/script.ts'
import type { Input, Output } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { notOvertaken } from '../latest.ts'
import type { Link } from '../link.ts'

/** The identity check of one visit as one side sees it. */
export interface IdentityFacts {
  readonly visitId: string | null
  readonly identity: IdentityView | null
  /** Applicant: the still the clerk has asked for and that has not been sent. */
  readonly stillWanted: StillStep | null
}

type Seen = Promise<Outcome<IdentityView>>
type Decision =
  Input<'identity.decide'> extends infer D ? (D extends unknown ? Omit<D, 'visitId'> : never) : never
type Question = Omit<Input<'identity.question'>, 'visitId'>

export interface IdentityStore {
  readonly state: StoreApi<IdentityFacts>
  open(visitId: string): Promise<void>
  // applicant
  consent(agreed: boolean): Seen
  /** The wished still was sent, or put off. */
  forgetStill(): void
  // both
  giveDocument(number: string): Seen
  // clerk
  notPerformed(step: StepName, why: NotPerformedWhy): Seen
  askStill(step: StillStep): Promise<Outcome<Output<'identity.askStill'>>>
  showCue(avoid?: CueGroup): Seen
  markCue(cueId: string, seen: boolean): Seen
  question(asked: Question): Seen
  decide(decision: Decision): Seen
  reset(): void
  close(): void
}

const nothing: IdentityFacts = { visitId: null, identity: null, stillWanted: null }

/** Follows the identity check; every answer and every notice brings the whole view. */
export const createIdentityStore = (link: Link, side: 'applicant' | 'clerk'): IdentityStore => {
  const state = createStore<IdentityFacts>(() => nothing)
  const { getState: get, setState: set } = state
  const visitId = (): string => get().visitId ?? ''

  const show = (identity: IdentityView | null): void => {
    if (identity !== null && identity.visitId !== get().visitId) return
    set({ identity })
  }
  const current = notOvertaken()
  const refresh = async (): Promise<void> => {
    const asked = visitId()
    const outcome = await current.ask(() => link.ask('identity.current', { visitId: asked }))
    if (outcome.ok && asked === get().visitId) show(outcome.value.identity)
  }
  const follow = async (asking: Seen): Seen => {
    const outcome = await asking
    if (outcome.ok) show(outcome.value)
    return outcome
  }

  const stops = [
    link.onFresh(() => {
      if (get().visitId !== null) void refresh()
    }),
    link.on('identity.changed', (told) => {
      current.heard()
      if (told.side === side) show(told.identity)
    }),
    link.on('identity.stillWanted', (told) => {
      if (told.visitId === get().visitId) set({ stillWanted: told.step })
    }),
  ]

  const reset = (): void => set(nothing, true)
  return {
    state,
    open: async (id) => {
      if (get().visitId !== id) set({ ...nothing, visitId: id }, true)
      await refresh()
    },
    consent: (agreed) => follow(link.ask('identity.consent', { visitId: visitId(), agreed })),
    forgetStill: () => set({ stillWanted: null }),
    giveDocument: (number) => follow(link.ask('identity.document', { visitId: visitId(), number })),
    notPerformed: (step, why) => follow(link.ask('identity.notPerformed', { visitId: visitId(), step, why })),
    askStill: (step) => link.ask('identity.askStill', { visitId: visitId(), step }),
    showCue: (avoid) =>
      follow(link.ask('identity.showCue', { visitId: visitId(), ...(avoid === undefined ? {} : { avoid }) })),
    markCue: (cueId, seen) => follow(link.ask('identity.markCue', { visitId: visitId(), cueId, seen })),
    question: (asked) => follow(link.ask('identity.question', { visitId: visitId(), ...asked })),
    decide: (decision) => follow(link.ask('identity.decide', { visitId: visitId(), ...decision })),
    reset,
    close: () => {
      reset()
      for (const stop of stops) stop()
    },
  }
}
