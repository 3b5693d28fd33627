import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Peer, Producing } from '../sfu/peer.ts'
import { openSealedFile } from './file.ts'
import type { SealedFile } from './file.ts'
import { openJournal } from './folder.ts'
import type { RecordedStream } from './manifest.ts'
import type { Reports } from './reports.ts'
import { openTap } from './tap.ts'
import type { Tap } from './tap.ts'
import { openTrack } from './track.ts'
import type { Track, TrackSink } from './track.ts'

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

interface Recorded {
  readonly stream: RecordedStream
  readonly track: Track
  readonly tap: Tap
  readonly bytes: () => number
  readonly isStuck: () => boolean
  grown: { bytes: number; at: number }
  stalled: boolean
  readonly unfollow: () => void
}

/** How often what came in is brought to the disk. With the wait for late packets it stays below a second. */
const flushMs = 400
/** Told well within three seconds. */
const stalledMs = 2_000

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
  const tracks = new Map<string, Recorded>()
  const adding = new Set<string>()
  const peers = new Set<string>()
  const closing = new Set<Promise<void>>()
  let files = 0
  let paused = false
  let ended = false
  journal.note({ type: 'began', recordingId, partId, at: beganAt })
  await journal.flush()

  const closeFile = (
    file: SealedFile,
    name: string,
    stream: RecordedStream,
    about: { lastAt: number; lostPackets: number },
  ): void => {
    const { peerId, source } = stream
    const closed = (async () => {
      try {
        const sealed = await file.close()
        journal.note({
          type: 'closed',
          file: name,
          endedAt: about.lastAt,
          lostPackets: about.lostPackets,
          ...sealed,
        })
      } catch {
        // What could not be written is no whole segment: it stays without a `closed`.
        const fromAt = Math.min(about.lastAt, steadyNow() - file.stuckMs())
        journal.note({ type: 'gap', peerId, source, fromAt, toAt: about.lastAt, why: 'disk' })
      }
    })()
    closing.add(closed)
    void closed.then(async () => {
      closing.delete(closed)
      await journal.flush()
      watch.finished()
    })
  }

  /** Brings a track's files to the disk. */
  const filesOf = (stream: RecordedStream) => {
    const { peerId, source } = stream
    let current: { readonly file: SealedFile; readonly name: string } | undefined
    let before = 0
    const sink: Omit<TrackSink, 'wantKeyFrame'> = {
      begin: ({ codec, size }, at) => {
        files += 1
        const name = `${String(files).padStart(3, '0')}-${source}.fwr`
        const file = openSealedFile(path.join(journal.dir, name), key, `${recordingId}/${partId}/${name}`)
        current = { file, name }
        journal.note({
          type: 'opened',
          file: name,
          peerId,
          source,
          codec,
          ...(size === undefined ? {} : { size }),
          beganAt: at,
        })
      },
      write: (bytes) => current?.file.append(bytes),
      end: (about) => {
        if (current === undefined) return
        const { file, name } = current
        current = undefined
        closeFile(file, name, stream, about)
        before += file.written()
      },
      gap: (gap) => journal.note({ type: 'gap', peerId, source, ...gap }),
    }
    return {
      sink,
      bytes: (): number => before + (current?.file.written() ?? 0),
      flush: async (): Promise<void> => current?.file.flush(),
      isOver: (): boolean => current?.file.isOver() ?? false,
      isStuck: (): boolean => (current?.file.stuckMs() ?? 0) > 0,
    }
  }

  const look = (recorded: Recorded, now: number): void => {
    const bytes = recorded.bytes()
    const waits = paused || recorded.tap.held()
    if (waits || bytes !== recorded.grown.bytes) {
      recorded.grown = { bytes, at: now }
      recorded.stalled = false
    } else if (!recorded.stalled && now - recorded.grown.at >= stalledMs) {
      recorded.stalled = true
      const why = recorded.isStuck() ? 'disk' : undefined
      watch.stalled(recorded.stream, Math.round(now - recorded.grown.at), why)
    }
  }

  const flushers = new Map<string, () => Promise<void>>()
  let flushing = false
  const tick = async (): Promise<void> => {
    const now = steadyNow()
    for (const recorded of tracks.values()) {
      recorded.track.tick(now)
      look(recorded, now)
    }
    // A slow disk gets more at a time, not more at once.
    if (flushing) return
    flushing = true
    await Promise.all([...[...flushers.values()].map((flush) => flush()), journal.flush()])
    flushing = false
  }
  const ticking = setInterval(() => void tick(), flushMs)

  const drop = (producerId: string): void => {
    const recorded = tracks.get(producerId)
    tracks.delete(producerId)
    flushers.delete(producerId)
    recorded?.unfollow()
    recorded?.track.close(steadyNow())
  }

  const add: Recording['add'] = async (peer, producing) => {
    const { id: producerId } = producing.producer
    if (ended || adding.has(producerId) || tracks.has(producerId)) return
    adding.add(producerId)
    const stream = { peerId: peer.id, producerId, source: producing.source }
    const own = filesOf(stream)
    const held = (): Recorded | undefined => tracks.get(producerId)
    const tap = await openTap(peer, producing, {
      packet: (bytes) => held()?.track.packet(bytes, steadyNow()),
      held: (isHeld) => {
        const track = held()?.track
        if (isHeld) track?.rest('held', steadyNow())
        else if (!paused) track?.goOn(steadyNow())
      },
      gone: () => drop(producerId),
    })
    adding.delete(producerId)
    if (tap === null) return
    if (ended) return tap.close()
    const now = steadyNow()
    const track = openTrack(tap.kind, now, { ...own.sink, wantKeyFrame: () => tap.wantKeyFrame() })
    const unfollow = watch.follow(producerId, ({ timestamp, at }) => track.reported(timestamp, at))
    tracks.set(producerId, {
      stream,
      track,
      tap,
      bytes: own.bytes,
      isStuck: own.isStuck,
      grown: { bytes: 0, at: now },
      stalled: false,
      unfollow,
    })
    flushers.set(producerId, async () => {
      await own.flush()
      if (!own.isOver()) return
      track.rest('disk', steadyNow())
      track.goOn(steadyNow())
    })
    if (paused) track.rest('paused', now)
    else if (tap.held()) track.rest('held', now)
    if (!paused) await tap.flow()
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
      for (const { track } of tracks.values()) track.rest('paused', now)
      await Promise.all([...tracks.values()].map(({ tap }) => tap.rest()))
      await tick()
    },
    resume: async () => {
      if (!paused || ended) return
      paused = false
      for (const { track, tap } of tracks.values()) if (!tap.held()) track.goOn(steadyNow())
      await Promise.all([...tracks.values()].map(({ tap }) => tap.flow()))
    },
    written: () => [...tracks.values()].map(({ stream, bytes }) => ({ ...stream, bytes: bytes() })),
    isKey: (other) => key.equals(other),
    end: async () => {
      if (ended) return
      ended = true
      clearInterval(ticking)
      for (const [producerId, { tap }] of tracks) {
        drop(producerId)
        tap.close()
      }
      while (closing.size > 0) await Promise.all(closing)
      journal.note({ type: 'ended', at: steadyNow() })
      await journal.close()
      key.fill(0)
    },
  }
}
