import type { KeptItem } from '@farwindow/shared/catalogue/protocol.ts'
import type { KioskView } from '@farwindow/shared/kiosk/protocol.ts'
import type { StaffMember } from '@farwindow/shared/people/protocol.ts'
import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Icon } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'
import type { Overview } from './store.ts'

export interface SetUpStepsProps {
  readonly overview: Overview
  readonly items: readonly KeptItem[]
  readonly people: readonly StaffMember[]
  readonly kiosks: readonly KioskView[]
  /** Opens the section where a step is done. */
  readonly onOpen: (section: string) => void
}

/** What a new installation still needs before the first call, in the order it is done; gone when all is there. */
export const SetUpSteps = ({ overview, items, people, kiosks, onOpen }: SetUpStepsProps): ReactNode => {
  const say = useWords('administrator')
  const steps = [
    { id: 'overview', name: say('step_places'), done: overview.jurisdictions.length > 0 },
    { id: 'items', name: say('step_items'), done: items.some(({ inService }) => inService) },
    { id: 'agreements', name: say('step_agreements'), done: overview.agreements.length > 0 },
    { id: 'windows', name: say('step_windows'), done: overview.windows.length > 0 },
    { id: 'people', name: say('step_people'), done: people.some(({ role }) => role === 'clerk') },
    { id: 'kiosks', name: say('step_kiosks'), done: kiosks.some(({ phase }) => phase === 'enrolled') },
  ]
  const next = steps.find(({ done }) => !done)
  if (next === undefined) return null
  return (
    <Card title={say('stepsTitle')}>
      <ol className="flex flex-col gap-1">
        {steps.map(({ id, name, done }, index) => (
          <li key={id} className="flex min-h-8 flex-wrap items-center gap-2">
            <span className={done ? 'text-good' : 'text-quiet'}>
              {done ? (
                <>
                  <Icon name="good" />
                  <span className="sr-only">{say('stepDone')}</span>
                </>
              ) : (
                `${index + 1}.`
              )}
            </span>
            <span className={done ? 'text-quiet' : ''}>{name}</span>
            {!done && id !== 'overview' && (
              <Button
                small
                kind={id === next.id ? 'secondary' : 'quiet'}
                label={`${say('stepOpen')} ${name}`}
                onPress={() => onOpen(id)}
              >
                {say('stepOpen')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
