import type { Side } from '@farwindow/shared/call/machine.ts'
import type { CaptionsState } from '@farwindow/shared/call/talkprotocol.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'
import { remembered } from './remembered.ts'
import type { CallStore } from './store.ts'

/** Something that was said, or is being said. */
export interface CaptionLine {
  readonly by: Side
  readonly text: string
}

/** What one side is saying just now. */
export interface Hearing {
  readonly text: string
  readonly begunAt: number
}

export interface CaptionFacts {
  readonly state: CaptionsState
  /** Whether this person wants to see them. */
  readonly wanted: boolean
  /** The last things said, at most two, the newest last. */
  readonly said: readonly CaptionLine[]
  /** What each side is saying just now. */
  readonly hearing: Readonly<Partial<Record<Side, Hearing>>>
}

export interface CaptionStore {
  readonly state: StoreApi<CaptionFacts>
  setWanted(on: boolean): void
  /** At a kiosk, the next person begins without. */
  forget(): void
  close(): void
}

/** So long words stay when nothing more is said. */
const stayMs = 8_000
const mostLines = 2
const choice = remembered('farwindow.captions', false)

/** Captions of the call as one side sees them (CAPTION-1 … CAPTION-5). */
export const createCaptionStore = (link: Link, call: CallStore): CaptionStore => {
  const silent = { said: [], hearing: {} }
  const state = createStore<CaptionFacts>(() => ({ state: 'none', wanted: choice.get(), ...silent }))
  const { getState: get, setState: set } = state
  let fading: ReturnType<typeof setTimeout> | undefined

  const isOurs = (callId: string): boolean => callId === call.state.getState().call?.id
  const ask = async (): Promise<void> => {
    const now = call.state.getState().call
    if (now?.phase !== 'active') return
    const outcome = await link.ask('talk.captions', { callId: now.id, on: get().wanted })
    if (outcome.ok && isOurs(now.id)) set({ state: outcome.value.state })
  }
  const stay = (): void => {
    clearTimeout(fading)
    fading = setTimeout(() => set(silent), stayMs)
  }

  const stops = [
    link.on('talk.captions', ({ callId, state: now }) => {
      if (isOurs(callId)) set({ state: now, ...(now === 'on' || now === 'paused' ? {} : silent) })
    }),
    link.on('talk.hearing', ({ callId, by, text, begunAt }) => {
      if (!isOurs(callId)) return
      set({ hearing: { ...get().hearing, [by]: { text, begunAt } } })
      stay()
    }),
    link.on('talk.captioned', ({ callId, by, text, begunAt }) => {
      if (!isOurs(callId)) return
      const { hearing } = get()
      const { [by]: now, ...others } = hearing
      // Told when it is in the record: by then the next sentence may have begun.
      const isNext = now !== undefined && now.begunAt > begunAt
      set({ said: [...get().said, { by, text }].slice(-mostLines), hearing: isNext ? hearing : others })
      stay()
    }),
    link.onFresh(() => void ask()),
    // A desk that was started anew knows nothing of what was wanted.
    link.onBack(() => void ask()),
    call.state.subscribe(({ call: now }, { call: before }) => {
      if (now?.phase === before?.phase && now?.id === before?.id) return
      if (now?.phase === 'active') void ask()
      else set({ state: 'none', ...silent })
    }),
  ]

  return {
    state,
    setWanted: (on) => {
      choice.set(on)
      set({ wanted: on })
      void ask()
    },
    forget: () => {
      choice.set(false)
      set({ state: 'none', wanted: false, ...silent })
    },
    close: () => {
      clearTimeout(fading)
      for (const stop of stops) stop()
    },
  }
}
