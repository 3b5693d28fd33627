import type { RecordingView } from '@farwindow/shared/recording/protocol.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Link } from '../link.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import type { Archive } from './archive.ts'
import { Player } from './Player.tsx'

export interface OwnRecordingProps {
  readonly link: Link
  readonly archive: Archive
  readonly callId: string
}

/** RECORDING-28, for the clerk: what was recorded of the call that has just ended, as long as the wrap-up lasts. */
export const OwnRecording = ({ link, archive, callId }: OwnRecordingProps): ReactNode => {
  const say = useWords('recording')
  const sentence = useRefusalSentence()
  const { shown, refused } = useStore(archive.state)
  const recorded = useRecorded(link, callId)
  useEffect(() => archive.leave, [archive])
  if (!recorded) return null
  const ready = shown?.recording.id === callId && shown.recording.phase === 'kept' ? shown : null
  return (
    <section aria-label={say('ownRecording')} className="mt-3 flex flex-col gap-3">
      {ready === null ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button icon="play" repeatable onPress={() => archive.show(callId)}>
            {say('playOwn')}
          </Button>
          <p role="status" className="text-note text-quiet">
            {say(shown === null ? 'recordingsText' : 'notReady')}
          </p>
        </div>
      ) : (
        <Player page="clerk" show={ready} />
      )}
      {refused !== null && <Notice tone="warn" title={sentence(refused)} />}
    </section>
  )
}

/** Whether anything of this call was recorded. */
const useRecorded = (link: Link, callId: string): boolean => {
  const [recording, setRecording] = useState<RecordingView | null>(null)
  useEffect(() => {
    let current = true
    const look = async (): Promise<void> => {
      const outcome = await link.ask('recording.current', { callId })
      if (current && outcome.ok) setRecording(outcome.value.recording)
    }
    void look()
    return () => {
      current = false
    }
  }, [link, callId])
  return recording?.callId === callId && recording.consentedAt !== undefined
}
