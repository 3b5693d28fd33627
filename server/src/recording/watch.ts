import type { MediaHostEvent } from '../call/host.ts'

type Told = Extract<MediaHostEvent, { type: 'recording' }>
type Stalled = Extract<MediaHostEvent, { type: 'recordingStalled' }>
/** A stream of a recording, and whether it is the disk that does not take it. */
export type StalledStream = Pick<Stalled, 'peerId' | 'source' | 'why'>

export interface WatchHears {
  /** Nothing was heard of this recording for so long. */
  silent(recordingId: string, forMs: number): void
  /** It is heard of again. */
  heard(recordingId: string): void
  /** A stream that should grow does not. */
  stalled(recordingId: string, stream: StalledStream, forMs: number): void
  /** It grows again, or is not sent any more. */
  grows(recordingId: string, stream: StalledStream): void
  /** It is recorded although it should rest. */
  restless(recordingId: string): void
}

/** Told at least this late, so that the clerk knows within three seconds (RECORDING-26). */
const silentMs = 2_400
const tickMs = 200

interface Watched {
  heardAt: number
  silent: boolean
  readonly rests: () => boolean
  /** Bytes of the streams that stalled, when they did. */
  readonly stalled: Map<string, { readonly stream: StalledStream; bytes: number | undefined }>
}

const keyOf = ({ peerId, source }: StalledStream): string => `${peerId}/${source}`

/** Watches that recordings under way are alive. `now`: ms on a clock that never jumps. */
export const openWatch = (hears: WatchHears, now: () => number) => {
  const watched = new Map<string, Watched>()

  const tick = (): void => {
    for (const [recordingId, each] of watched) {
      const forMs = now() - each.heardAt
      if (each.silent || forMs < silentMs) continue
      each.silent = true
      hears.silent(recordingId, forMs)
    }
  }
  const ticking = setInterval(tick, tickMs).unref()

  const hear = ({ recordingId, streams, paused }: Told): void => {
    const one = watched.get(recordingId)
    if (one === undefined) return
    one.heardAt = now()
    if (one.silent) {
      one.silent = false
      hears.heard(recordingId)
    }
    if (one.rests() && !paused) hears.restless(recordingId)
    for (const [key, entry] of one.stalled) {
      const bytes = streams.find((each) => keyOf(each) === key)?.bytes
      entry.bytes ??= bytes
      if (bytes !== undefined && bytes === entry.bytes) continue
      one.stalled.delete(key)
      hears.grows(recordingId, entry.stream)
    }
  }

  const stall = ({ recordingId, peerId, source, forMs, why }: Stalled): void => {
    const stream = { peerId, source, ...(why === undefined ? {} : { why }) }
    const one = watched.get(recordingId)
    if (one === undefined || one.stalled.has(keyOf(stream))) return
    one.stalled.set(keyOf(stream), { stream, bytes: undefined })
    hears.stalled(recordingId, stream, forMs)
  }

  return {
    /** From now on; watching twice changes nothing. `silent`: so it was, when we last knew. */
    begin: (
      recordingId: string,
      about: { readonly silent: boolean; readonly rests: () => boolean },
    ): void => {
      if (!watched.has(recordingId))
        watched.set(recordingId, {
          heardAt: now(),
          silent: about.silent,
          rests: about.rests,
          stalled: new Map(),
        })
    },
    end: (recordingId: string): void => void watched.delete(recordingId),
    /** When it was heard of last, ms before now. */
    sinceMs: (recordingId: string): number => now() - (watched.get(recordingId)?.heardAt ?? now()),
    hear: (event: MediaHostEvent): void => {
      if (event.type === 'recording') hear(event)
      if (event.type === 'recordingStalled') stall(event)
    },
    close: (): void => clearInterval(ticking),
  }
}
