import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import type { ReactNode } from 'react'
import { Dialog } from '../parts/Dialog.tsx'
import { useCountdown } from '../parts/useCountdown.ts'
import { useWords } from '../words/words.ts'
import { CuePicture } from './CuePicture.tsx'

export interface CueDialogProps {
  readonly cue: NonNullable<IdentityView['cue']>
  /** Server clock minus this device's, ms. */
  readonly clockSkewMs: number
  /** One's own picture, to see oneself doing it. */
  readonly mirror: ReactNode
}

/** IDENT-8: the cue over everything, with the time that is left. It goes when the clerk has seen it or time is over. */
export const CueDialog = ({ cue, clockSkewMs, mirror }: CueDialogProps): ReactNode => {
  const say = useWords('identity')
  const left = useCountdown(cue.dueAt - clockSkewMs)
  const whole = Math.max(1, Math.round((cue.dueAt - cue.shownAt) / 1000))
  return (
    <Dialog urgent size="large" title={say('cueTitle')} icon="face" actions={null}>
      <p className="text-center text-display font-bold">{say(`cue_${cue.cue}`)}</p>
      <div className="grid items-center gap-4 kiosk:grid-cols-2">
        <CuePicture cue={cue.cue} />
        <div className="aspect-[4/3] overflow-hidden rounded-card bg-stage">{mirror}</div>
      </div>
      <div className="flex items-center gap-4 kiosk:gap-2">
        <div className="h-[0.75em] grow overflow-hidden rounded-full bg-line">
          <div
            className="h-full bg-action transition-[width] duration-1000 ease-linear"
            style={{ width: `${(100 * left) / whole}%` }}
          />
        </div>
        <p role="timer" className="figures text-title font-bold">
          {say('secondsLeft', { count: left })}
        </p>
      </div>
      <p className="text-quiet">{say('cueCannot')}</p>
    </Dialog>
  )
}
