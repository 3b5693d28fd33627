import type { Pointing } from '@farwindow/shared/form/protocol.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { Icon } from '../parts/icons.tsx'
import { fieldId } from './screen.ts'

/** A pointer that rests so long is gone: the other side looks elsewhere. */
const restMs = 4_000

/** The other side's pointer over the field it is on, wherever that field stands on this screen. */
export const PointerDot = ({
  pointer,
  name,
}: {
  readonly pointer: Pointing['pointer']
  /** Whose it is. */
  readonly name: string
}): ReactNode => {
  const [rested, setRested] = useState<Pointing['pointer']>(null)
  useEffect(() => {
    const timer = setTimeout(() => setRested(pointer), restMs)
    return () => clearTimeout(timer)
  }, [pointer])
  if (pointer === null || pointer === rested) return null
  const field = document.querySelector(`[data-field="${CSS.escape(fieldId(pointer.path))}"]`)
  if (field === null) return null
  const { left, top, width, height } = field.getBoundingClientRect()
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed z-20 flex items-start gap-1 text-warn"
      style={{ left: left + pointer.x * width, top: top + pointer.y * height }}
    >
      <Icon name="pointer" className="fill-current" />
      <span className="rounded-part bg-warn px-2 text-note text-paper">{name}</span>
    </div>
  )
}
