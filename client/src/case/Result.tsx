import type { ProgressView } from '@farwindow/shared/case/sight.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { Certificate } from './Certificate.tsx'
import type { ProgressStore } from './progress.ts'

type Handed = NonNullable<ProgressView['handings']>[number]

export interface ResultProps {
  readonly shown: ProgressView
  readonly progress: ProgressStore
}

/** How the result comes, or why it does not. Nothing before the end. */
export const Result = ({ shown, progress }: ResultProps): ReactNode => {
  const say = useWords('progress')
  const { handings, refusedReason } = shown
  if (refusedReason !== undefined)
    return (
      <Card title={say('refusedTitle')}>
        <p className="text-lead">{refusedReason}</p>
        <p className="mt-2 text-quiet">{say('refusedRights')}</p>
      </Card>
    )
  if (handings === undefined) return null
  return (
    <Card title={say('result')}>
      <ul className="flex flex-col gap-4">
        {handings.map((handed) => (
          <HandingLine key={handed.handing.method} handed={handed} progress={progress} />
        ))}
      </ul>
    </Card>
  )
}

interface LineProps {
  readonly handed: Handed
  readonly progress: ProgressStore
}

const HandingLine = ({ handed, progress }: LineProps): ReactNode => {
  const say = useWords('progress')
  const times = useTimes()
  const { handing, deliveredAt } = handed
  return (
    <li className="flex flex-col gap-1">
      <p className="font-semibold">{say(`by_${handing.method}`)}</p>
      {handing.method === 'courier' && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p>
            {handing.carrier} <span className="figures font-semibold">{handing.trackingNumber}</span>
          </p>
          <Copy text={handing.trackingNumber} />
        </div>
      )}
      {handing.method === 'pickup' && <p>{say('pickupAt', { place: handing.place })}</p>}
      {handing.method === 'electronic' && <Certificate fileId={handing.fileId} progress={progress} />}
      {deliveredAt !== undefined && handing.method !== 'electronic' && (
        <p className="text-quiet">{say('deliveredAt', { when: times.day(deliveredAt) })}</p>
      )}
    </li>
  )
}

const Copy = ({ text }: { readonly text: string }): ReactNode => {
  const common = useWords('common')
  const [copied, setCopied] = useState(false)
  return (
    <Button
      icon={copied ? 'check' : 'document'}
      onPress={async () => {
        await navigator.clipboard.writeText(text)
        setCopied(true)
      }}
    >
      {copied ? common('copied') : common('copy')}
    </Button>
  )
}
