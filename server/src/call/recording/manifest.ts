import { z } from 'zod'
import { mediaSource } from '@farwindow/shared/call/media.ts'

/*
 * What a media node writes down about a recording beside its files: one line for everything that happens, appended
 * at once, so that a process that is killed leaves behind what it knew. The manifest is made of the lines.
 */

const id = z.string().min(1).max(64)
const at = z.number()
const count = z.number().int().nonnegative()
const stream = { peerId: id, source: mediaSource }

const gap = z.object({ ...stream, fromAt: at, toAt: at, why: z.enum(['lost', 'held', 'paused', 'disk']) })

const opened = z.object({
  file: z.string().regex(/^\d{3,}-(camera|microphone|screen)\.fwr$/),
  ...stream,
  codec: z.enum(['VP8', 'H264', 'OPUS']),
  size: z.object({ width: count, height: count }).exactOptional(),
  /** When its first frame was taken. */
  beganAt: at,
})

/** `whole`: it was closed by its recorder, not cut off by a fault. */
const segment = opened.extend({
  whole: z.boolean(),
  /** Null when nobody was there to see its end. */
  endedAt: at.nullable(),
  lostPackets: count.nullable(),
  /** Of the file as it lies on the disk. */
  bytes: count,
  sha256: z.string().regex(/^[\da-f]{64}$/),
})
export type Segment = z.output<typeof segment>

/** A stream under way. */
export const recordedStream = z.object({ ...stream, producerId: id })
export type RecordedStream = z.output<typeof recordedStream>

/** One run of a recording on one node. */
export const recordingPart = z.object({
  recordingId: id,
  partId: id,
  beganAt: at,
  /** Null when it was cut off. */
  endedAt: at.nullable(),
  segments: z.array(segment),
  gaps: z.array(gap),
})
export type RecordingPart = z.output<typeof recordingPart>

const line = z.discriminatedUnion('type', [
  z.object({ type: z.literal('began'), recordingId: id, partId: id, at }),
  opened.extend({ type: z.literal('opened') }),
  z.object({
    type: z.literal('closed'),
    file: opened.shape.file,
    endedAt: at,
    lostPackets: count,
    bytes: count,
    sha256: segment.shape.sha256,
  }),
  gap.extend({ type: z.literal('gap') }),
  /** A file that nobody closed, as it was found. */
  z.object({
    type: z.literal('cut'),
    file: opened.shape.file,
    bytes: count,
    sha256: segment.shape.sha256,
  }),
  /** It lies where recordings are stored, too. */
  z.object({ type: z.literal('stored'), file: opened.shape.file }),
  z.object({ type: z.literal('ended'), at }),
  /** Whoever wanted it has got the manifest of what was cut off. */
  z.object({ type: z.literal('settled') }),
])
export type JournalLine = z.output<typeof line>

/** The lines of a journal; one that was cut off at the end, or is none, is passed over. */
export const readJournal = (text: string): JournalLine[] =>
  text.split('\n').flatMap((each) => {
    const parsed = line.safeParse(parse(each))
    return parsed.success ? [parsed.data] : []
  })

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is known of a file that nobody closed. */
export type Found = Pick<Segment, 'bytes' | 'sha256'>

/**
 * The manifest of a journal. `found`: the files that nobody closed, as they lie there. Null when the journal does
 * not even begin.
 */
export const manifestOf = (
  lines: readonly JournalLine[],
  found: ReadonlyMap<string, Found>,
): RecordingPart | null => {
  const began = lines.find((each) => each.type === 'began')
  if (began === undefined) return null
  const closed = new Map(
    lines.flatMap((each) => (each.type === 'closed' ? [[each.file, each] as const] : [])),
  )
  const segments = lines.flatMap((each): Segment[] => {
    if (each.type !== 'opened') return []
    const { type: _opened, ...about } = each
    const end = closed.get(each.file)
    if (end !== undefined) {
      const { endedAt, lostPackets, bytes, sha256 } = end
      return [{ ...about, whole: true, endedAt, lostPackets, bytes, sha256 }]
    }
    const left = found.get(each.file)
    if (left === undefined) return []
    const { bytes, sha256 } = left
    return [{ ...about, whole: false, endedAt: null, lostPackets: null, bytes, sha256 }]
  })
  return {
    recordingId: began.recordingId,
    partId: began.partId,
    beganAt: began.at,
    endedAt: lines.find((each) => each.type === 'ended')?.at ?? null,
    segments,
    gaps: lines.flatMap((each) => {
      if (each.type !== 'gap') return []
      const { type: _gap, ...about } = each
      return [about]
    }),
  }
}
