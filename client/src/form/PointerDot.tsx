import type { Pointing } from '@farwindow/shared/form/protocol.ts'
import { useEffect, useRef, type ReactNode } from 'react'
import { Icon } from '../parts/icons.tsx'
import { fieldId } from './screen.ts'

/** A pointer that rests so long is gone: the other side looks elsewhere. */
const restMs = 4_000

/** Where on this screen the pointer is; null when its field is not there or out of sight. */
const spotOf = ({ path, x, y }: NonNullable<Pointing['pointer']>): { left: number; top: number } | null => {
  const field = document.querySelector(`[data-field="${CSS.escape(fieldId(path))}"]`)
  if (field === null) return null
  const box = field.getBoundingClientRect()
  const [left, top] = [box.left + x * box.width, box.top + y * box.height]
  // Scrolled away under a bar: what is seen at that point is something else.
  const seen = document.elementFromPoint(left, top)
  return seen !== null && (field.contains(seen) || seen.contains(field)) ? { left, top } : null
}

/** The other side's pointer over the field it is on, wherever that field stands on this screen. */
export const PointerDot = ({
  pointer,
  name,
}: {
  readonly pointer: Pointing['pointer']
  /** Whose it is. */
  readonly name: string
}): ReactNode => {
  const dot = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = dot.current
    if (element === null || pointer === null) return undefined
    let frame = 0
    const until = performance.now() + restMs
    // The page scrolls and turns beneath the pointer, so its place is looked up anew for each picture.
    const follow = (): void => {
      const spot = performance.now() < until ? spotOf(pointer) : null
      element.hidden = spot === null
      if (spot !== null) {
        element.style.translate = `${spot.left}px ${spot.top}px`
        // At the right edge the name stands before the point, or it could not be read.
        const width = element.offsetWidth
        const label = element.querySelector<HTMLElement>('[data-name]')
        if (label !== null) label.style.translate = spot.left + width > innerWidth ? `-${width}px` : ''
      }
      if (performance.now() < until) frame = requestAnimationFrame(follow)
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [pointer])
  return (
    <div
      ref={dot}
      hidden
      aria-hidden="true"
      className="pointer-events-none fixed top-0 left-0 z-20 text-warn"
    >
      <span className="flex items-start gap-1">
        <Icon name="pointer" className="fill-current" />
        <span data-name="" className="rounded-part bg-warn px-2 text-note whitespace-nowrap text-paper">
          {name}
        </span>
      </span>
    </div>
  )
}
