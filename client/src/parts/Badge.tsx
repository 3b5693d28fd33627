import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icons.tsx'
import type { Tone } from './Notice.tsx'

export interface BadgeProps {
  readonly children: string
  readonly tone?: Tone | 'plain'
  readonly icon?: IconName
}

const looks: Record<Tone | 'plain', string> = {
  plain: 'bg-sunken text-quiet',
  info: 'bg-action-soft text-action',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

/** One short fact beside something: its state, its source, its count. */
export const Badge = ({ children, tone = 'plain', icon }: BadgeProps): ReactNode => (
  <span
    className={classes(
      'inline-flex items-center gap-[0.3em] rounded-full px-[0.7em] py-[0.1em] text-note font-medium whitespace-nowrap',
      looks[tone],
    )}
  >
    {icon && <Icon name={icon} className="size-[1.1em]" />}
    {children}
  </span>
)
