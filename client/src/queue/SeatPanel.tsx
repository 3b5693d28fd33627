import type { SeatView } from '@farwindow/shared/queue/protocol.ts'
import type { BreakReason } from '@farwindow/shared/queue/seat.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { SelectField } from '../parts/ChoiceField.tsx'
import { Elapsed } from '../parts/Elapsed.tsx'
import { Notice, type Tone } from '../parts/Notice.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import type { QueueStore } from './store.ts'

export interface SeatPanelProps {
  readonly queue: QueueStore
  readonly clockSkewMs: number
  /** Runs inside the click, where sound may be unlocked. */
  readonly onReady: () => void
  readonly readyKey: string
}

const tones: Readonly<Record<SeatView['phase'], Tone | 'plain'>> = {
  off: 'plain',
  ready: 'good',
  offered: 'warn',
  serving: 'info',
  wrapUp: 'warn',
  break: 'plain',
}

/** What a clerk may choose; `unanswered` is the machine's own. */
const choosable = ['rest', 'meal', 'meeting', 'training', 'other'] as const satisfies readonly BreakReason[]

/** One's own state: taking calls, resting and why, finishing up. */
export const SeatPanel = ({ queue, clockSkewMs, onReady, readyKey }: SeatPanelProps): ReactNode => {
  const say = useWords('queue')
  const sentence = useRefusalSentence()
  const { seat, refused } = useStore(queue.state)
  const phase = seat?.phase ?? 'off'
  const inCall = phase === 'offered' || phase === 'serving'
  return (
    <Card title={say('myState')} aside={<Badge tone={tones[phase]}>{say(`phase_${phase}`)}</Badge>}>
      <div className="flex flex-col gap-3">
        {seat !== null && phase !== 'off' && (
          <p className="flex justify-between text-note text-quiet">
            <span>
              {phase === 'break' && seat.reason !== undefined ? say(`break_${seat.reason}`) : say('since')}
            </span>
            <Elapsed sinceAt={seat.since - clockSkewMs} label={say('since')} />
          </p>
        )}
        {phase === 'break' && seat?.reason === 'unanswered' && (
          <Notice tone="warn" title={say('unansweredTitle')} announce>
            {say('unansweredText')}
          </Notice>
        )}
        {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
        {phase !== 'ready' && !inCall && (
          <Button
            kind="primary"
            wide
            icon="play"
            shortcut={readyKey}
            onPress={() => {
              onReady()
              return queue.ready()
            }}
          >
            {say(phase === 'wrapUp' ? 'endWrapUp' : phase === 'break' ? 'endBreak' : 'begin')}
          </Button>
        )}
        {!inCall && phase !== 'break' && phase !== 'off' && <BreakChoice queue={queue} />}
      </div>
    </Card>
  )
}

const BreakChoice = ({ queue }: Pick<SeatPanelProps, 'queue'>): ReactNode => {
  const say = useWords('queue')
  const [reason, setReason] = useState<BreakReason>('rest')
  return (
    <div className="flex items-end gap-2">
      <div className="grow">
        <SelectField
          label={say('breakReason')}
          value={reason}
          chooseWord={say('breakReason')}
          required
          options={choosable.map((value) => ({ value, label: say(`break_${value}`) }))}
          onChange={(value) => setReason(choosable.find((one) => one === value) ?? 'rest')}
        />
      </div>
      <Button icon="pause" onPress={() => queue.rest(reason)}>
        {say('rest')}
      </Button>
    </div>
  )
}
