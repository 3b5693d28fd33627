import type { ReactNode } from 'react'
import { classes } from '../parts/classes.ts'
import { Icon, type IconName } from '../parts/icons.tsx'

export type CheckState = 'good' | 'fair' | 'checking' | 'todo' | 'bad'

export interface CheckLineProps {
  readonly icon: IconName
  readonly name: string
  readonly state: CheckState
  /** One sentence: 可以使用 / 正在检查 / what is wrong. */
  readonly words: string
  readonly children?: ReactNode
}

const inks: Record<CheckState, string> = {
  good: 'text-good',
  fair: 'text-action',
  checking: 'text-quiet',
  todo: 'text-quiet',
  bad: 'text-warn',
}
const marks: Record<CheckState, IconName> = {
  good: 'check',
  fair: 'info',
  checking: 'clock',
  todo: 'help',
  bad: 'warn',
}

/** One thing that is checked: its name, a tick or a sentence, and below it what there is to see or to press. */
export const CheckLine = ({ icon, name, state, words, children }: CheckLineProps): ReactNode => (
  <li className="flex flex-col gap-3 rounded-card border border-line bg-paper p-4 kiosk:gap-2 kiosk:p-3">
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Icon name={icon} className="text-action" />
      <h2 className="font-semibold">{name}</h2>
      <p role="status" className={classes('ml-auto flex items-center gap-[0.4em] font-medium', inks[state])}>
        <Icon name={marks[state]} />
        {words}
      </p>
    </div>
    {children}
  </li>
)
