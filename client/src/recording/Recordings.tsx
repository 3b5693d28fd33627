import type { RecordingSummary } from '@farwindow/shared/recording/protocol.ts'
import { useEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { EmptyState, ErrorState, Loading } from '../parts/states.tsx'
import type { Called } from '../region/names.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import type { Archive } from './archive.ts'
import { Player } from './Player.tsx'
import { clockText } from './playback.ts'

export interface RecordingsProps {
  readonly archive: Archive
  readonly page: 'reviewer' | 'supervisor'
  /** Those of this case; without one, the latest of the office. */
  readonly reference?: string
  readonly called: Called
}

/** The recordings somebody may play, and the one that is open. */
export const Recordings = ({ archive, page, reference, called }: RecordingsProps): ReactNode => {
  const say = useWords('recording')
  const common = useWords('common')
  const sentence = useRefusalSentence()
  const { list, shown, refused } = useStore(archive.state)
  useEffect(() => void archive.look(reference), [archive, reference])
  if (refused !== null) return <ErrorState title={sentence(refused)} />
  if (list === null) return <Loading words={common('loading')} slowWords={common('loadingSlow')} />
  if (list.length === 0) return <EmptyState title={say('none')}>{say('noneText')}</EmptyState>
  return (
    <div className="flex flex-col gap-4">
      <p className="text-quiet">{say('recordingsText')}</p>
      <ul className="flex flex-col divide-y divide-line border-y border-line">
        {list.map((recording) => (
          <Row
            key={recording.id}
            recording={recording}
            called={called}
            open={shown?.recording.id === recording.id}
            onOpen={() => archive.show(recording.id)}
          />
        ))}
      </ul>
      {shown !== null && <Player key={shown.recording.id} page={page} show={shown} />}
    </div>
  )
}

interface RowProps {
  readonly recording: RecordingSummary
  readonly called: Called
  readonly open: boolean
  readonly onOpen: () => Promise<void>
}

const Row = ({ recording, called, open, onOpen }: RowProps): ReactNode => {
  const say = useWords('recording')
  const times = useTimes()
  const { phase, consentedAt, endedAt, clerk, item, reference, keepUntil } = recording
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 px-2 py-2">
      <span className="figures">{times.moment(consentedAt)}</span>
      <span className="figures text-quiet">{clockText(endedAt - consentedAt)}</span>
      <span>{say('by', { name: clerk })}</span>
      {item !== undefined && <span>{called.item(item)}</span>}
      {reference !== undefined && <span className="figures">{reference}</span>}
      <span className="ml-auto flex items-center gap-3">
        {phase === 'deleted' ? (
          <Badge>{say('deleted')}</Badge>
        ) : (
          <span className="text-note text-quiet">{say('keptUntil', { when: times.day(keepUntil) })}</span>
        )}
        {phase === 'kept' && (
          <Button icon="play" pressed={open} onPress={onOpen}>
            {say('open')}
          </Button>
        )}
        {phase === 'ended' && <Badge>{say('notReady')}</Badge>}
      </span>
    </li>
  )
}
