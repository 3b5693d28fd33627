import type { CaseSummary, CaseView } from '@farwindow/shared/case/sight.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { ReactNode } from 'react'
import { Notice } from '../parts/Notice.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { FollowUpForm } from './FollowUpForm.tsx'
import { useDoer } from './useDoer.ts'

export interface RatingRecordProps {
  readonly rating: NonNullable<CaseView['rating']>
  readonly onFollowUp: (note: string) => Promise<Outcome<CaseSummary>>
}

/** How the applicant found it; a low rating asks for a call back until somebody has done so. */
export const RatingRecord = ({ rating, onFollowUp }: RatingRecordProps): ReactNode => {
  const say = useWords('cases')
  const times = useTimes()
  const named = useDoer()
  const { level, comment, at, followUpBy, followedUp } = rating
  const waits = followUpBy !== undefined && followedUp === undefined
  return (
    <section aria-label={say('rating')} className="flex flex-col gap-3">
      <Notice
        tone={waits ? 'warn' : level > 2 ? 'good' : 'info'}
        title={say('ratedAs', { level: say(`level_${level}`), when: times.moment(at) })}
      >
        <div className="flex flex-col gap-2">
          {comment !== '' && <p className="wrap-anywhere">{say('quoted', { words: comment })}</p>}
          {waits && <p>{say('followUpBy', { when: times.day(followUpBy) })}</p>}
          {followedUp !== undefined && (
            <p className="wrap-anywhere">
              {say('followedUp', { when: times.moment(followedUp.at), who: named(followedUp.by) })}{' '}
              {followedUp.note}
            </p>
          )}
        </div>
      </Notice>
      {waits && <FollowUpForm onFollowUp={onFollowUp} />}
    </section>
  )
}
