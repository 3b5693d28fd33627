import { keyOf, onceMoving } from '../warm.ts'
import { readinessOf } from './readiness.ts'
import type { NextWay } from './readiness.ts'
import { onStage } from './view.ts'
import type { Remote } from './view.ts'

/** Watches the way that is to take the stage. */
export interface NextWayWatch {
  /** Whether it may by now; where not, `onChange` is called when there is reason to ask again. */
  isReady(shown: readonly Remote[], next: Omit<NextWay, 'late'>): boolean
  /** It has, or there is none any more: the next one is waited for anew. */
  rest(): void
}

/** The other side may have no camera: where none is seen, a way that is up for so long and brings no picture is taken as it is. */
const pictureless = 3_000

export function watchNextWay(onChange: () => void): NextWayWatch {
  /** The tracks that were found to show pictures. */
  let seen = ''
  let upSince: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Whether it has been up for so long that what it did not bring is not waited for. */
  const isLate = (up: boolean): boolean => {
    upSince = up ? (upSince ?? performance.now()) : undefined
    if (upSince === undefined) return false
    const leftMs = pictureless - (performance.now() - upSince)
    clearTimeout(timer)
    if (leftMs > 0) timer = setTimeout(onChange, leftMs)
    return leftMs <= 0
  }

  return {
    isReady: (shown, next) => {
      const readiness = readinessOf(shown, { ...next, late: isLate(next.up) })
      if (readiness !== 'whenMoving') return readiness === 'yes'
      const { tracks } = onStage(next.remotes)
      const key = keyOf(tracks)
      if (seen === key) return true
      onceMoving(tracks, () => {
        seen = key
        onChange()
      })
      return false
    },
    rest: () => {
      upSince = undefined
      clearTimeout(timer)
    },
  }
}
