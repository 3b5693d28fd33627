import type { CallView } from '@farwindow/shared/call/protocol.ts'
import type { Input } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { RecordingView } from '@farwindow/shared/recording/protocol.ts'
import type { RecordingPolicy } from '@farwindow/shared/recording/state.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { notOvertaken } from '../latest.ts'
import type { Link } from '../link.ts'

export type PausedWhy = Input<'recording.pause'>['why']
export type RefusedWhy = Input<'recording.refuse'>['why']

/** The recording of the call this page takes part in. */
export interface RecordingFacts {
  readonly callId: string | null
  readonly recording: RecordingView | null
  readonly policy: RecordingPolicy
}

type Seen = Promise<Outcome<RecordingView>>

export interface RecordingStore {
  readonly state: StoreApi<RecordingFacts>
  /** The call went on, or there is another. */
  follow(call: CallView | null): void
  // clerk
  ask(): Seen
  // applicant
  agree(): Seen
  refuse(why: RefusedWhy): Seen
  // both
  pause(why: PausedWhy): Seen
  resume(): Seen
  stop(): Seen
  reset(): void
  close(): void
}

const nothing: RecordingFacts = { callId: null, recording: null, policy: 'never' }

/** Follows the recording of one call; every answer and every notice brings the whole view. */
export const createRecordingStore = (link: Link): RecordingStore => {
  const state = createStore<RecordingFacts>(() => nothing)
  const { getState: get, setState: set } = state
  const callId = (): string => get().callId ?? ''

  const current = notOvertaken()
  const refresh = async (): Promise<void> => {
    const asked = callId()
    const outcome = await current.ask(() => link.ask('recording.current', { callId: asked }))
    if (outcome.ok && asked === get().callId) set(outcome.value)
  }
  const show = (recording: RecordingView): void => {
    if (recording.callId === get().callId) set({ recording })
  }
  const took = async (asking: Seen): Seen => {
    const outcome = await asking
    if (outcome.ok) show(outcome.value)
    else void refresh()
    return outcome
  }
  const stops = [
    link.onFresh(() => {
      if (get().callId !== null) void refresh()
    }),
    link.on('recording.changed', (recording) => {
      current.heard()
      show(recording)
    }),
  ]
  const reset = (): void => set(nothing, true)
  return {
    state,
    follow: (call) => {
      const next = call?.phase === 'active' ? call.id : null
      if (next === get().callId) return
      set({ ...nothing, callId: next }, true)
      if (next !== null) void refresh()
    },
    ask: () => took(link.ask('recording.ask', { callId: callId() })),
    agree: () => took(link.ask('recording.agree', { callId: callId() })),
    refuse: (why) => took(link.ask('recording.refuse', { callId: callId(), why })),
    pause: (why) => took(link.ask('recording.pause', { callId: callId(), why })),
    resume: () => took(link.ask('recording.resume', { callId: callId() })),
    stop: () => took(link.ask('recording.stop', { callId: callId() })),
    reset,
    close: () => {
      reset()
      for (const stop of stops) stop()
    },
  }
}
