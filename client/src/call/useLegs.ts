import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Link } from '../link.ts'
import { legsOf, type Legs } from './legs.ts'
import { trackOf, type MediaStore } from './mediastore.ts'

const everyMs = 3_000
const tickMs = 1_000

/** Watches the way to the other side while a screen shows it. */
export const useLegs = (link: Link, media: MediaStore): Legs => {
  const line = useStore(link.state, (now) => now.phase)
  const { view, camera, microphone } = useStore(media.state)
  const [roundTripMs, setRoundTrip] = useState<number | null>(null)
  const [waitedMs, setWaited] = useState(0)

  useEffect(() => {
    let open = true
    const measure = async (): Promise<void> => {
      const from = performance.now()
      const outcome = await link.ask('people.me', {}, { patienceMs: 0 })
      if (open && outcome.ok) setRoundTrip(performance.now() - from)
    }
    void measure()
    const again = setInterval(() => void measure(), everyMs)
    return () => {
      open = false
      clearInterval(again)
    }
  }, [link])

  // Each new peer (a retry) begins to wait anew once its connections are made.
  const isOpening = view === null || view.phase === 'opening'
  useEffect(() => {
    if (isOpening) return undefined
    const from = performance.now()
    const tick = setInterval(() => setWaited(performance.now() - from), tickMs)
    return () => clearInterval(tick)
  }, [isOpening])

  const sends = trackOf(camera) !== null || trackOf(microphone) !== null
  return legsOf({ line, roundTripMs, view, waitedMs, sends })
}
