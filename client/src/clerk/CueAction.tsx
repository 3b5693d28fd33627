import { cueGroup } from '@farwindow/shared/identity/cue.ts'
import type { ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { useCountdown } from '../parts/useCountdown.ts'
import { useWords } from '../words/words.ts'
import type { StepActionProps } from './StepAction.tsx'

const tones = { seen: 'good', notSeen: 'bad', expired: 'warn', interrupted: 'plain' } as const

/** A gesture the server draws: shown to the applicant with its time, judged by the clerk's eyes (IDENT-8). */
export const CueAction = ({ identity, acts, run, open, clockSkewMs }: StepActionProps): ReactNode => {
  const say = useWords('clerk')
  const { cue, cues } = identity
  const seconds = useCountdown(cue === undefined ? null : cue.dueAt - clockSkewMs)
  return (
    <div className="flex flex-col gap-2">
      {cues.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {cues.map((past) => (
            <li key={past.cue}>
              <Badge
                tone={tones[past.result]}
              >{`${say(`cue_${past.cue}`)}：${say(`cue_${past.result}`)}`}</Badge>
            </li>
          ))}
        </ul>
      )}
      {cue !== undefined && (
        <div role="status" className="flex flex-col gap-2 rounded-part border border-action bg-paper p-3">
          <p className="flex items-baseline justify-between gap-3">
            <span className="text-title font-bold">{say(`cue_${cue.cue}`)}</span>
            <span className="figures text-lead">{say('cueLeft', { count: seconds })}</span>
          </p>
          <div className="flex flex-wrap gap-2">
            <Button kind="primary" icon="check" onPress={() => run(acts.markCue(cue.id, true))}>
              {say('cueDone')}
            </Button>
            <Button icon="close" onPress={() => run(acts.markCue(cue.id, false))}>
              {say('cueFailed')}
            </Button>
          </div>
        </div>
      )}
      {cue === undefined && open && (
        <div className="flex flex-wrap gap-2">
          <Button small icon="eye" onPress={() => run(acts.showCue())}>
            {say('showCue')}
          </Button>
          {cueGroup.options.map((group) => (
            <Button key={group} small kind="quiet" onPress={() => run(acts.showCue(group))}>
              {say(`avoid_${group}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
