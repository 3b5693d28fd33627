import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { RecordingView } from '@farwindow/shared/recording/protocol.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import { RecordingDot } from './RecordingDot.tsx'
import { RestDialog } from './RestDialog.tsx'
import type { RecordingStore } from './store.ts'

/** RECORDING-23, RECORDING-26, for the clerk: how it stands, what one can do, and what is wrong with it. */
export const ClerkRecording = ({ recording }: { readonly recording: RecordingStore }): ReactNode => {
  const say = useWords('recording')
  const { callId, recording: view, policy } = useStore(recording.state)
  const [resting, setResting] = useState(false)
  if (callId === null || (view === null && policy === 'never')) return null
  const running = view?.phase === 'recording' || view?.phase === 'paused'
  return (
    <section aria-label={say('bar')} className="flex flex-col gap-2">
      <div className="flex min-h-target items-center gap-2 rounded-part border border-line bg-paper px-3">
        {running && <RecordingDot rests={view.phase === 'paused'} />}
        <p role="status" className="min-w-0 grow">
          {view === null ? say('notYetAsked') : <Standing view={view} />}
        </p>
        {view === null && (
          <Button small icon="record" onPress={recording.ask}>
            {say('ask')}
          </Button>
        )}
        {view?.phase === 'recording' && (
          <Button small icon="pause" onPress={() => setResting(true)}>
            {say('rest')}
          </Button>
        )}
        {view?.pause?.by === 'clerk' && (
          <Button small icon="play" onPress={recording.resume}>
            {say('goOn')}
          </Button>
        )}
      </div>
      {running && view.troubles.length > 0 && <Trouble view={view} />}
      {resting && view?.phase === 'recording' && (
        <RestDialog recording={recording} side="clerk" onClose={() => setResting(false)} />
      )}
    </section>
  )
}

const Standing = ({ view }: { readonly view: RecordingView }): ReactNode => {
  const say = useWords('recording')
  switch (view.phase) {
    case 'asked':
      return say('askedWaits')
    case 'refused':
    case 'lapsed':
      return view.refusedWhy === undefined || view.refusedWhy === 'unsaid'
        ? say('refusedToClerk')
        : say('refusedToClerkWhy', { why: say(`refused_${view.refusedWhy}`) })
    case 'recording':
      return say('records')
    case 'paused': {
      const why = say(`paused_${view.pause?.why ?? 'other'}`)
      return say(view.pause?.by === 'applicant' ? 'restsByApplicant' : 'restsByOneself', { why })
    }
    case 'ended':
      return say(view.endedWhy === 'withdrawn' ? 'withdrawnToClerk' : 'stopped')
  }
}

/** What does not work, in plain words, and what to do until it does. */
const Trouble = ({ view }: { readonly view: RecordingView }): ReactNode => {
  const say = useWords('recording')
  const silent = view.troubles.some(({ why }) => why === 'silent')
  const stalled = view.troubles.find(({ why }) => why === 'stalled')
  const whose = stalled?.side === 'clerk' ? say('stalledOwn') : say('stalledTheirs')
  return (
    <Notice tone="bad" announce title={silent ? say('silent') : whose}>
      {say(silent ? 'silentText' : 'stalledText')}
    </Notice>
  )
}
