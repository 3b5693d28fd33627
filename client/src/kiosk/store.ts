import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Link, LinkState } from '../link.ts'
import { loadKey, makeKeys, publicHalf, saveKey, signNonce } from './key.ts'
import type { KioskKey } from './key.ts'

/** How this browser stands as a kiosk. */
export type KioskEntry =
  | { readonly phase: 'starting' }
  /** No key here: an administrator's one-time code makes it a kiosk. */
  | { readonly phase: 'unenrolled'; readonly refused: Refusal | null }
  | { readonly phase: 'entering' }
  | { readonly phase: 'in' }
  /** Taken out of service, or its key was replaced. */
  | { readonly phase: 'shut' }
  /** The kiosk was opened in another page. */
  | { readonly phase: 'elsewhere' }
  /** Not served over https: the browser gives no key store and no camera. */
  | { readonly phase: 'insecure' }

export interface KioskStore {
  readonly state: StoreApi<KioskEntry>
  /**
   * Looks for the key and goes in with it; from then on in again after every end of the session. A browser
   * without a key is enrolled with `code`, when its address brought one.
   */
  start(code: string | null): Promise<void>
  /** Ties this browser to the kiosk of the code. */
  enrol(code: string): Promise<void>
  /** Takes the kiosk back from another page. */
  takeBack(): void
  /** Forgets that it was shut, to type a new code. */
  enrolAnew(): void
  close(): void
}

const again = { firstMs: 1_000, mostMs: 15_000 }

/** Lets a kiosk in by its key (KIOSK-3) and keeps it in: after a reload, a lost session, a restarted server. */
export const createKioskStore = (link: Link): KioskStore => {
  const state = createStore<KioskEntry>(() => ({ phase: 'starting' }))
  const set = (entry: KioskEntry): void => state.setState(entry, true)
  let key: KioskKey | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let proving = false
  let begun = false

  const later = (waitMs: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void prove(Math.min(again.mostMs, 2 * waitMs)), waitMs)
  }

  const prove = async (waitMs = again.firstMs): Promise<void> => {
    if (key === null || proving) return
    proving = true
    set({ phase: 'entering' })
    const { kioskId } = key
    const given = await link.ask('kiosk.challenge', { kioskId })
    const outcome = given.ok
      ? await link.ask('kiosk.prove', {
          kioskId,
          nonce: given.value.nonce,
          signature: await signNonce(key, given.value.nonce),
        })
      : given
    proving = false
    if (outcome.ok) return link.connect()
    if (outcome.refusal.code === 'kioskRevoked') return set({ phase: 'shut' })
    // The nonce has aged or the server was away: the next one may do.
    later(waitMs)
  }

  const follow = (now: LinkState): void => {
    if (key === null) return
    if (now.phase === 'online') set({ phase: 'in' })
    if (now.phase !== 'signedOut' || state.getState().phase === 'shut') return
    if (now.why === 'replaced') set({ phase: 'elsewhere' })
    else void prove()
  }
  const stop = link.state.subscribe(follow)

  const enrol = async (code: string): Promise<void> => {
    const keys = await makeKeys()
    const outcome = await link.ask('kiosk.enrol', { code, publicKey: await publicHalf(keys) })
    if (!outcome.ok) return set({ phase: 'unenrolled', refused: outcome.refusal })
    key = { kioskId: outcome.value.kioskId, keys }
    await saveKey(key)
    await prove()
  }

  return {
    state,
    start: async (code) => {
      if (begun) return
      begun = true
      if (globalThis.crypto?.subtle === undefined) return set({ phase: 'insecure' })
      key = await loadKey().catch(() => null)
      if (key === null && code !== null) return enrol(code)
      if (key === null) return set({ phase: 'unenrolled', refused: null })
      set({ phase: 'entering' })
      // The session cookie may still be good; if not, `signedOut` follows and the key is used.
      link.connect()
    },
    enrol,
    takeBack: () => {
      set({ phase: 'entering' })
      void prove()
    },
    enrolAnew: () => {
      key = null
      set({ phase: 'unenrolled', refused: null })
    },
    close: () => {
      clearTimeout(timer)
      stop()
    },
  }
}
