import type { Format, Frame } from './frame.ts'
import { blockWriter, webmHead } from './webm.ts'

/** Why there is nothing for a while: it did not arrive, the sender holds it, the recording is paused, or the disk took nothing. */
export type GapReason = 'lost' | 'held' | 'paused' | 'disk'

/** Where the files of a stream go. Times are ms since the epoch, on the line all streams share. */
export interface SegmentSink {
  /** A new file; what is written from now on belongs to it. */
  begin(format: Format, at: number): void
  write(bytes: Buffer): void
  /** The file is done: when its last frame was taken, and how many packets were missing in it. */
  end(about: { readonly lastAt: number; readonly lostPackets: number }): void
  gap(gap: { readonly fromAt: number; readonly toAt: number; readonly why: GapReason }): void
}

/** Makes files of the frames of a stream, each at its time, and names what is missing between them. */
export interface Segmenter {
  put(frame: Frame, at: number): void
  /** Packets that do not come any more. */
  lose(packets: number): void
  /** Ends the file; until the next frame there is nothing, and this is why. */
  rest(why: GapReason): void
  close(now: number): void
}

/** Shorter holes are not named: nobody sees or hears them. */
const namedGapMs = 200
/** After a longer hole a new file begins, so that no player has to wait through it. */
const newFileMs = 2_000
/** A time line that goes back by more was wrong; the file begins anew where it is right. */
const backwardsMs = 250

const sameFormat = (a: Format, b: Format): boolean =>
  a.codec === b.codec &&
  a.size?.width === b.size?.width &&
  a.size?.height === b.size?.height &&
  (a.setup?.equals(b.setup ?? Buffer.alloc(0)) ?? true)

/** A file that grows. */
interface Growing {
  readonly format: Format
  readonly begunAt: number
  readonly block: ReturnType<typeof blockWriter>
  /** Of its last frame, counted from its first; below zero before that. */
  lastMs: number
  lostPackets: number
}

export const openSegmenter = (isPicture: boolean, begunAt: number, sink: SegmentSink): Segmenter => {
  let file: Growing | null = null
  let lastAt = begunAt
  /** Of the last frame that came; what only fills a loss is none. */
  let cameAt = begunAt
  let gap: GapReason | null = 'lost'

  const endFile = (): void => {
    if (file !== null) sink.end({ lastAt, lostPackets: file.lostPackets })
    file = null
  }

  const goesOn = (current: Growing, format: Format, at: number, key: boolean): boolean =>
    sameFormat(current.format, format) && !(key && at - lastAt > newFileMs) && at > lastAt - backwardsMs

  /** The file a frame belongs to; null when there is none it could begin. */
  const fileOf = ({ format, key }: Frame, at: number): Growing | null => {
    // A picture that needs the one before has to stay with it.
    if (format === undefined) return file
    if (file !== null && goesOn(file, format, at, key)) return file
    endFile()
    return { format, begunAt: at, block: blockWriter(), lastMs: -1, lostPackets: 0 }
  }

  const nameGap = (toAt: number): void => {
    if (gap !== null && toAt - cameAt >= namedGapMs) sink.gap({ fromAt: cameAt, toAt, why: gap })
    gap = null
  }

  return {
    put: (frame, at) => {
      file = fileOf(frame, at)
      if (file === null) return
      if (at - lastAt > newFileMs) gap ??= 'lost'
      if (frame.filler !== true) nameGap(at)
      if (file.lastMs < 0) {
        sink.begin(file.format, at)
        sink.write(webmHead(file.format, at))
      }
      file.lastMs = Math.max(file.lastMs + 1, Math.round(at - file.begunAt))
      lastAt = file.begunAt + file.lastMs
      if (frame.filler !== true) cameAt = lastAt
      sink.write(file.block(file.lastMs, frame.key, frame.data, isPicture))
    },
    lose: (packets) => {
      gap ??= 'lost'
      if (file !== null) file.lostPackets += packets
    },
    rest: (why) => {
      endFile()
      gap = why
    },
    close: (now) => {
      endFile()
      if (now - cameAt > newFileMs) gap ??= 'lost'
      nameGap(now)
    },
  }
}
