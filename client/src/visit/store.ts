import type { Output } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { VisitEnding } from '@farwindow/shared/visit/machine.ts'
import type { QueuePlace, VisitView } from '@farwindow/shared/visit/protocol.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { notOvertaken } from '../latest.ts'
import type { Link } from '../link.ts'

/** The applicant's visit on this page. */
export interface VisitFacts {
  /** The server has been asked. */
  readonly known: boolean
  readonly visit: VisitView | null
  /** Place in the queue and estimate, while waiting. */
  readonly place: QueuePlace | null
  /** How the last visit ended, as far as the next screen should say it; `moved`: it goes on on a phone. */
  readonly ended: VisitEnding | 'moved' | null
}

type Seen = Promise<Outcome<VisitView>>
export type Receipt = Output<'case.receipt'>

export interface VisitStore {
  readonly state: StoreApi<VisitFacts>
  /** Begins a visit at this kiosk. */
  open(language: 'zh' | 'en'): Seen
  /** Uses a one-time code on this phone; connects with the session it brings. */
  join(code: string, language: 'zh' | 'en'): Seen
  choose(what: { readonly item?: string; readonly to: string }): Seen
  call(): Seen
  /** Says that somebody is still there. */
  touch(): void
  invite(): Promise<Outcome<Output<'visit.invite'>>>
  rate(rating: number): Promise<Outcome<object>>
  receipt(): Promise<Outcome<Receipt>>
  /** Ends the visit, hanging up first where somebody talks. Nothing of it is shown from now on. */
  end(): Promise<void>
  /** The next person has begun: how the last visit ended is of no interest any more. */
  forgetEnding(): void
  close(): void
}

const nothing: VisitFacts = { known: false, visit: null, place: null, ended: null }

/** A visit is ended even when the line is away for a while. */
const leaveMs = 120_000

/** Follows the visit of an applicant's page. `surface`: a kiosk lets go of a visit that went on to a phone. */
export const createVisitStore = (link: Link, surface: 'kiosk' | 'phone'): VisitStore => {
  const state = createStore<VisitFacts>(() => nothing)
  const { getState: get, setState: set } = state
  /** The visit that is being ended: whatever is still heard of it is not shown any more. */
  let leaving: { readonly id: string; readonly done: Promise<unknown> } | null = null

  const show = (visit: VisitView): void => {
    if (visit.id === leaving?.id) return
    const former = get().visit
    const moved = surface === 'kiosk' && visit.place === 'phone'
    if (visit.phase === 'ended' || moved) {
      if (former === null || former.id === visit.id)
        set({ known: true, visit: null, place: null, ended: moved ? 'moved' : (visit.reason ?? 'finished') })
      return
    }
    const waits = visit.phase === 'waiting' || visit.phase === 'offered'
    // Notices carry the clerk only from the moment of the answer on; it stays the same one.
    const clerk =
      visit.clerk ?? (former?.id === visit.id && visit.phase !== 'waiting' ? former.clerk : undefined)
    const whole = clerk === undefined ? visit : { ...visit, clerk }
    set({ known: true, visit: whole, place: waits ? get().place : null, ended: null })
  }
  const current = notOvertaken()
  const refresh = async (): Promise<void> => {
    const outcome = await current.ask(() => link.ask('visit.current', {}))
    if (!outcome.ok) return
    const { visit, place } = outcome.value
    if (visit === null || visit.id === leaving?.id) return set({ known: true, visit: null, place: null })
    show(visit)
    set({ place })
  }
  const follow = async (asking: Seen): Seen => {
    const outcome = await asking
    if (outcome.ok) show(outcome.value)
    return outcome
  }

  const leave = async ({ phase, callId }: VisitView): Promise<void> => {
    if (phase === 'served' && callId !== undefined)
      await link.ask('call.hangUp', { callId }, { patienceMs: leaveMs })
    await link.ask('visit.end', {}, { patienceMs: leaveMs })
  }

  const stops = [
    link.onFresh(() => void refresh()),
    link.on('visit.changed', (visit) => {
      current.heard()
      show(visit)
    }),
    link.on('visit.place', (place) => {
      if (place.visitId === get().visit?.id) set({ place })
    }),
  ]
  return {
    state,
    open: async (language) => {
      await leaving?.done
      return follow(link.ask('visit.open', { language }))
    },
    join: async (code, language) => {
      const outcome = await link.ask('visit.join', { code, language })
      if (outcome.ok) link.connect()
      return outcome
    },
    choose: (what) => follow(link.ask('visit.choose', what)),
    call: () => follow(link.ask('visit.call', {})),
    touch: () => void link.ask('visit.touch', {}),
    invite: () => link.ask('visit.invite', {}),
    rate: async (rating) => {
      const { visit } = get()
      if (visit !== null) set({ visit: { ...visit, rating } })
      return link.ask('visit.rate', { rating })
    },
    receipt: () => link.ask('case.receipt', {}),
    end: async () => {
      const { visit } = get()
      if (visit === null) return set({ ended: null })
      const done = leave(visit)
      leaving = { id: visit.id, done }
      // The screen is clear at once, however long the server takes to hear of it.
      set({ visit: null, place: null, ended: 'left' })
      await done
    },
    forgetEnding: () => set({ ended: null }),
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
