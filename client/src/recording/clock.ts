import type { Pause } from '@farwindow/shared/recording/state.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Span } from './playback.ts'

/** Where the player is. `at` is as it was last told; `now()` is exact. */
export interface Playing {
  readonly at: number
  readonly playing: boolean
}

/** The one clock all files of a recording follow. */
export interface PlayClock {
  readonly state: StoreApi<Playing>
  now(): number
  play(): void
  pause(): void
  seek(at: number): void
  close(): void
}

const tickMs = 200

/** `time`: ms on a clock that never jumps. Pauses are passed over: nothing was kept of them. */
export const createPlayClock = (span: Span, pauses: readonly Pause[], time: () => number): PlayClock => {
  const state = createStore<Playing>(() => ({ at: span.fromAt, playing: false }))
  let from = { at: span.fromAt, time: 0 }
  const now = (): number =>
    state.getState().playing ? Math.min(span.toAt, from.at + time() - from.time) : state.getState().at

  const put = (at: number, playing: boolean): void => {
    const inside = Math.min(span.toAt, Math.max(span.fromAt, at))
    from = { at: inside, time: time() }
    state.setState({ at: inside, playing })
  }
  const tick = (): void => {
    if (!state.getState().playing) return
    const at = now()
    const pause = pauses.find(({ fromAt, toAt }) => fromAt <= at && toAt !== undefined && at < toAt)
    if (pause?.toAt !== undefined) put(pause.toAt, pause.toAt < span.toAt)
    else if (at >= span.toAt) put(span.toAt, false)
    else state.setState({ at })
  }
  const ticking = setInterval(tick, tickMs)
  return {
    state,
    now,
    // At the end it begins anew.
    play: () => put(now() >= span.toAt ? span.fromAt : now(), true),
    pause: () => put(now(), false),
    seek: (at) => put(at, state.getState().playing),
    close: () => clearInterval(ticking),
  }
}
