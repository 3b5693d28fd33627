import type { GuestRecording } from '@farwindow/shared/recording/protocol.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

/** The recording of a call as one of its guests has it. */
export interface GuestRecordingStore {
  readonly state: StoreApi<{ readonly recording: GuestRecording | null }>
  /** The call this page is a guest of now; null: of none. */
  follow(callId: string | null): void
  answer(agreed: boolean): Promise<Outcome<GuestRecording>>
  close(): void
}

export const createGuestRecording = (link: Link): GuestRecordingStore => {
  const state = createStore<{ readonly recording: GuestRecording | null }>(() => ({ recording: null }))
  let callId: string | null = null

  const put = (recording: GuestRecording): void => {
    if (recording.callId === callId) state.setState({ recording })
  }
  const refresh = async (): Promise<void> => {
    if (callId === null) return
    const outcome = await link.ask('recording.asGuest', { callId })
    if (outcome.ok) put(outcome.value)
  }
  const stops = [link.on('recording.told', put), link.onFresh(() => void refresh())]
  return {
    state,
    follow: (next) => {
      if (next === callId) return
      callId = next
      state.setState({ recording: null })
      void refresh()
    },
    answer: async (agreed) => {
      const outcome = await link.ask('recording.answer', { callId: callId ?? '', agreed })
      if (outcome.ok) put(outcome.value)
      else void refresh()
      return outcome
    },
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
