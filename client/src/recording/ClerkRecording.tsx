import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { RecordingView } from '@farwindow/shared/recording/protocol.ts'
import type { Gap } from '@farwindow/shared/recording/state.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import { RecordingDot } from './RecordingDot.tsx'
import { RestDialog } from './RestDialog.tsx'
import type { RecordingStore } from './store.ts'

/** RECORDING-23, RECORDING-26, for the clerk: how it stands, what one can do, and what is wrong with it. */
export const ClerkRecording = ({
  recording,
  direct,
}: {
  readonly recording: RecordingStore
  /** What is seen goes from browser to browser: nothing is recorded yet. */
  readonly direct: boolean
}): ReactNode => {
  const say = useWords('recording')
  const { callId, recording: view, policy } = useStore(recording.state)
  const [resting, setResting] = useState(false)
  if (callId === null || (view === null && policy === 'never')) return null
  const running = view?.phase === 'recording' || view?.phase === 'paused'
  return (
    <section aria-label={say('bar')} className="flex flex-col gap-2">
      <div className="flex min-h-target items-center gap-2 rounded-part border border-line bg-paper px-3">
        {running && <RecordingDot rests={view.phase === 'paused' || direct} />}
        <p role="status" className="min-w-0 grow">
          {view === null ? say('notYetAsked') : <Standing view={view} direct={direct} />}
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
      {running && (view.unrecorded ?? []).length > 0 && (
        <p className="text-note text-quiet">
          {say('unrecordedGuests', { names: (view.unrecorded ?? []).map(({ name }) => name).join('、') })}
        </p>
      )}
      {running && view.troubles.length > 0 && <Trouble view={view} />}
      {resting && view?.phase === 'recording' && (
        <RestDialog recording={recording} side="clerk" onClose={() => setResting(false)} />
      )}
    </section>
  )
}

const Standing = ({
  view,
  direct,
}: {
  readonly view: RecordingView
  readonly direct: boolean
}): ReactNode => {
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
      return say(direct ? 'recordsSoon' : 'records')
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
  const is = (kind: Gap['why']): boolean => view.troubles.some(({ why }) => why === kind)
  const stalled = view.troubles.find(({ why }) => why === 'stalled')
  const whose =
    stalled?.guestId !== undefined
      ? 'stalledGuests'
      : stalled?.side === 'clerk'
        ? 'stalledOwn'
        : 'stalledTheirs'
  // A full disk is what the others would only be a sign of.
  const [title, text] = is('disk')
    ? (['disk', 'diskText'] as const)
    : is('silent')
      ? (['silent', 'silentText'] as const)
      : ([whose, 'stalledText'] as const)
  return (
    <Notice tone="bad" announce title={say(title)}>
      {say(text)}
    </Notice>
  )
}
