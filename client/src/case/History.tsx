import type { CaseView } from '@farwindow/shared/case/protocol.ts'
import type { ReactNode } from 'react'
import { Notice } from '../parts/Notice.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'

/** A session's id: sixty-four signs nobody can read. Applicants have no other name here. */
const isSession = (by: string): boolean => /^[0-9a-f]{64}$/.test(by)

/** What happened to the case, by whom and when, with every notice that was sent. */
export const History = ({ shown }: { readonly shown: CaseView }): ReactNode => {
  const say = useWords('cases')
  const times = useTimes()
  const who = (by: string): string =>
    by === 'system' ? say('system') : by === 'applicant' || isSession(by) ? say('applicant') : by
  return (
    <div className="flex flex-col gap-4">
      <ol className="flex flex-col divide-y divide-line border-y border-line">
        {shown.steps.map((step, index) => (
          // Steps are only ever appended.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className="grid gap-x-4 px-2 py-1.5 sm:grid-cols-[9em_9em_7em_minmax(0,1fr)]">
            <span className="figures text-quiet">{times.moment(step.at)}</span>
            <span className="font-medium">{say(`step_${step.step}`)}</span>
            <span className="text-quiet">{who(step.by)}</span>
            <span className="wrap-anywhere">{step.note}</span>
          </li>
        ))}
      </ol>
      {shown.notices.map((notice) => (
        <Notice key={notice.at} tone="warn" title={say('noticeOf', { when: times.moment(notice.at) })}>
          {notice.note !== '' && <p>{notice.note}</p>}
          <ul className="list-disc pl-5">
            {notice.points.map((point) => (
              <li key={point.path}>{point.reason}</li>
            ))}
          </ul>
        </Notice>
      ))}
    </div>
  )
}
