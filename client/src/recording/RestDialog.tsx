import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useWords } from '../words/words.ts'
import type { RecordingStore } from './store.ts'

const reasons = ['privateMatter', 'secret', 'bystander', 'other'] as const

export interface RestDialogProps {
  readonly recording: RecordingStore
  readonly side: 'applicant' | 'clerk'
  readonly onClose: () => void
}

/** RECORDING-22: lets the recording rest, for one of a few reasons, or ends it for good. */
export const RestDialog = ({ recording, side, onClose }: RestDialogProps): ReactNode => {
  const say = useWords('recording')
  const common = useWords('common')
  const closing = (asked: Promise<unknown>): Promise<void> => asked.then(onClose)
  return (
    <Dialog
      icon="pause"
      size={side === 'applicant' ? 'large' : 'normal'}
      title={say('restTitle')}
      onDismiss={onClose}
      actions={
        <>
          <Button kind="quiet" icon="close" onPress={() => closing(recording.stop())}>
            {say(side === 'applicant' ? 'withdraw' : 'stop')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
        </>
      }
    >
      <p>{say('restText')}</p>
      <div className="grid gap-3 kiosk:grid-cols-2 desk:grid-cols-2">
        {reasons.map((why) => (
          <Button key={why} big={side === 'applicant'} onPress={() => closing(recording.pause(why))}>
            {say(`paused_${why}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
