import type { LapsedGuest } from '@farwindow/shared/call/guestprotocol.ts'
import type { Side } from '@farwindow/shared/call/machine.ts'
import type { CallerView, CallView, SaidLine } from '@farwindow/shared/call/protocol.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { notOvertaken } from '../latest.ts'
import type { Link } from '../link.ts'

export type Line = SaidLine

/** The call this page takes part in. */
export interface CallFacts {
  readonly call: CallView | null
  /** Clerk: who calls, from where, for what. */
  readonly caller: CallerView | null
  readonly lines: readonly Line[]
  /** Clerk: own notes. */
  readonly notes: readonly { readonly text: string; readonly at: number }[]
  /** Clerk: who did not come or was gone too long, and has no place any more; null when nobody, or when it was read. */
  readonly lapsed: LapsedGuest | null
}

export interface CallStore {
  readonly state: StoreApi<CallFacts>
  refresh(): Promise<void>
  answer(): Promise<Outcome<CallView>>
  decline(): Promise<Outcome<object>>
  hangUp(): Promise<Outcome<object>>
  /** Clerk: brings a call that goes from browser to browser to a media host. */
  leaveDirect(): Promise<Outcome<object>>
  say(text: string): Promise<Outcome<object>>
  note(text: string): Promise<Outcome<object>>
  /** Clerk: has read who did not come. */
  forgetLapsed(): void
  reset(): void
  close(): void
}

const nothing: CallFacts = { call: null, caller: null, lines: [], notes: [], lapsed: null }

/** Follows the call: ringing, talking, over. */
export const createCallStore = (link: Link, side: Side): CallStore => {
  const state = createStore<CallFacts>(() => nothing)
  const { getState: get, setState: set } = state
  const callId = (): string => get().call?.id ?? ''

  const current = notOvertaken()

  const refresh = async (): Promise<void> => {
    const outcome = await current.ask(() => link.ask('call.current', {}))
    if (outcome.ok) set(outcome.value)
  }
  const hear = (call: CallView): void => {
    current.heard()
    if (get().call?.id === call.id) return set({ call })
    // A call this page has not seen yet; what belongs to it is asked for. For a clerk an old one is old news.
    if (call.phase === 'ended') return
    set({ ...nothing, call }, true)
    void refresh()
  }
  /** Whether this page is signed in as somebody who has calls: a kiosk between visits has none. */
  const mayAsk = (): boolean => {
    const now = link.state.getState()
    return now.phase === 'online' && now.me.role === side
  }

  const stops = [
    link.onFresh(() => {
      if (mayAsk()) void refresh()
    }),
    link.on('call.offered', ({ call, caller }) => {
      current.heard()
      set({ ...nothing, call, caller })
    }),
    link.on('call.changed', hear),
    link.on('guest.lapsed', ({ callId: of, ...lapsed }) => {
      if (of === get().call?.id) set({ lapsed })
    }),
    link.on('call.said', ({ callId: of, line: _written, ...line }) => {
      current.heard()
      if (of === get().call?.id) set({ lines: [...get().lines, line] })
    }),
  ]

  const reset = (): void => set(nothing, true)
  return {
    state,
    refresh,
    answer: async () => {
      const outcome = await link.ask('call.answer', { callId: callId() })
      if (outcome.ok) set({ call: outcome.value })
      return outcome
    },
    decline: () => link.ask('call.decline', { callId: callId() }),
    leaveDirect: () => link.ask('direct.leave', { callId: callId() }),
    hangUp: () => link.ask('call.hangUp', { callId: callId() }),
    say: (text) => link.ask('call.say', { callId: callId(), text }),
    note: async (text) => {
      const outcome = await link.ask('call.note', { callId: callId(), text })
      if (outcome.ok) set({ notes: [...get().notes, { text, at: Date.now() }] })
      return outcome
    },
    forgetLapsed: () => set({ lapsed: null }),
    reset,
    close: () => {
      reset()
      for (const stop of stops) stop()
    },
  }
}
