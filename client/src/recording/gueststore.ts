import type { GuestRecording } from '@farwindow/shared/recording/protocol.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { GuestFacts, GuestStore } from '../call/guest/store.ts'
import type { Link } from '../link.ts'

/** The recording of a call as one of its guests has it. */
export interface GuestRecordingStore {
  readonly state: StoreApi<{ readonly recording: GuestRecording | null }>
  answer(agreed: boolean): Promise<Outcome<GuestRecording>>
  close(): void
}

/** The call this page is in as a guest now. */
const callOf = ({ call }: GuestFacts): string | null => {
  const self = call?.guests.find(({ id }) => id === call.guestId)
  return call !== null && self?.phase === 'present' ? call.callId : null
}

/** Follows the recording of whatever call the page is a guest of. */
export const createGuestRecording = (link: Link, guest: Pick<GuestStore, 'state'>): GuestRecordingStore => {
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
  const follow = (facts: GuestFacts): void => {
    const next = callOf(facts)
    if (next === callId) return
    callId = next
    state.setState({ recording: null })
    void refresh()
  }
  const stops = [
    guest.state.subscribe(follow),
    link.on('recording.told', put),
    link.onFresh(() => void refresh()),
  ]
  return {
    state,
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
