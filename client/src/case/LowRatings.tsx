import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { EmptyState } from '../parts/states.tsx'
import type { Called } from '../region/names.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { FollowUpForm } from './FollowUpForm.tsx'
import type { LowRatingStore } from './lowratings.ts'

export interface LowRatingsProps {
  readonly low: LowRatingStore
  readonly called: Called
}

/** For supervisors: how many low ratings wait, and behind it each of them with the way to close it. */
export const LowRatings = ({ low, called }: LowRatingsProps): ReactNode => {
  const say = useWords('cases')
  const common = useWords('common')
  const { cases } = useStore(low.state)
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  // A board read from five metres away says only what somebody has to do something about.
  if (!open && (cases === null || cases.length === 0)) return null
  return (
    <>
      <Button icon="warn" onPress={() => setOpen(true)}>
        {say('lowRatings', { count: cases?.length ?? 0 })}
      </Button>
      {open && (
        <Dialog
          title={say('lowRatingsTitle')}
          size="large"
          onDismiss={close}
          actions={<Button onPress={close}>{common('close')}</Button>}
        >
          <p className="text-quiet">{say('lowRatingsText')}</p>
          {cases?.length === 0 && <EmptyState title={say('noLowRatings')} />}
          <LowRatingList low={low} called={called} />
        </Dialog>
      )}
    </>
  )
}

const LowRatingList = ({ low, called }: LowRatingsProps): ReactNode => {
  const say = useWords('cases')
  const times = useTimes()
  const [now] = useState(Date.now)
  const cases = useStore(low.state, (state) => state.cases) ?? []
  return (
    <ul className="flex flex-col gap-4">
      {cases.map(({ reference, item, rating, followUpBy }) => (
        <li key={reference} className="flex flex-col gap-2 rounded-part border border-line p-3">
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="figures font-semibold">{reference}</span>
            <span>{called.item(item)}</span>
            <Badge tone="bad">{say(`level_${rating.level}`)}</Badge>
            {followUpBy !== undefined && (
              <Badge tone={followUpBy < now ? 'bad' : 'warn'} icon="clock">
                {say('followUpBy', { when: times.day(followUpBy) })}
              </Badge>
            )}
          </p>
          {rating.comment !== '' && (
            <p className="wrap-anywhere">{say('quoted', { words: rating.comment })}</p>
          )}
          <FollowUpForm onFollowUp={(note) => low.followUp(reference, note)} />
        </li>
      ))}
    </ul>
  )
}
