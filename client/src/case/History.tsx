import type { CaseView } from '@farwindow/shared/case/sight.ts'
import type { ReactNode } from 'react'
import { Notice } from '../parts/Notice.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { useDoer } from './useDoer.ts'

const methods = ['courier', 'pickup', 'electronic'] as const

/** What happened to the case, by whom and when, with every notice that was sent. */
export const History = ({ shown }: { readonly shown: CaseView }): ReactNode => {
  const say = useWords('cases')
  const times = useTimes()
  const named = useDoer()
  const noteOf = ({ step, note, to }: CaseView['steps'][number]): string => {
    // The machine notes which way it came.
    const method = step === 'delivered' ? methods.find((one) => one === note) : undefined
    if (method !== undefined) return say(`by_${method}`)
    const where = to === undefined ? '' : say('transferredTo', { to })
    return [where, note].filter((text) => text !== '').join(' · ')
  }
  return (
    <div className="flex flex-col gap-4">
      <ol className="flex flex-col divide-y divide-line border-y border-line">
        {shown.steps.map((step, index) => (
          // Steps are only ever appended.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className="grid gap-x-4 px-2 py-1.5 sm:grid-cols-[9em_9em_9em_minmax(0,1fr)]">
            <span className="figures text-quiet">{times.moment(step.at)}</span>
            <span className="font-medium">{say(`step_${step.step}`)}</span>
            <span className="text-quiet">{named(step.by)}</span>
            <span className="wrap-anywhere">{noteOf(step)}</span>
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
