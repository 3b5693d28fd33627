import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon } from './icons.tsx'

export interface Step {
  readonly name: string
  readonly state: 'done' | 'now' | 'todo'
}

export interface StepsProps {
  readonly steps: readonly Step[]
  /** Names the list for screen readers. */
  readonly label: string
  readonly stateWords: Record<Step['state'], string>
  /** `第 2 步，共 5 步`: what a narrow screen shows instead of all names. */
  readonly summary: string
}

const dots: Record<Step['state'], string> = {
  done: 'bg-good text-paper border-good',
  now: 'bg-action text-on-action border-action',
  todo: 'bg-paper text-quiet border-edge',
}

const Dot = ({ step, number }: { readonly step: Step; readonly number: number }): ReactNode => (
  <span
    className={classes(
      'figures grid size-[1.75em] shrink-0 place-items-center rounded-full border-2 text-note font-semibold',
      dots[step.state],
    )}
  >
    {step.state === 'done' ? <Icon name="check" className="size-[1.1em] stroke-3" /> : number}
  </span>
)

/** How far the journey is: what is done, what is now, what comes. */
export const Steps = ({ steps, label, stateWords, summary }: StepsProps): ReactNode => {
  const now = steps.find((step) => step.state === 'now')
  return (
    <div>
      <div className="flex flex-col gap-2 kiosk:hidden desk:hidden wall:hidden">
        <p className="flex items-baseline justify-between gap-4">
          <span className="font-semibold">{now?.name}</span>
          <span className="text-note text-quiet">{summary}</span>
        </p>
        <div aria-hidden="true" className="flex gap-1">
          {steps.map((step) => (
            <span
              key={step.name}
              className={classes(
                'h-1.5 grow rounded-full',
                step.state === 'done' && 'bg-good',
                step.state === 'now' && 'bg-action',
                step.state === 'todo' && 'bg-line',
              )}
            />
          ))}
        </div>
      </div>
      <ol aria-label={label} className="flex items-start phone:sr-only">
        {steps.map((step, index) => (
          <li
            key={step.name}
            aria-current={step.state === 'now' ? 'step' : undefined}
            className="flex min-w-0 grow basis-0 flex-col items-center gap-1 text-center"
          >
            <span className="flex w-full items-center gap-[0.4em]">
              <Rail before={steps[index - 1]} />
              <Dot step={step} number={index + 1} />
              <Rail before={index === steps.length - 1 ? undefined : step} />
            </span>
            <span
              className={classes(
                'text-note leading-tight',
                step.state === 'now' ? 'font-semibold' : 'text-quiet',
              )}
            >
              {step.name}
              <span className="sr-only">{`（${stateWords[step.state]}）`}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The line between two dots: solid once the step before it is done; nothing at the ends. */
const Rail = ({ before }: { readonly before: Step | undefined }): ReactNode => (
  <span
    aria-hidden="true"
    className={classes(
      'h-0.5 grow first:-ml-px kiosk:h-[3px]',
      before !== undefined && (before.state === 'done' ? 'bg-good' : 'bg-line'),
    )}
  />
)
