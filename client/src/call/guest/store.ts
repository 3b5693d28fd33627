import type { CameraUse } from '@farwindow/media-config/encodings.ts'
import type { GuestEnding, GuestKind } from '@farwindow/shared/call/guest.ts'
import type { GuestCall, GuestView } from '@farwindow/shared/call/guestprotocol.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { createMediaStore, type MediaStore } from '../mediastore.ts'
import { notOvertaken } from '../../latest.ts'
import type { Link } from '../../link.ts'

/** The call this page is a guest of, or invited to. */
export interface GuestFacts {
  /** Whether the desk has been asked. */
  readonly known: boolean
  readonly call: GuestCall | null
  /** Why there is none any more. */
  readonly over: GuestEnding | null
}

export interface GuestStore {
  readonly state: StoreApi<GuestFacts>
  readonly media: MediaStore
  /** Comes with a one-time code; the session begins. */
  join(code: string, name: string): Promise<Outcome<GuestCall>>
  /** A colleague says yes to the invitation. */
  accept(): Promise<Outcome<GuestCall>>
  /** A supervisor asks the clerk to be let in. */
  ask(clerkId: string): Promise<Outcome<object>>
  /** Leaves, or does not come after all. */
  leave(): Promise<Outcome<object>>
  close(): void
}

/** Oneself among the guests. */
export const selfIn = (call: GuestCall | null): GuestView | undefined =>
  call?.guests.find(({ id }) => id === call.guestId)

/** Signs need a camera of their own kind (GUEST-11). */
const cameraOf = (kind: GuestKind): CameraUse => (kind === 'interpreter' ? 'signing' : 'guest')

/** Follows the call of a guest, and has devices and media ready from the door on: nobody sees them before the yes. */
export const createGuestStore = (link: Link): GuestStore => {
  const state = createStore<GuestFacts>(() => ({ known: false, call: null, over: null }))
  const { getState: get, setState: set } = state
  const media = createMediaStore(link)

  const follow = (): void => {
    const self = selfIn(get().call)
    if (self?.phase !== 'waiting' && self?.phase !== 'present') return media.release()
    void media.capture()
    media.open(cameraOf(self.kind))
  }
  const put = (call: GuestCall | null): void => {
    set({ known: true, call, ...(call === null ? {} : { over: null }) })
    follow()
  }
  const current = notOvertaken()
  const refresh = async (): Promise<void> => {
    const outcome = await current.ask(() => link.ask('guest.current', {}))
    if (outcome.ok) put(outcome.value.call)
  }
  const mayAsk = (): boolean => {
    const now = link.state.getState()
    return now.phase === 'online' && ['guest', 'reviewer', 'supervisor'].includes(now.me.role)
  }
  const stops = [
    link.onFresh(() => {
      if (mayAsk()) void refresh()
    }),
    link.on('guest.changed', (call) => {
      current.heard()
      put(call)
    }),
    link.on('guest.over', ({ guestId, why }) => {
      if (get().call !== null && get().call?.guestId !== guestId) return
      set({ known: true, call: null, over: why })
      follow()
    }),
    link.state.subscribe((now, before) => {
      if (now.phase === 'signedOut' && before.phase !== 'signedOut') media.release()
    }),
  ]
  const callId = (): string => get().call?.callId ?? ''
  const kept = async (asking: Promise<Outcome<GuestCall>>): Promise<Outcome<GuestCall>> => {
    const outcome = await asking
    if (outcome.ok) put(outcome.value)
    return outcome
  }
  return {
    state,
    media,
    join: async (code, name) => {
      const outcome = await link.ask('guest.join', { code, name })
      if (outcome.ok) {
        set({ known: true, call: outcome.value, over: null })
        link.connect()
      }
      return outcome
    },
    accept: () => kept(link.ask('guest.accept', { callId: callId() })),
    ask: (clerkId) => link.ask('guest.ask', { clerkId }),
    leave: () => link.ask('guest.leave', { callId: callId() }),
    close: () => {
      for (const stop of stops) stop()
      media.close()
    },
  }
}
