import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Link } from '../../link.ts'
import type { MediaStore } from '../mediastore.ts'
import { nothingFound, ways, type Findings, type Way, type WayState } from './findings.ts'
import type { OpenWay } from './way.ts'

/** Finds out what the network between this page and the media host lets through (MEDIA-40). */
export interface NetworkCheck {
  readonly state: StoreApi<Findings>
  /** Begins anew, with new connections. */
  again(): void
  close(): void
}

/** A media host that gives no peer for so long is taken to be away. */
const hostWithinMs = 8_000
/** A check that could not be made is tried again after so long. */
const againMs = 3_000

/**
 * Runs by itself, once for each peer of the page, as soon as it has one and as long as no call rings: beside whatever
 * the person does. A call that comes ends it.
 */
export const createNetworkCheck = (link: Link, media: MediaStore): NetworkCheck => {
  const state = createStore<Findings>(() => nothingFound)
  let life = new AbortController()
  let checked: string | undefined
  let hostTimer: ReturnType<typeof setTimeout> | undefined
  let againTimer: ReturnType<typeof setTimeout> | undefined

  const run = async (peerId: string, aborted: AbortSignal): Promise<void> => {
    const set = (change: Partial<Findings>): void => {
      if (!aborted.aborted) state.setState(change)
    }
    const setWay = (way: Way, now: WayState): void => set({ ways: { ...state.getState().ways, [way]: now } })
    set({ ...nothingFound, phase: 'running', ways: { udp: 'checking', tcp: 'checking', turn: 'checking' } })
    // Not before it is needed: the first screens do without it (SCREEN-9).
    const [{ openWay }, { measure }] = await Promise.all([import('./way.ts'), import('./measure.ts')])
    const askedAt = performance.now()
    const answered = await link.ask('people.me', {}, { patienceMs: 0 })
    if (answered.ok) set({ roundTripMs: Math.round(performance.now() - askedAt) })
    const tried = await Promise.all(
      ways.map(async (way): Promise<OpenWay | undefined> => {
        const opened = await openWay({ signal: link, peerId, way, aborted })
        setWay(way, typeof opened === 'string' ? opened : 'open')
        return typeof opened === 'string' ? undefined : opened
      }),
    )
    const [best, ...others] = tried.filter((way) => way !== undefined)
    for (const other of others) void other.end()
    const measured = best === undefined ? null : await measure(best, aborted)
    set({ measured, phase: 'done' })
  }

  const stop = (): void => {
    life.abort()
    clearTimeout(hostTimer)
    clearTimeout(againTimer)
    hostTimer = undefined
  }
  /** Not done, so not known: the next chance is taken. */
  const giveUp = (): void => {
    stop()
    if (state.getState().phase === 'running') checked = undefined
    if (state.getState().phase !== 'done') state.setState(nothingFound, true)
  }
  const begin = (peerId: string): void => {
    stop()
    life = new AbortController()
    checked = peerId
    const own = life.signal
    // A request that failed: the line broke, or this is not the peer any more.
    run(peerId, own).catch(() => {
      if (own.aborted) return
      state.setState(nothingFound, true)
      againTimer = setTimeout(() => {
        checked = undefined
        follow()
      }, againMs)
    })
  }

  const follow = (): void => {
    const { view } = media.state.getState()
    if (view === null || view.phase === 'replaced' || view.phase === 'closed') {
      stop()
      checked = undefined
      return state.setState(nothingFound, true)
    }
    if (view.phase === 'ringing' || view.phase === 'live') return giveUp()
    if (view.phase === 'opening') {
      hostTimer ??= setTimeout(() => state.setState({ hostAway: true }), hostWithinMs)
      return
    }
    clearTimeout(hostTimer)
    hostTimer = undefined
    const peerId = media.peerId()
    if (peerId !== undefined && peerId !== checked) begin(peerId)
  }
  const unsubscribe = media.state.subscribe(follow)
  follow()

  return {
    state,
    again: () => {
      checked = undefined
      state.setState(nothingFound, true)
      media.reopen()
    },
    close: () => {
      stop()
      unsubscribe()
    },
  }
}
