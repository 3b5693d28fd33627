import { randomUUID } from 'node:crypto'
import type { Peer, Producing } from '../sfu/peer.ts'
import { openJournal } from './folder.ts'
import type { RecordedStream } from './manifest.ts'
import { openRecorded } from './recorded.ts'
import type { Recorded } from './recorded.ts'
import type { Reports } from './reports.ts'
import { openSegments } from './segments.ts'

/** What is heard of a recording under way. */
export interface RecordingWatch {
  /** What is known, and gets known, of a stream's clock. */
  readonly follow: Reports['follow']
  /** A stream that should be recorded has brought nothing to the disk for `forMs`. Said once until it grows again. */
  stalled(stream: RecordedStream, forMs: number, why?: 'disk'): void
  /** A file is done; the journal says so. */
  finished(): void
}

/** One run of a recording: the streams of some peers, each into files of its own. */
export interface Recording {
  readonly partId: string
  readonly beganAt: number
  readonly peers: ReadonlySet<string>
  isPaused(): boolean
  /** The peer's streams from now on; `add` each that it sends. */
  follow(peerId: string): void
  add(peer: Peer, producing: Producing): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  /** Each stream's bytes on the disk, over all its files. */
  written(): readonly (RecordedStream & { readonly bytes: number })[]
  isKey(key: Uint8Array): boolean
  /** Ends all files; resolves when everything has reached the disk. */
  end(): Promise<void>
}

/** How often what came in is brought to the disk. With the wait for late packets it stays below a second. */
const flushMs = 400
/** ms since the epoch, never backwards. */
export const steadyNow = (): number => performance.timeOrigin + performance.now()

/** Begins a run of a recording below `root`. Rejects when nothing can be written there. */
export const openRecording = async (
  { root, recordingId, key }: { readonly root: string; readonly recordingId: string; readonly key: Buffer },
  watch: RecordingWatch,
): Promise<Recording> => {
  const partId = randomUUID()
  const beganAt = steadyNow()
  const journal = await openJournal(root, recordingId, partId)
  const segments = openSegments({
    recordingId,
    partId,
    key,
    journal,
    now: steadyNow,
    finished: watch.finished,
  })
  /** By the stream's producer. */
  const streams = new Map<string, Recorded>()
  const adding = new Set<string>()
  const peers = new Set<string>()
  let paused = false
  let ended = false
  journal.note({ type: 'began', recordingId, partId, at: beganAt })
  await journal.flush()

  let flushing = false
  const tick = async (): Promise<void> => {
    const now = steadyNow()
    for (const each of streams.values()) each.tick(now)
    // A slow disk gets more at a time, not more at once.
    if (flushing) return
    flushing = true
    await Promise.all([...[...streams.values()].map((each) => each.flush()), journal.flush()])
    flushing = false
  }
  const ticking = setInterval(() => void tick(), flushMs)

  const drop = (producerId: string): void => {
    const recorded = streams.get(producerId)
    streams.delete(producerId)
    recorded?.close()
  }

  const add: Recording['add'] = async (peer, producing) => {
    const { id: producerId } = producing.producer
    if (ended || adding.has(producerId) || streams.has(producerId)) return
    adding.add(producerId)
    const stream = { peerId: peer.id, producerId, source: producing.source }
    const recorded = await openRecorded(peer, producing, {
      stream,
      files: segments.of(stream),
      follow: watch.follow,
      isPaused: () => paused,
      now: steadyNow,
      stalled: (forMs, why) => watch.stalled(stream, forMs, why),
      gone: () => drop(producerId),
    })
    adding.delete(producerId)
    if (recorded === null) return
    if (ended) return recorded.close()
    streams.set(producerId, recorded)
    await recorded.start()
  }

  return {
    partId,
    beganAt,
    peers,
    isPaused: () => paused,
    follow: (peerId) => void peers.add(peerId),
    add,
    pause: async () => {
      if (paused || ended) return
      paused = true
      const now = steadyNow()
      await Promise.all([...streams.values()].map((each) => each.pause(now)))
      await tick()
    },
    resume: async () => {
      if (!paused || ended) return
      paused = false
      const now = steadyNow()
      await Promise.all([...streams.values()].map((each) => each.resume(now)))
    },
    written: () => [...streams.values()].map(({ stream, bytes }) => ({ ...stream, bytes: bytes() })),
    isKey: (other) => key.equals(other),
    end: async () => {
      if (ended) return
      ended = true
      clearInterval(ticking)
      for (const producerId of streams.keys()) drop(producerId)
      await segments.closed()
      journal.note({ type: 'ended', at: steadyNow() })
      await journal.close()
      key.fill(0)
    },
  }
}
