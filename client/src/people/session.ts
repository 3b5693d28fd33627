import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

/** How the last try to sign in ended. */
export interface SignInState {
  readonly refused: Refusal | null
  /** Until when the login is locked, by this device's clock (PEOPLE-2). */
  readonly lockedUntilAt: number | null
}

export interface StaffSession {
  readonly state: StoreApi<SignInState>
  signIn(login: string, password: string): Promise<void>
  signOut(): Promise<void>
  /** Takes the work back from another tab of the same session. */
  takeBack(): void
}

const untouched: SignInState = { refused: null, lockedUntilAt: null }

/** Signing in and out on one staff page. What happens afterwards is the link's to say. */
export const createStaffSession = (link: Link, surface: Surface): StaffSession => {
  const state = createStore<SignInState>(() => untouched)
  return {
    state,
    signIn: async (login, password) => {
      const outcome = await link.ask('people.signIn', { surface, login, password })
      if (outcome.ok) {
        state.setState(untouched)
        link.connect()
        return
      }
      const { code, retryAfterMs } = outcome.refusal
      const lockedUntilAt = code === 'lockedOut' ? Date.now() + (retryAfterMs ?? 0) : null
      state.setState({ refused: outcome.refusal, lockedUntilAt })
    },
    signOut: async () => {
      await link.ask('people.signOut', {})
    },
    takeBack: () => link.connect(),
  }
}
