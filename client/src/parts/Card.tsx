import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export interface CardProps {
  readonly title?: string
  /** Depth of the heading in the page; 2 unless told. */
  readonly level?: 2 | 3
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly tone?: 'paper' | 'sunken'
  readonly className?: string
}

/** A group of things that belong together, on white paper with a soft edge. */
export const Card = ({
  title,
  level = 2,
  aside,
  children,
  tone = 'paper',
  className,
}: CardProps): ReactNode => {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section
      className={classes(
        'rounded-card border border-line p-5 kiosk:p-4 desk:p-4',
        tone === 'paper' ? 'bg-paper' : 'bg-sunken',
        className,
      )}
    >
      {(title !== undefined || aside !== undefined) && (
        <header className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 desk:mb-2">
          {title !== undefined && <Heading className="text-lead font-semibold">{title}</Heading>}
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}
