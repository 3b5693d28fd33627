import type { RecordingShow } from '@farwindow/shared/recording/protocol.ts'
import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useBilingual } from '../words/bilingual.ts'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import { createPlayClock, type PlayClock } from './clock.ts'
import { CaptionLine, Transcript } from './Captions.tsx'
import { clockText, facesOf, spanOf, tracksOf, type PlayedTrack, type Span } from './playback.ts'
import { TimeLine } from './TimeLine.tsx'
import { Track } from './Track.tsx'
import { useWhose } from './whose.ts'

export interface PlayerProps {
  /** Whose page it is: the kind of session that may play. */
  readonly page: 'clerk' | 'reviewer' | 'supervisor'
  readonly show: RecordingShow
}

const steadyMs = (): number => performance.now()

/** All pictures side by side, in step with all voices; the time line; what was said and what happened, each a place to go to. */
export const Player = ({ page, show }: PlayerProps): ReactNode => {
  const say = useWords('recording')
  const span = useMemo(() => spanOf(show), [show])
  const tracks = useMemo(() => tracksOf(show), [show])
  const clock = useMemo(() => createPlayClock(span, show.pauses, steadyMs), [span, show])
  useEffect(() => clock.close, [clock])
  const part = {
    base: `/recordings/${page}/${show.recording.id}/`,
    clock,
  }
  const whose = useWhose(show)
  const labelOf = (track: PlayedTrack): string =>
    track.source === 'screen' ? say('source_screen', { who: whose(track) }) : whose(track)
  const faces = facesOf(tracks)
  const others = tracks.filter(({ source }) => source !== 'camera')
  const shared = others.some(({ source }) => source === 'screen')
  const box = useRef<HTMLElement>(null)
  // It opens below a list: whoever opened it sees it, and the keyboard goes on from here.
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label={say('playerLabel')}
      className="flex flex-col gap-3 rounded-card bg-paper p-2 outline-none"
    >
      {show.missingParts > 0 && <Notice tone="warn" title={say('missing', { count: show.missingParts })} />}
      {/* SCREEN-12: the pictures stay with the time line while one reads what was said; where one has zoomed in they go. */}
      <div className="z-10 flex flex-col gap-2 bg-paper [@media(min-height:600px)]:sticky [@media(min-height:600px)]:top-0">
        {/* As high all the time where a screen is shown some of it: the time line stays under the mouse. */}
        <div className={classes('flex flex-wrap gap-2 sm:flex-nowrap', shared && 'sm:h-[40vh]')}>
          {faces.map((track) => (
            <Track
              key={track.key}
              {...part}
              track={track}
              label={labelOf(track)}
              absence={say('noPicture')}
            />
          ))}
          {others.map((track) => (
            <WhenThere key={track.key} track={track} clock={clock}>
              <Track {...part} track={track} label={labelOf(track)} absence={say('noPicture')} />
            </WhenThere>
          ))}
        </div>
        <CaptionLine show={show} clock={clock} />
        <Controls clock={clock} span={span} />
        <TimeLine show={show} span={span} clock={clock} />
      </div>
      <div className={classes('grid gap-4', show.captions.length > 0 && 'lg:grid-cols-2')}>
        <Transcript show={show} span={span} clock={clock} />
        <Happenings show={show} span={span} clock={clock} />
      </div>
    </section>
  )
}

/** A screen takes room only while one was shared; a voice takes none. */
const WhenThere = ({
  track,
  clock,
  children,
}: {
  readonly track: PlayedTrack
  readonly clock: PlayClock
  readonly children: ReactNode
}): ReactNode => {
  const there = useStore(clock.state, ({ at }) =>
    track.stretches.some(({ beganAt, toAt }) => beganAt <= at && at < toAt),
  )
  return track.source === 'microphone' || there ? children : null
}

const Controls = ({ clock, span }: { readonly clock: PlayClock; readonly span: Span }): ReactNode => {
  const say = useWords('recording')
  const { at, playing } = useStore(clock.state)
  return (
    <div className="flex items-center gap-4">
      <Button
        kind="primary"
        icon={playing ? 'pause' : 'play'}
        repeatable
        onPress={playing ? clock.pause : clock.play}
      >
        {say(playing ? 'pause' : 'play')}
      </Button>
      <p role="timer" className="figures">
        {clockText(at - span.fromAt)} / {clockText(span.toAt - span.fromAt)}
      </p>
    </div>
  )
}

const Happenings = ({
  show,
  span,
  clock,
}: Pick<PlayerProps, 'show'> & { readonly clock: PlayClock; readonly span: Span }): ReactNode => {
  const say = useWords('recording')
  const read = useBilingual()
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-semibold">{say('events')}</h3>
      {show.events.length === 0 && <p className="text-quiet">{say('noEvents')}</p>}
      <ol className="max-h-64 overflow-y-auto border-y border-line">
        {show.events.map(({ at, what, label }, n) => (
          // What happened does not change any more.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={n}>
            <button
              type="button"
              onClick={() => clock.seek(at)}
              className="flex min-h-6 w-full gap-4 px-2 py-0.5 text-left hover:bg-action-soft"
            >
              <span className="figures w-16 shrink-0 text-quiet">{clockText(at - span.fromAt)}</span>
              <span>
                {say(`did_${what}`)}
                {label === undefined ? '' : ` · ${read(label)}`}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
