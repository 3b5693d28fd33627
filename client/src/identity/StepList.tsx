import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'

type Line = IdentityView['steps'][number]

const marks: Record<Line['status'], { readonly icon: IconName; readonly ink: string }> = {
  done: { icon: 'check', ink: 'text-good' },
  now: { icon: 'forward', ink: 'text-action' },
  later: { icon: 'clock', ink: 'text-quiet' },
  notPerformed: { icon: 'minus', ink: 'text-quiet' },
}

/** IDENT-6: the steps of the check with what is done; what nobody does is said to be not done. */
export const StepList = ({ steps }: { readonly steps: readonly Line[] }): ReactNode => {
  const say = useWords('identity')
  return (
    <section aria-label={say('steps')} className="flex flex-col gap-2 kiosk:gap-1">
      <h2 className="font-semibold">{say('steps')}</h2>
      <ol className="grid gap-x-6 gap-y-1 kiosk:grid-cols-2 kiosk:gap-x-3">
        {steps.map(({ step, status, needed }) => {
          const { icon, ink } = marks[status]
          const isOptional = needed === 0 && status !== 'done'
          return (
            <li
              key={step}
              aria-current={status === 'now' ? 'step' : undefined}
              className="flex items-center gap-[0.5em]"
            >
              <Icon name={icon} className={ink} />
              <span className={status === 'now' ? 'font-semibold' : status === 'done' ? '' : 'text-quiet'}>
                {say(`step_${step}`)}
                {status === 'notPerformed' && `（${say('notPerformed')}）`}
                {isOptional && status !== 'notPerformed' && `（${say('ifAsked')}）`}
                <span className="sr-only">{status === 'done' ? say('stepDone') : ''}</span>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
