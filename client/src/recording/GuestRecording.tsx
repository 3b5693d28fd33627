import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useWords } from '../words/words.ts'
import type { GuestRecordingStore } from './gueststore.ts'
import { RecordingDot } from './RecordingDot.tsx'

/** RECORDING-51, for a guest: the question before anything of theirs is kept, then what they said, and the way back. */
export const GuestRecording = ({ recording }: { readonly recording: GuestRecordingStore }): ReactNode => {
  const say = useWords('recording')
  const view = useStore(recording.state, (now) => now.recording)
  if (view === null || view.phase === 'none') return null
  if (view.answer === 'open')
    return (
      <Dialog
        urgent
        icon="record"
        title={say('guestTitle')}
        actions={
          <>
            <Button big onPress={() => recording.answer(false)}>
              {say('guestNo')}
            </Button>
            <Button big icon="check" onPress={() => recording.answer(true)}>
              {say('guestYes')}
            </Button>
          </>
        }
      >
        <p>{say('guestWhat')}</p>
        <p>{say('consent_longText')}</p>
        <p>{say('consent_whoText')}</p>
        <p className="rounded-part bg-good-soft px-4 py-3 font-medium">{say('guestNoHarm')}</p>
      </Dialog>
    )
  const agreed = view.answer === 'agreed'
  const rests = view.phase === 'paused'
  return (
    <section
      aria-label={say('bar')}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line bg-paper px-4 py-1"
    >
      <p role="status" className="flex min-w-0 items-center gap-[0.5em] font-medium">
        <RecordingDot rests={rests || !agreed} />
        <span>{say(!agreed ? 'guestUnrecorded' : rests ? 'restsByYou' : 'guestRecorded')}</span>
      </p>
      <Button small onPress={() => recording.answer(!agreed)}>
        {say(agreed ? 'guestStop' : 'guestAfterAll')}
      </Button>
    </section>
  )
}
