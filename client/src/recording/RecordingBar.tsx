import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import { ConsentDialog } from './ConsentDialog.tsx'
import { RecordingDot } from './RecordingDot.tsx'
import { RestDialog } from './RestDialog.tsx'
import type { RecordingStore } from './store.ts'

export interface RecordingBarProps {
  readonly recording: RecordingStore
  /** What is seen goes from browser to browser: nothing can be recorded before it goes over a media host. */
  readonly direct: boolean
  /** What is said is kept as captions, whether it is recorded or not. */
  readonly captioned: boolean
}

/** RECORDING-23, for the applicant: the question; while it is recorded, the words that say so and the way to rest. */
export const RecordingBar = ({ recording, direct, captioned }: RecordingBarProps): ReactNode => {
  const say = useWords('recording')
  const view = useStore(recording.state, (now) => now.recording)
  const [resting, setResting] = useState(false)
  if (view?.phase === 'asked') return <ConsentDialog recording={recording} direct={direct} />
  if (view?.phase !== 'recording' && view?.phase !== 'paused') return null
  const rests = view.phase === 'paused'
  const own = view.pause?.by === 'applicant'
  return (
    <section
      aria-label={say('bar')}
      className="flex items-center justify-between gap-x-4 border-b border-line bg-paper px-4 py-1 kiosk:px-6"
    >
      <p
        role="status"
        className="flex min-w-0 items-center gap-[0.5em] font-medium phone:text-note phone:leading-tight"
      >
        <RecordingDot rests={rests || direct} />
        <span>
          {rests || direct ? (
            say(rests ? (own ? 'restsByYou' : 'restsByClerk') : 'recordsSoon')
          ) : (
            <>
              <span className="phone:hidden">{say('records')}</span>
              <span className="hidden phone:inline">{say('recordsShort')}</span>
              {captioned && <span className="hidden phone:inline">{say('recordsCaptioned')}</span>}
            </>
          )}
          {rests && captioned && say('restsCaptioned')}
        </span>
      </p>
      {!rests && (
        <Button
          className="shrink-0 phone:[&>svg]:hidden"
          icon="pause"
          label={say('restLong')}
          onPress={() => setResting(true)}
        >
          {say('rest')}
        </Button>
      )}
      {rests && own && (
        <Button
          className="shrink-0 phone:[&>svg]:hidden"
          icon="play"
          label={say('goOnLong')}
          onPress={recording.resume}
        >
          {say('goOnShort')}
        </Button>
      )}
      {resting && !rests && (
        <RestDialog recording={recording} side="applicant" onClose={() => setResting(false)} />
      )}
    </section>
  )
}

/** After a no, or when it was ended: that it is not recorded, and after a no the way to a yes. */
export const NotRecorded = ({ recording }: { readonly recording: RecordingStore }): ReactNode => {
  const say = useWords('recording')
  const view = useStore(recording.state, (now) => now.recording)
  if (view?.phase === 'refused')
    return (
      <Notice
        tone="info"
        announce
        title={say('notRecorded')}
        action={<Button onPress={recording.agree}>{say('agreeAfterAll')}</Button>}
      />
    )
  if (view?.phase === 'ended') return <Notice tone="info" announce title={say('stopped')} />
  return null
}
