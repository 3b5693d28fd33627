import type { ReactNode } from 'react'
import type { Prospects } from '../catalogue/store.ts'
import { Notice } from '../parts/Notice.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { useEstimate } from './estimate.ts'

/** A wait that nobody calls one. */
const atOnceMs = 60_000

/** What calling now would mean: open or not, until when, how many wait and how long. */
export const ProspectsNotice = ({ prospects }: { readonly prospects: Prospects }): ReactNode => {
  const say = useWords('visit')
  const times = useTimes()
  const estimate = useEstimate()
  const { opening, waiting, estimateMs } = prospects
  if (opening === null) return <Notice tone="warn" title={say('closedUnknown')} announce />
  if (!opening.open)
    return (
      <Notice tone="warn" title={say('closedNow')} announce>
        {opening.nextAt === null
          ? say('closedUnknown')
          : say('closedUntil', { when: times.moment(opening.nextAt) })}
      </Notice>
    )
  const queue = ((): string => {
    if (waiting > 0)
      return estimateMs === null
        ? say('someWaitUnknown', { count: waiting })
        : say('someWait', { count: waiting, estimate: estimate(estimateMs) })
    if (estimateMs === null) return say('nobodyWaitsBusy')
    return estimateMs <= atOnceMs
      ? say('nobodyWaits')
      : say('nobodyWaitsFor', { estimate: estimate(estimateMs) })
  })()
  const until =
    opening.untilAt === null ? say('openAlways') : say('openUntil', { when: times.clock(opening.untilAt) })
  return (
    <Notice tone="good" title={say('openNow')} announce>
      {queue} {until}
    </Notice>
  )
}
