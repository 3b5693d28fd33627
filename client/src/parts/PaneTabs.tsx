import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icons.tsx'

export interface PaneTab<Id extends string> {
  readonly id: Id
  readonly name: string
  readonly icon: IconName
  /** A short fact read with the name: 缺 2 项. */
  readonly fact?: string | undefined
  readonly tone?: 'good' | 'warn'
}

export interface PaneTabsProps<Id extends string> {
  readonly label: string
  readonly tabs: readonly PaneTab<Id>[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
}

/** Large switches between the few things there are to do; public screens. */
export const PaneTabs = <Id extends string>({
  label,
  tabs,
  chosen,
  onChoose,
}: PaneTabsProps<Id>): ReactNode => (
  <nav aria-label={label}>
    <ul className="flex gap-1 overflow-x-auto px-1 py-1 kiosk:gap-2">
      {tabs.map(({ id, name, icon, fact, tone }) => (
        <li key={id} className="min-w-[3.6em] shrink-0 grow basis-0 kiosk:@container kiosk:min-w-0">
          <button
            type="button"
            aria-current={id === chosen ? 'true' : undefined}
            onClick={() => onChoose(id)}
            className={classes(
              'flex min-h-target w-full flex-col items-center justify-center gap-[0.1em] rounded-part border-2 py-1 kiosk:px-1 font-medium leading-tight transition-colors',
              id === chosen
                ? 'border-action bg-action text-on-action'
                : 'border-line bg-paper hover:border-action',
            )}
          >
            <span className="flex items-center gap-[0.3em]">
              {/* Where words would break for it, there is no picture. */}
              <Icon name={icon} className="phone:hidden kiosk:@max-[5.6em]:hidden" />
              {name}
            </span>
            {fact !== undefined && (
              <span
                className={classes(
                  'text-note leading-tight',
                  id !== chosen && tone === 'good' && 'text-good',
                  id !== chosen && tone === 'warn' && 'text-warn',
                )}
              >
                {fact}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  </nav>
)
