import type { Delivery, DeliveryMethod } from '@farwindow/shared/case/delivery.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import type { CaseStore } from './store.ts'

export interface HandingsProps {
  readonly handings: readonly Delivery[]
  readonly cases: CaseStore
}

/** How the result went out, and whether it has arrived; what has not can be noted as arrived. */
export const Handings = ({ handings, cases }: HandingsProps): ReactNode => {
  const say = useWords('cases')
  const sentence = useRefusalSentence()
  const [refused, setRefused] = useState<Refusal | null>(null)
  const deliver = async (method: DeliveryMethod): Promise<void> => {
    const outcome = await cases.take({ move: 'deliver', method })
    setRefused(outcome.ok ? null : outcome.refusal)
  }
  return (
    <section aria-label={say('handings')} className="rounded-part border border-line p-3">
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      <ul className="flex flex-col gap-2">
        {handings.map((one) => (
          <HandingLine
            key={one.handing.method}
            delivery={one}
            onDeliver={() => deliver(one.handing.method)}
          />
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  readonly delivery: Delivery
  readonly onDeliver: () => Promise<void>
}

const HandingLine = ({ delivery: { handing, deliveredAt }, onDeliver }: LineProps): ReactNode => {
  const say = useWords('cases')
  const times = useTimes()
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="font-medium">{say(`by_${handing.method}`)}</span>
      {handing.method === 'courier' && (
        <span className="figures">
          {handing.carrier} {handing.trackingNumber}
        </span>
      )}
      {handing.method === 'pickup' && <span>{handing.place}</span>}
      {handing.method === 'electronic' && (
        <a
          href={`/files/reviewer/${handing.fileId}`}
          target="_blank"
          rel="noreferrer"
          className="text-action underline"
        >
          {say('openResult')}
        </a>
      )}
      {deliveredAt === undefined ? (
        <Button icon="check" label={`${say('deliver')} ${say(`by_${handing.method}`)}`} onPress={onDeliver}>
          {say('deliver')}
        </Button>
      ) : (
        <Badge tone="good" icon="check">
          {say(handing.method === 'electronic' ? 'readyAt' : 'deliveredAt', {
            when: times.moment(deliveredAt),
          })}
        </Badge>
      )}
    </li>
  )
}
