import { useEffect } from 'react'
import type { VisitStore } from '../../visit/store.ts'

/** Not more often than this the server hears that somebody is still there. */
const everyMs = 2 * 60_000
const signs = ['pointerdown', 'keydown', 'input', 'wheel'] as const

/** VISIT-6: every touch shows that somebody is there; the server hears of it now and then. */
export const useTouches = (visit: VisitStore): void => {
  useEffect(() => {
    let toldAt = Date.now()
    const tell = (): void => {
      const now = Date.now()
      if (visit.state.getState().visit === null || now - toldAt < everyMs) return
      toldAt = now
      visit.touch()
    }
    for (const sign of signs) window.addEventListener(sign, tell, { capture: true, passive: true })
    return () => {
      for (const sign of signs) window.removeEventListener(sign, tell, { capture: true })
    }
  }, [visit])
}
