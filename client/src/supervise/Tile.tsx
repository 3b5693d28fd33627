import type { ReactNode } from 'react'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import type { Level } from './figures.ts'

export interface TileProps {
  readonly name: string
  readonly children: ReactNode
  readonly level?: Level
  /** What the level means in words; the colour is never the only sign. */
  readonly levelWord?: string | undefined
  readonly aside?: string | undefined
  readonly size?: 'large' | 'small'
}

const inks: Readonly<Record<Level, string>> = { good: 'text-ink', warn: 'text-warn', bad: 'text-bad' }
const edges: Readonly<Record<Level, string>> = { good: 'border-line', warn: 'border-warn', bad: 'border-bad' }

/** One figure, large enough to be read across a room. */
export const Tile = (props: TileProps): ReactNode => {
  const { name, children, level = 'good', levelWord, aside, size = 'small' } = props
  const warning = level !== 'good' && levelWord !== undefined && (
    <span className={classes('flex items-center gap-1 text-body font-medium', inks[level])}>
      <Icon name="warn" />
      {levelWord}
    </span>
  )
  return (
    <div className={classes('flex min-w-0 flex-col rounded-card border-3 bg-paper px-4 py-2', edges[level])}>
      <dt className="flex items-center justify-between gap-2 text-lead font-medium whitespace-nowrap text-quiet">
        <span>{name}</span>
        {size === 'large' && warning}
      </dt>
      <dd
        className={classes(
          'figures flex flex-wrap items-baseline gap-x-3 font-bold leading-tight whitespace-nowrap',
          size === 'large' ? 'text-display' : 'text-figure',
          inks[level],
        )}
      >
        {children}
        {size === 'small' && warning}
        {aside !== undefined && <span className="text-body font-medium text-quiet">{aside}</span>}
      </dd>
    </div>
  )
}
