import type { ProgressView } from '@farwindow/shared/case/sight.ts'
import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import type { Called } from '../region/names.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import type { ProgressStore } from './progress.ts'
import { ProgressSteps } from './ProgressSteps.tsx'
import { RateCase } from './RateCase.tsx'
import { Result } from './Result.tsx'
import { stageLines } from './stages.ts'
import { Stages } from './Stages.tsx'
import { Withdraw } from './Withdraw.tsx'

export interface ProgressShowProps {
  readonly shown: ProgressView
  readonly progress: ProgressStore
  readonly called: Called
  readonly onRefresh: () => Promise<unknown>
  readonly onOther: () => void
  /** The way to put right what the office asks for. */
  readonly children?: ReactNode
}

/** Where the case stands, what comes next and when; what the applicant has to do comes first. */
export const ProgressShow = (props: ProgressShowProps): ReactNode => {
  const { shown, progress, called, onRefresh, onOther, children } = props
  const say = useWords('progress')
  const common = useWords('common')
  const times = useTimes()
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <div className="flex flex-col gap-2">
          <h2 className="text-title font-bold">{called.item(shown.item)}</h2>
          <dl className="grid gap-x-8 gap-y-1 md:grid-cols-2">
            <Fact name={say('reference')}>
              <span className="figures">{shown.reference}</span>
            </Fact>
            <Fact name={say('office')}>{called.place(shown.jurisdiction)}</Fact>
            {shown.to !== undefined && <Fact name={say('to')}>{shown.to}</Fact>}
            {shown.decideBy !== undefined && <Fact name={say('decideBy')}>{times.day(shown.decideBy)}</Fact>}
          </dl>
        </div>
      </Card>
      <Headline progress={shown} />
      {children}
      <Result shown={shown} progress={progress} />
      <Card title={say('stages')}>
        <Stages lines={stageLines(shown)} />
      </Card>
      <Opinion shown={shown} progress={progress} />
      <ProgressSteps progress={shown} called={called} />
      <div className="flex flex-col gap-3 md:flex-row">
        <Button icon="refresh" onPress={onRefresh}>
          {say('refresh')}
        </Button>
        <Button icon="search" onPress={onOther}>
          {say('other')}
        </Button>
        <Button icon="print" onPress={() => print()}>
          {common('print')}
        </Button>
        {shown.mayWithdraw && <Withdraw progress={progress} />}
      </div>
    </div>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode => (
  <div className="flex flex-wrap gap-x-3">
    <dt className="text-quiet">{name}</dt>
    <dd className="font-medium">{children}</dd>
  </div>
)

/** Asked for once the office has had its say; what was given is shown, and cannot be given twice (CASE-10). */
const Opinion = ({ shown, progress }: Pick<ProgressShowProps, 'shown' | 'progress'>): ReactNode => {
  const say = useWords('progress')
  const { phase, rating } = shown
  if (rating !== undefined)
    return (
      <Notice
        tone={rating > 2 ? 'good' : 'info'}
        title={say('rated', { level: say(`level_${rating}`) })}
        announce
      >
        <p>{say(rating > 2 ? 'rateThanks' : 'rateSorry')}</p>
      </Notice>
    )
  return phase === 'issued' || phase === 'refused' ? <RateCase progress={progress} /> : null
}

const tones = {
  received: 'info',
  accepted: 'info',
  transferred: 'info',
  deciding: 'info',
  correcting: 'warn',
  approved: 'good',
  issued: 'good',
  refused: 'bad',
  withdrawn: 'info',
} as const

/** In one sentence: how it stands, and in another, what to do. */
const Headline = ({ progress }: { readonly progress: ProgressView }): ReactNode => {
  const say = useWords('progress')
  const times = useTimes()
  const { phase, correctBy } = progress
  return (
    <Notice tone={tones[phase]} title={say(`phase_${phase}`)}>
      <p>
        {phase === 'correcting' && correctBy !== undefined
          ? say('correctBy', { when: times.day(correctBy) })
          : say(`next_${phase}`)}
      </p>
    </Notice>
  )
}
