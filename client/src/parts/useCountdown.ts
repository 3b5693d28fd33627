import { useSyncExternalStore } from 'react'

const tickMs = 250
const eachTick = (tell: () => void): (() => void) => {
  const tick = setInterval(tell, tickMs)
  return () => clearInterval(tick)
}
const secondsUntil = (at: number | null): number =>
  at === null ? 0 : Math.max(0, Math.ceil((at - Date.now()) / 1000))

/** Whole seconds until `at` (ms, by this device's clock); 0 when it has passed or there is none. */
export const useCountdown = (at: number | null): number =>
  useSyncExternalStore(eachTick, () => secondsUntil(at))
