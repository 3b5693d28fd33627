import type { CallView } from '@farwindow/shared/call/protocol.ts'
import { wrapUpMs } from '@farwindow/shared/queue/seat.ts'
import type { ReactNode } from 'react'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useCountdown } from '../parts/useCountdown.ts'
import { useWords } from '../words/words.ts'

export interface WrapUpCardProps {
  readonly call: CallView | null
  readonly reference: string | undefined
  /** Since when the seat wraps up, by this device's clock. */
  readonly sinceAt: number
}

/** After the call: what came of it, and how long until the next may ring (QUEUE-6). */
export const WrapUpCard = ({ call, reference, sinceAt }: WrapUpCardProps): ReactNode => {
  const say = useWords('clerk')
  const seconds = useCountdown(sinceAt + wrapUpMs)
  const reason = call?.reason
  return (
    <Card title={say('wrapUpTitle')}>
      <div className="flex flex-col gap-3">
        {reason !== undefined && <p className="text-quiet">{say(`endedBy_${reason}`)}</p>}
        {reference === undefined ? (
          <Notice tone="warn" title={say('wrapUpOpen')} />
        ) : (
          <Notice tone="good" title={say('wrapUpSubmitted', { reference })} />
        )}
        <p role="timer" className="figures text-quiet">
          {say('wrapUpEnds', { count: seconds })}
        </p>
      </div>
    </Card>
  )
}
