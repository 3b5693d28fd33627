import { useEffect, useState, type ReactNode } from 'react'

export interface ElapsedProps {
  /** When it began (ms since epoch, by the clock of this device). */
  readonly sinceAt: number
  /** Names it for screen readers: 通话时长. */
  readonly label: string
  /** The clock; tests give their own. */
  readonly now?: () => number
}

const two = (number: number): string => String(number).padStart(2, '0')

/** `3:07`, `1:02:09`; never negative. */
export const elapsedText = (elapsedMs: number): string => {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const tail = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`
}

/** How long something has been going on; ticks each second, silently for screen readers. */
export const Elapsed = ({ sinceAt, label, now = Date.now }: ElapsedProps): ReactNode => {
  const [at, setAt] = useState(now)
  useEffect(() => {
    const tick = setInterval(() => setAt(now()), 1000)
    return () => clearInterval(tick)
  }, [now])
  return (
    <span role="timer" aria-label={label} className="figures">
      {elapsedText(at - sinceAt)}
    </span>
  )
}
