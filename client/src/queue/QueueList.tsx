import type { QueueEntry } from '@farwindow/shared/queue/protocol.ts'
import type { ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Card } from '../parts/Card.tsx'
import { Elapsed } from '../parts/Elapsed.tsx'
import { Icon } from '../parts/icons.tsx'
import type { Called } from '../region/names.ts'
import { useWords } from '../words/words.ts'

export interface QueueListProps {
  readonly entries: readonly QueueEntry[]
  readonly called: Called
  /** Server clock minus this device's, ms. */
  readonly clockSkewMs: number
}

/** Who waits at this office, the longest first. */
export const QueueList = ({ entries, called, clockSkewMs }: QueueListProps): ReactNode => {
  const say = useWords('queue')
  return (
    <Card
      title={say('waiting')}
      aside={
        <Badge tone={entries.length > 0 ? 'info' : 'plain'}>{say('people', { count: entries.length })}</Badge>
      }
    >
      {entries.length === 0 ? (
        <p className="text-quiet">{say('nobody')}</p>
      ) : (
        <ol className="flex flex-col divide-y divide-line">
          {entries.map((entry, index) => (
            <li key={entry.visitId} className="flex gap-3 py-2 first:pt-0 last:pb-0">
              <span className="figures w-5 shrink-0 text-right font-semibold text-quiet">{index + 1}</span>
              <div className="min-w-0 grow">
                <p className="font-medium">
                  {entry.item === undefined ? say('noItem') : called.item(entry.item)}
                </p>
                <p className="text-note text-quiet">
                  {called.place(entry.from)} · {say(entry.place)}
                </p>
                <p className="flex items-center gap-1 text-note text-quiet">
                  <Icon name="clock" />
                  <Elapsed sinceAt={entry.queuedAt - clockSkewMs} label={say('waitingFor')} />
                  {entry.away && <Badge tone="warn">{say('away')}</Badge>}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
