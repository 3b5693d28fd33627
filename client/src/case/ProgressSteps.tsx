import type { ProgressView, Stepper } from '@farwindow/shared/case/sight.ts'
import type { ReactNode } from 'react'
import { Card } from '../parts/Card.tsx'
import type { Called } from '../region/names.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'

export interface ProgressStepsProps {
  readonly progress: ProgressView
  readonly called: Called
}

/** Everything that happened, the latest first, and who did it: the clerk one met by name, others by their office. */
export const ProgressSteps = ({ progress, called }: ProgressStepsProps): ReactNode => {
  const say = useWords('progress')
  const times = useTimes()
  const who = (by: Stepper): string => {
    if (by.who === 'clerk') return say('byClerk', { name: by.name, number: by.number })
    if (by.who === 'office') return say('byOffice', { place: called.shortPlace(progress.jurisdiction) })
    return say(by.who === 'applicant' ? 'byYou' : 'bySystem')
  }
  return (
    <Card title={say('steps')}>
      <ol className="flex flex-col divide-y divide-line">
        {progress.steps.toReversed().map(({ step, at, by }, index) => (
          <li
            // Steps are only ever appended.
            key={progress.steps.length - index}
            className="grid gap-x-4 py-2 first:pt-0 last:pb-0 md:grid-cols-[10em_minmax(0,1fr)_minmax(0,1.4fr)]"
          >
            <span className="figures text-quiet">{times.moment(at)}</span>
            <span className="font-medium">{say(`step_${step}`)}</span>
            <span className="text-quiet">{who(by)}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
