import { useEffect, useRef, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { classes } from '../parts/classes.ts'
import type { PlayClock } from './clock.ts'
import { atHand, correction, type PlayedTrack, type Stretch } from './playback.ts'

const correctMs = 250

interface FileProps {
  readonly src: string
  readonly stretch: Stretch
  readonly isNow: boolean
  readonly clock: PlayClock
  readonly label: string
}

/** One file, kept where the clock is. */
const File = ({ src, stretch, isNow, clock, label }: FileProps): ReactNode => {
  const box = useRef<HTMLVideoElement>(null)
  const playing = useStore(clock.state, (now) => now.playing)
  useEffect(() => {
    const follow = (): void => {
      const element = box.current
      if (element === null) return
      if (!isNow) return element.pause()
      const should = (clock.now() - stretch.beganAt) / 1000
      const { jumpTo, rate } = correction(element.currentTime, should, playing)
      if (jumpTo !== undefined && !element.seeking) element.currentTime = jumpTo
      element.playbackRate = rate
      if (!playing) element.pause()
      // Refused only where sound needs a press first: pressing play was one.
      else if (element.paused && !element.ended) void element.play().catch(() => undefined)
    }
    follow()
    const following = setInterval(follow, correctMs)
    return () => clearInterval(following)
  }, [clock, stretch, isNow, playing])
  const heard = stretch.source === 'microphone'
  return (
    <video
      ref={box}
      src={src}
      preload="auto"
      muted={!heard}
      playsInline
      aria-label={label}
      className={classes(
        heard ? 'hidden' : 'absolute inset-0 size-full object-contain',
        !isNow && 'invisible',
      )}
    />
  )
}

export interface TrackProps {
  /** Of the page’s files: `/recordings/reviewer/<id>/`. */
  readonly base: string
  readonly track: PlayedTrack
  readonly clock: PlayClock
  readonly label: string
  /** Said where there is no picture at this moment. */
  readonly absence?: string
}

/** What one side sent from one source: file after file, each loaded a little before its turn. */
export const Track = ({ base, track, clock, label, absence }: TrackProps): ReactNode => {
  const at = useStore(clock.state, (now) => now.at)
  const { now, all } = atHand(track, at)
  const files = all.map((stretch) => (
    <File
      key={stretch.path}
      src={`${base}${stretch.path}`}
      stretch={stretch}
      isNow={stretch === now}
      clock={clock}
      label={label}
    />
  ))
  if (track.source === 'microphone') return files
  return (
    <figure
      className={classes(
        'relative flex max-h-[40vh] min-w-40 basis-0 flex-col overflow-hidden rounded-card bg-stage text-on-stage sm:min-w-0',
        // What is read needs more room than a face.
        track.source === 'screen' ? 'grow-[3]' : 'grow',
      )}
    >
      <div className="relative aspect-video min-h-0 grow">
        {files}
        {now === undefined && <p className="absolute inset-0 grid place-items-center">{absence}</p>}
      </div>
      <figcaption className="px-3 py-1">{label}</figcaption>
    </figure>
  )
}
