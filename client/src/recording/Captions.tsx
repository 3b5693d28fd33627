import type { RecordingShow } from '@farwindow/shared/recording/protocol.ts'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useWords } from '../words/words.ts'
import type { PlayClock } from './clock.ts'
import { clockText, spokenAt, type Span } from './playback.ts'

export interface CaptionsProps {
  readonly show: RecordingShow
  readonly span: Span
  readonly clock: PlayClock
}

/** Under the pictures: what was said just now, as the captions had it. Takes its room also while nothing is said. */
export const CaptionLine = ({ show, clock }: Omit<CaptionsProps, 'span'>): ReactNode => {
  const say = useWords('recording')
  const line = useStore(clock.state, ({ at }) => spokenAt(show.captions, at))
  if (show.captions.length === 0) return null
  return (
    <p data-captions="" className="min-h-[2.4em] rounded-part bg-stage px-4 py-1 text-lead text-on-stage">
      {line !== undefined && (
        <>
          <span className="text-[0.8em] opacity-80">{say(`side_${line.by}`)}</span> {line.text}
        </>
      )}
    </p>
  )
}

/** All that was said, each line a place to go to. */
export const Transcript = ({ show, span, clock }: CaptionsProps): ReactNode => {
  const say = useWords('recording')
  const now = useStore(clock.state, ({ at }) => spokenAt(show.captions, at))
  if (show.captions.length === 0) return null
  return (
    <section aria-label={say('transcript')} className="flex min-w-0 flex-col gap-1">
      <h3 className="font-semibold">{say('transcript')}</h3>
      <p className="text-note text-quiet">{say('transcriptText')}</p>
      <ol className="max-h-64 overflow-y-auto border-y border-line">
        {show.captions.map((line, n) => (
          // oxlint-disable-next-line react/no-array-index-key -- what was said is not added to, and two may say the same
          <li key={n}>
            <button
              type="button"
              aria-current={line === now}
              onClick={() => clock.seek(line.at)}
              className="flex min-h-6 w-full gap-4 px-2 py-0.5 text-left hover:bg-action-soft aria-[current=true]:bg-action-soft"
            >
              <span className="figures w-16 shrink-0 text-quiet">{clockText(line.at - span.fromAt)}</span>
              <span className="w-16 shrink-0 text-quiet">{say(`side_${line.by}`)}</span>
              <span>{line.text}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
