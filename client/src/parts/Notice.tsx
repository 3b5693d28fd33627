import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icons.tsx'

export type Tone = 'info' | 'good' | 'warn' | 'bad'

export interface NoticeProps {
  readonly tone: Tone
  readonly title: string
  /** What to do next. */
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** Read aloud when it appears: warn and bad at once, the others when there is a pause. */
  readonly announce?: boolean
}

const looks: Record<Tone, { readonly box: string; readonly ink: string; readonly icon: IconName }> = {
  info: { box: 'bg-action-soft border-action/30', ink: 'text-action', icon: 'info' },
  good: { box: 'bg-good-soft border-good/30', ink: 'text-good', icon: 'good' },
  warn: { box: 'bg-warn-soft border-warn/30', ink: 'text-warn', icon: 'warn' },
  bad: { box: 'bg-bad-soft border-bad/30', ink: 'text-bad', icon: 'bad' },
}

const roleOf = (tone: Tone, announce: boolean): 'status' | 'alert' | undefined => {
  if (!announce) return undefined
  return tone === 'warn' || tone === 'bad' ? 'alert' : 'status'
}

/** What happened and what to do next; the colour is never the only sign. */
export const Notice = ({ tone, title, children, action, announce }: NoticeProps): ReactNode => {
  const { box, ink, icon } = looks[tone]
  return (
    <div
      role={roleOf(tone, announce === true)}
      className={classes(
        'flex gap-[0.75em] rounded-part border px-4 py-3 kiosk:p-3 desk:px-3 desk:py-2',
        box,
      )}
    >
      <Icon name={icon} className={classes('mt-[0.1em]', ink)} />
      <div className="flex min-w-0 grow flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <p className={classes('font-semibold', ink)}>{title}</p>
          {children !== undefined && <div className="text-ink">{children}</div>}
        </div>
        {action}
      </div>
    </div>
  )
}
