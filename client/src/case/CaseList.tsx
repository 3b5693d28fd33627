import { casePhase } from '@farwindow/shared/case/sight.ts'
import type { CaseSummary } from '@farwindow/shared/case/sight.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { SelectField } from '../parts/ChoiceField.tsx'
import { classes } from '../parts/classes.ts'
import { EmptyState, Loading } from '../parts/states.tsx'
import type { Called } from '../region/names.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { daysLeft } from './moves.ts'
import { PhaseBadge } from './PhaseBadge.tsx'
import type { Filter } from './store.ts'

export interface CaseListProps {
  readonly cases: readonly CaseSummary[] | null
  readonly phase: Filter
  /** Low ratings that wait for a call back. */
  readonly lowRatings: number
  readonly chosen: string | null
  readonly called: Called
  readonly onFilter: (phase: Filter) => void
  readonly onChoose: (reference: string) => void
}

/** The office's cases, the most urgent first. */
export const CaseList = (props: CaseListProps): ReactNode => {
  const { cases, phase, lowRatings, chosen, called, onFilter, onChoose } = props
  const say = useWords('cases')
  const common = useWords('common')
  return (
    <div className="flex flex-col gap-3">
      {lowRatings > 0 && phase !== 'lowRating' && (
        <Button wide icon="warn" onPress={() => onFilter('lowRating')}>
          {say('lowRatings', { count: lowRatings })}
        </Button>
      )}
      <SelectField
        label={say('filter')}
        value={phase ?? ''}
        chooseWord={say('allPhases')}
        options={[
          ...casePhase.options.map((value) => ({ value, label: say(`phase_${value}`) })),
          { value: 'lowRating', label: say('lowRatingsTitle') },
        ]}
        onChange={(value) =>
          onFilter(value === 'lowRating' ? value : (casePhase.options.find((one) => one === value) ?? null))
        }
      />
      {cases === null && <Loading words={common('loading')} slowWords={common('loadingSlow')} />}
      {cases?.length === 0 &&
        (phase === 'lowRating' ? (
          <EmptyState title={say('noLowRatings')} />
        ) : (
          <EmptyState title={say('noCases')}>{say('noCasesText')}</EmptyState>
        ))}
      {cases !== null && (
        <ul className="flex flex-col gap-2">
          {cases.map((one) => (
            <li key={one.reference}>
              <button
                type="button"
                aria-current={one.reference === chosen ? 'true' : undefined}
                onClick={() => onChoose(one.reference)}
                className={classes(
                  'flex w-full flex-col gap-1 rounded-part border px-3 py-2 text-left transition-colors',
                  one.reference === chosen
                    ? 'border-action bg-action-soft'
                    : 'border-line bg-paper hover:border-action',
                )}
              >
                <span className="flex flex-wrap items-center justify-between gap-2">
                  <span className="figures font-semibold">{one.reference}</span>
                  <PhaseBadge phase={one.phase} />
                </span>
                <span>{called.item(one.item)}</span>
                {one.to !== undefined && (
                  <span className="wrap-anywhere text-note text-quiet">
                    {say('handledBy', { to: one.to })}
                  </span>
                )}
                <Deadline of={one} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** How much time is left: a deadline within two days is marked, a missed one more so. */
const Deadline = ({ of }: { readonly of: CaseSummary }): ReactNode => {
  const say = useWords('cases')
  const times = useTimes()
  const [now] = useState(Date.now)
  const left = daysLeft(of, now)
  return (
    <span className="flex flex-wrap items-center justify-between gap-2 text-note text-quiet">
      <span className="figures">{say('receivedAt', { when: times.moment(of.receivedAt) })}</span>
      {of.followUpBy !== undefined && (
        <Badge tone={of.followUpBy < now ? 'bad' : 'warn'} icon="warn">
          {say('followUpBy', { when: times.day(of.followUpBy) })}
        </Badge>
      )}
      {of.overdue || (left !== null && left < 0) ? (
        <Badge tone="bad" icon="clock">
          {say('overdue')}
        </Badge>
      ) : (
        left !== null && (
          <Badge tone={left < 2 ? 'warn' : 'plain'} icon="clock">
            {say('daysLeft', { count: left })}
          </Badge>
        )
      )}
    </span>
  )
}
