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
  return (
    <div className={classes('flex min-w-0 flex-col rounded-card border-3 bg-paper px-4 py-2', edges[level])}>
      <dt className="flex items-center justify-between gap-2 text-body font-medium text-quiet">
        <span>{name}</span>
        {level !== 'good' && levelWord !== undefined && (
          <span className={classes('flex items-center gap-1 text-note', inks[level])}>
            <Icon name="warn" />
            {levelWord}
          </span>
        )}
      </dt>
      <dd
        className={classes(
          'figures flex items-baseline gap-3 font-bold leading-tight',
          size === 'large' ? 'text-display' : 'text-[72px]',
          inks[level],
        )}
      >
        {children}
        {aside !== undefined && <span className="text-body font-medium text-quiet">{aside}</span>}
      </dd>
    </div>
  )
}
