import { useId, type ReactNode } from 'react'
import { classes } from './classes.ts'

/** 5 非常满意 … 1 非常不满意, the five levels of GB/T 39735-2020. */
export type Grade = 1 | 2 | 3 | 4 | 5
const grades: readonly Grade[] = [5, 4, 3, 2, 1]

export interface RatingProps {
  readonly label: string
  readonly words: Record<Grade, string>
  readonly value: Grade | undefined
  readonly onChange: (grade: Grade) => void
}

/** Mouths from a broad smile to a deep frown; the best first, as the standard lists them. */
const mouths: Record<Grade, string> = {
  5: 'M14 28c2 7 18 7 20 0z',
  4: 'M15 29c4 5 14 5 18 0',
  3: 'M16 31h16',
  2: 'M15 33c4-4 14-4 18 0',
  1: 'M14 35c3-8 17-8 20 0',
}
const brows: Partial<Record<Grade, string>> = { 1: 'M13 16l6-3M35 16l-6-3' }
const inks: Record<Grade, string> = {
  5: 'text-good',
  4: 'text-good',
  3: 'text-warn',
  2: 'text-bad',
  1: 'text-bad',
}

const Face = ({ grade }: { readonly grade: Grade }): ReactNode => (
  <svg
    viewBox="0 0 48 48"
    className={classes('size-[2.5em] kiosk:size-[3.25em] kiosk:wide:size-[2.5em]', inks[grade])}
    fill="none"
    stroke="currentColor"
    strokeWidth="2.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <circle cx="24" cy="24" r="20" />
    <path d="M17 20v1M31 20v1" strokeWidth="4" />
    <path d={mouths[grade]} fill={grade === 5 ? 'currentColor' : 'none'} />
    {brows[grade] !== undefined && <path d={brows[grade]} />}
  </svg>
)

/** Five faces with their words; one press answers, and may be changed. */
export const Rating = ({ label, words, value, onChange }: RatingProps): ReactNode => {
  const name = useId()
  return (
    <fieldset className="min-w-0">
      <legend className="mb-3 font-semibold">{label}</legend>
      <div className="grid gap-2 kiosk:grid-cols-5 desk:grid-cols-5">
        {grades.map((grade) => (
          <label
            key={grade}
            className={classes(
              'flex min-h-target items-center gap-3 rounded-card border-2 px-4 py-2 transition-colors',
              'kiosk:flex-col kiosk:gap-1 kiosk:px-1 kiosk:text-center desk:flex-col desk:gap-1 desk:px-2 desk:text-center',
              'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus kiosk:has-focus-visible:outline-5',
              grade === value ? 'border-action bg-action-soft' : 'border-line bg-paper hover:border-action',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={grade === value}
              onChange={() => onChange(grade)}
              className="sr-only"
            />
            <Face grade={grade} />
            <span className="leading-tight">{words[grade]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
