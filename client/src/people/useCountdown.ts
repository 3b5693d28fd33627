import { useEffect, useState } from 'react'

/** Whole seconds until `at` (ms, by this device's clock); 0 when it has passed or there is none. */
export const useCountdown = (at: number | null): number => {
  const [now, setNow] = useState(Date.now)
  const left = at === null ? 0 : Math.max(0, Math.ceil((at - now) / 1000))
  const running = left > 0
  useEffect(() => {
    if (at === null) return undefined
    setNow(Date.now())
    if (!running) return undefined
    const tick = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(tick)
  }, [at, running])
  return left
}
