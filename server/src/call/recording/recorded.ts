import type { Peer, Producing } from '../sfu/peer.ts'
import type { RecordedStream } from './manifest.ts'
import type { Reports } from './reports.ts'
import type { StreamFiles } from './segments.ts'
import { openTap } from './tap.ts'
import { openTrack } from './track.ts'
import type { Track } from './track.ts'

/** One stream under way: its packets come in, its files grow. */
export interface Recorded {
  readonly stream: RecordedStream
  /** Lets its packets come, unless the recording rests. */
  start(): Promise<void>
  /** On the disk, over all its files. */
  bytes(): number
  /** Passes on what waited long enough; looks whether its files grow. */
  tick(now: number): void
  flush(): Promise<void>
  pause(now: number): Promise<void>
  resume(now: number): Promise<void>
  /** Takes nothing more and ends its file. */
  close(): void
}

export interface RecordedPlan {
  readonly stream: RecordedStream
  readonly files: StreamFiles
  /** What is known, and gets known, of the stream's clock. */
  readonly follow: Reports['follow']
  /** The recording rests: nothing is taken before `resume`. Asked once the stream is tapped. */
  readonly isPaused: () => boolean
  /** ms since the epoch, never backwards. */
  readonly now: () => number
  /** Nothing has reached the disk for `forMs`, although it should. Said once until it grows again. */
  readonly stalled: (forMs: number, why?: 'disk') => void
  /** The stream is over. */
  readonly gone: () => void
}

/** Looked at every 400 ms, it is told well within three seconds: what came last waits for the disk before, too. */
const stalledMs = 1_900

/** Says when something that should grow has not for too long, once until it grows again. */
const aliveWatch = (begunAt: number, stalled: (forMs: number) => void) => {
  let grown = { bytes: 0, at: begunAt }
  let said = false
  return (now: number, bytes: number, waits: boolean): void => {
    if (waits || bytes !== grown.bytes) {
      grown = { bytes, at: now }
      said = false
    } else if (!said && now - grown.at >= stalledMs) {
      said = true
      stalled(Math.round(now - grown.at))
    }
  }
}

/** Taps a stream of a peer and records it. Null when it ended meanwhile, or its codec cannot be recorded. */
export const openRecorded = async (
  peer: Peer,
  producing: Producing,
  { stream, files, follow, isPaused, now, stalled, gone }: RecordedPlan,
): Promise<Recorded | null> => {
  let track: Track | undefined
  let paused = false
  const tap = await openTap(peer, producing, {
    packet: (bytes) => track?.packet(bytes, now()),
    held: (held) => {
      if (held) track?.rest('held', now())
      else if (!paused) track?.goOn(now())
    },
    gone,
  })
  if (tap === null) return null
  const begunAt = now()
  const own = openTrack(tap.kind, begunAt, { ...files.sink, wantKeyFrame: () => tap.wantKeyFrame() })
  const unfollow = follow(stream.producerId, ({ timestamp, at }) => own.reported(timestamp, at))
  const alive = aliveWatch(begunAt, (forMs) => stalled(forMs, files.isStuck() ? 'disk' : undefined))
  const look = (at: number): void => alive(at, files.bytes(), paused || tap.held())
  track = own
  paused = isPaused()
  if (paused) own.rest('paused', begunAt)
  else if (tap.held()) own.rest('held', begunAt)
  return {
    stream,
    start: async () => {
      if (!paused) await tap.flow()
    },
    bytes: files.bytes,
    tick: (at) => {
      own.tick(at)
      look(at)
    },
    flush: async () => {
      await files.flush()
      // Now it grew, not when it is looked at the next time.
      look(now())
      if (!files.isOver()) return
      own.rest('disk', now())
      own.goOn(now())
    },
    pause: async (at) => {
      paused = true
      own.rest('paused', at)
      await tap.rest()
    },
    resume: async (at) => {
      paused = false
      if (!tap.held()) own.goOn(at)
      await tap.flow()
    },
    close: () => {
      unfollow()
      own.close(now())
      tap.close()
    },
  }
}
