import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export interface MeterProps {
  readonly label: string
  /** 0 … 1. */
  readonly level: number
  /** In words what the level means: 听到您的声音了. */
  readonly valueWords: string
  readonly tone?: 'good' | 'warn' | 'bad'
}

const bars = 16
const inks = { good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad' } as const

/** A level in bars: the microphone hears you. */
export const Meter = ({ label, level, valueWords, tone = 'good' }: MeterProps): ReactNode => {
  const held = Math.min(1, Math.max(0, level))
  const lit = Math.round(held * bars)
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(held * 100)}
      aria-valuetext={valueWords}
      className="flex h-[1.25em] gap-1"
    >
      {Array.from({ length: bars }, (_, index) => (
        <span key={index} className={classes('grow rounded-[3px]', index < lit ? inks[tone] : 'bg-line')} />
      ))}
    </div>
  )
}
