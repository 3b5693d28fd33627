import type { ReactNode } from 'react'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import type { StageLine, StageState } from './stages.ts'

const dots: Readonly<Record<StageState, string>> = {
  done: 'border-good bg-good text-paper',
  now: 'border-action bg-action text-on-action',
  waits: 'border-warn bg-warn-soft text-warn',
  todo: 'border-edge bg-paper text-quiet',
  never: 'border-line bg-sunken text-quiet',
}

const inks: Readonly<Record<StageState, string>> = {
  done: 'text-quiet',
  now: 'font-medium text-action',
  waits: 'font-medium text-warn',
  todo: 'text-quiet',
  never: 'text-quiet',
}

/** The five stages with their dates: one below the other on a phone, side by side where there is room. */
export const Stages = ({ lines }: { readonly lines: readonly StageLine[] }): ReactNode => {
  const say = useWords('progress')
  const times = useTimes()
  return (
    <ol aria-label={say('stages')} className="flex flex-col md:flex-row">
      {lines.map(({ stage, state, at }, index) => (
        <li
          key={stage}
          aria-current={state === 'now' || state === 'waits' ? 'step' : undefined}
          className="relative flex grow basis-0 gap-4 pb-6 last:pb-0 md:flex-col md:items-center md:gap-2 md:pb-0 md:text-center"
        >
          {index < lines.length - 1 && (
            <span
              aria-hidden="true"
              className={classes(
                'absolute top-12 bottom-0 left-6 w-1 -translate-x-1/2 md:top-6 md:bottom-auto md:left-1/2 md:h-1 md:w-full md:translate-x-0 md:-translate-y-1/2',
                state === 'done' ? 'bg-good' : 'bg-line',
              )}
            />
          )}
          <span
            aria-hidden="true"
            className={classes(
              'relative grid size-12 shrink-0 place-items-center rounded-full border-3 text-lead font-bold',
              dots[state],
            )}
          >
            {say(`sign_${stage}`)}
          </span>
          <span className="flex min-w-0 flex-col pt-1 md:pt-0">
            <span className="flex items-center gap-1 font-semibold md:justify-center">
              {say(`stage_${stage}`)}
              {state === 'done' && <Icon name="check" className="text-good" />}
            </span>
            <span className={classes('figures', inks[state])}>
              {at === null ? say(`state_${state}`) : times.day(at)}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}
