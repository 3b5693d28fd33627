import type { RecordingShow } from '@farwindow/shared/recording/protocol.ts'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { classes } from '../parts/classes.ts'
import { useWords } from '../words/words.ts'
import type { PlayClock } from './clock.ts'
import { clockText, type Span } from './playback.ts'
import { useGapWords } from './whose.ts'

export interface TimeLineProps {
  readonly show: RecordingShow
  readonly span: Span
  readonly clock: PlayClock
}

/** Where one is, and where nothing was kept: pauses in grey, gaps in red, what happened as small lines. */
export const TimeLine = ({ show, span, clock }: TimeLineProps): ReactNode => {
  const say = useWords('recording')
  const gapWords = useGapWords(show)
  const at = useStore(clock.state, (now) => now.at)
  const whole = span.toAt - span.fromAt
  const part = (moment: number): number => Math.min(100, Math.max(0, ((moment - span.fromAt) / whole) * 100))
  const stretch = (fromAt: number, toAt = span.toAt): { left: string; width: string } => ({
    left: `${part(fromAt)}%`,
    width: `max(3px, ${part(toAt) - part(fromAt)}%)`,
  })
  const marks = [
    ...show.pauses.map(({ fromAt, toAt, why }) => ({
      key: `pause ${fromAt}`,
      look: 'bg-quiet/50',
      title: say('pauseMark', { why: say(`paused_${why}`) }),
      style: stretch(fromAt, toAt),
    })),
    ...show.gaps.map((gap) => ({
      key: `gap ${gap.why} ${gap.fromAt} ${gap.side ?? gap.guestId} ${gap.source}`,
      // Switched off by whoever it is, it lacks nothing.
      look: gap.why === 'held' || gap.why === 'refused' ? 'bg-quiet/50' : 'bg-bad',
      title: gapWords(gap),
      style: stretch(gap.fromAt, gap.toAt),
    })),
  ]
  return (
    <div className="flex flex-col gap-1">
      <div className="relative h-5 rounded-part bg-action-soft">
        {marks.map(({ key, look, title, style }) => (
          <span
            key={key}
            role="img"
            aria-label={title}
            title={title}
            className={classes('absolute inset-y-0 rounded-sm', look)}
            style={style}
          />
        ))}
        {show.events.map((event, n) => (
          <span
            // What happened does not change any more.
            // oxlint-disable-next-line react/no-array-index-key
            key={n}
            aria-hidden="true"
            className="absolute inset-y-1 w-px bg-action"
            style={{ left: `${part(event.at)}%` }}
          />
        ))}
      </div>
      <input
        type="range"
        aria-label={say('place')}
        aria-valuetext={say('placeText', { at: clockText(at - span.fromAt), whole: clockText(whole) })}
        min={0}
        max={whole}
        step={100}
        value={at - span.fromAt}
        onChange={(event) => clock.seek(span.fromAt + Number(event.target.value))}
        className="h-6 w-full accent-action"
      />
    </div>
  )
}
