import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost, RecordingHeld } from '../host.ts'
import type { Emit } from '../hostevents.ts'
import type { Peer, Producing } from '../sfu/peer.ts'
import { partsOf, settle, unfinished } from './folder.ts'
import { openRecording, steadyNow } from './recording.ts'
import type { Recording } from './recording.ts'
import { openReports } from './reports.ts'
import type { Bucket } from './s3/client.ts'
import { openUploads } from './s3/uploads.ts'
import { keyBytes } from './seal.ts'

/** How often it is said how much has been written. */
const tellMs = 1_000

/** It names a folder. */
const isName = (recordingId: string): boolean => /^[\w-]{1,64}$/.test(recordingId)

/** The recordings of one media host. */
export interface Recordings {
  record(input: Parameters<MediaHost['record']>[0], peers: readonly Peer[]): ReturnType<MediaHost['record']>
  pause: MediaHost['pauseRecording']
  resume: MediaHost['resumeRecording']
  stop: MediaHost['stopRecording']
  /** A peer began to send. */
  produced(peer: Peer, producing: Producing): void
  held(): readonly RecordingHeld[]
  close(): Promise<void>
}

/** Where finished files go, and who is told when they cannot: the fault, and when it is tried again. */
export interface Store {
  readonly bucket: Bucket
  readonly failed: (error: unknown, againMs: number) => void
}

/**
 * `root`: where files are kept; nothing is recorded without one. Finds what a process before left unfinished. With a
 * store, files stay below `root` until they are there.
 */
export const openRecordings = async (
  root: string | undefined,
  emit: Emit,
  store?: Store,
): Promise<Recordings> => {
  const reports = openReports(steadyNow)
  const running = new Map<string, Recording>()
  const broken = new Set(root === undefined ? [] : await unfinished(root))

  /** The runs that files are being written of. */
  const writing = new Set<string>()
  const uploads =
    root === undefined || store === undefined
      ? undefined
      : openUploads(root, store, (partId) => writing.has(partId))

  const end = async (recordingId: string, recording: Recording): Promise<void> => {
    await recording.end()
    writing.delete(recording.partId)
    uploads?.look(recordingId)
  }

  /** Requests for one recording wait for each other. */
  const turns = new Map<string, Promise<unknown>>()
  const inTurn = <T>(recordingId: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(recordingId) ?? Promise.resolve()).then(work)
    const settled = turn.catch(() => undefined)
    turns.set(recordingId, settled)
    void settled.then(() => turns.get(recordingId) === settled && turns.delete(recordingId))
    return turn
  }

  const tell = (): void => {
    for (const [recordingId, recording] of running)
      emit({
        type: 'recording',
        recordingId,
        partId: recording.partId,
        paused: recording.isPaused(),
        streams: [...recording.written()],
      })
  }
  const telling = setInterval(tell, tellMs)

  const begin = async (recordingId: string, key: Buffer): Promise<Outcome<Recording>> => {
    const known = running.get(recordingId)
    if (known !== undefined) return known.isKey(key) ? ok(known) : refuse('conflict', 'key')
    if (root === undefined) return refuse('unavailable')
    try {
      const recording = await openRecording(
        { root, recordingId, key },
        {
          follow: reports.follow,
          stalled: (stream, forMs, why) =>
            emit({ type: 'recordingStalled', recordingId, ...stream, forMs, ...(why && { why }) }),
          finished: () => uploads?.look(recordingId),
        },
      )
      writing.add(recording.partId)
      running.set(recordingId, recording)
      return ok(recording)
    } catch {
      // The folder cannot be written: nothing is recorded here.
      return refuse('unavailable', 'disk')
    }
  }

  const onRunning = (
    recordingId: string,
    work: (recording: Recording) => Promise<void>,
  ): Promise<Outcome<null>> =>
    inTurn(recordingId, async () => {
      const recording = running.get(recordingId)
      if (recording === undefined) return refuse('notFound', 'recordingId')
      await work(recording)
      return ok(null)
    })

  return {
    record: ({ recordingId, key }, peers) =>
      inTurn(recordingId, async () => {
        const bytes = Buffer.from(key, 'base64')
        if (bytes.length !== keyBytes) return refuse('malformed', 'key')
        if (!isName(recordingId)) return refuse('malformed', 'recordingId')
        const begun = await begin(recordingId, bytes)
        if (!begun.ok) return begun
        const { partId, beganAt, follow, add } = begun.value
        for (const peer of peers) follow(peer.id)
        await Promise.all(
          peers.flatMap((peer) => [...peer.producers.values()].map((producing) => add(peer, producing))),
        )
        return ok({ partId, beganAt })
      }),
    pause: ({ recordingId }) => onRunning(recordingId, (recording) => recording.pause()),
    resume: ({ recordingId }) => onRunning(recordingId, (recording) => recording.resume()),
    stop: ({ recordingId }) =>
      inTurn(recordingId, async () => {
        const recording = running.get(recordingId)
        running.delete(recordingId)
        if (recording !== undefined) await end(recordingId, recording)
        const parts = root === undefined || !isName(recordingId) ? [] : await partsOf(root, recordingId)
        if (root === undefined || parts.length === 0) return refuse('notFound', 'recordingId')
        if (broken.delete(recordingId)) {
          await settle(root, recordingId)
          uploads?.look(recordingId)
        }
        return ok({ parts })
      }),
    produced: (peer, producing) => {
      reports.watch(peer, producing)
      for (const recording of running.values())
        if (recording.peers.has(peer.id)) void recording.add(peer, producing)
    },
    held: () => [
      ...[...running].map(([recordingId, recording]) => ({
        recordingId,
        state: recording.isPaused() ? ('paused' as const) : ('recording' as const),
        peerIds: [...recording.peers],
      })),
      ...[...broken]
        .filter((recordingId) => !running.has(recordingId))
        .map((recordingId) => ({ recordingId, state: 'broken' as const, peerIds: [] })),
    ],
    close: async () => {
      clearInterval(telling)
      await Promise.all([...running].map(([recordingId, recording]) => end(recordingId, recording)))
      running.clear()
      // What is not stored yet is by the next process.
      await uploads?.close()
    },
  }
}
