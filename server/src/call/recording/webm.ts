import { date, element, float, openEnded, room, text, unsigned } from './ebml.ts'
import type { Format } from './frame.ts'

/** Matroska's element ids, as RFC 9559 prints them. */
export const ids = {
  head: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  info: 0x1549a966,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  block: 0xa3,
  cues: 0x1c53bb6b,
  void: 0xec,
} as const

/** Left free for what is only known at the end: where the cues are, and how long it lasts (see playable.ts). */
export const seekHeadBytes = 26
export const durationBytes = 11

const codecs = {
  VP8: { id: 'V_VP8', type: 1, docType: 'webm' },
  H264: { id: 'V_MPEG4/ISO/AVC', type: 1, docType: 'matroska' },
  OPUS: { id: 'A_OPUS', type: 2, docType: 'webm' },
} as const

/** Opus needs this much before the place one seeks to, ns (RFC 9559 and the Opus mapping). */
const opusPreRoll = 80_000_000

const details = ({ codec, size, setup }: Format): Buffer[] => [
  ...(setup === undefined ? [] : [element(0x63a2, setup)]),
  ...(size === undefined ? [] : [element(0xe0, unsigned(0xb0, size.width), unsigned(0xba, size.height))]),
  ...(codec === 'OPUS'
    ? [
        unsigned(0x56bb, opusPreRoll),
        element(0xe1, float(0xb5, 48_000), unsigned(0x9f, setup?.readUInt8(9) ?? 2)),
      ]
    : []),
]

/** The beginning of a file with one track. `at`: the time of its first frame, which the file counts from. */
export const webmHead = (format: Format, at: number): Buffer => {
  const { id, type, docType } = codecs[format.codec]
  return Buffer.concat([
    element(
      ids.head,
      unsigned(0x4286, 1),
      unsigned(0x42f7, 1),
      unsigned(0x42f2, 4),
      unsigned(0x42f3, 8),
      text(0x4282, docType),
      unsigned(0x4287, 4),
      unsigned(0x4285, 2),
    ),
    openEnded(ids.segment),
    room(seekHeadBytes),
    element(
      ids.info,
      unsigned(0x2ad7b1, 1_000_000),
      room(durationBytes),
      date(0x4461, at),
      text(0x4d80, 'farwindow'),
      text(0x5741, 'farwindow'),
    ),
    element(
      ids.tracks,
      element(
        0xae,
        unsigned(0xd7, 1),
        unsigned(0x73c5, 1),
        unsigned(0x83, type),
        unsigned(0x9c, 0),
        text(0x86, id),
        ...details(format),
      ),
    ),
  ])
}

/** A cluster ends after so long: what is seekable, and what a player has to read at once. */
const clusterMs = 1_000

/**
 * Writes blocks one after the other, `ms` after the file's beginning and never backwards; each answer is appended to
 * the file. A cluster begins with each key frame of a picture, so that a place to seek to is the beginning of one.
 */
export const blockWriter = (): ((ms: number, key: boolean, data: Buffer, picture: boolean) => Buffer) => {
  let begunAt: number | null = null
  return (ms, key, data, picture) => {
    const anew = begunAt === null || ms - begunAt >= clusterMs || (picture && key)
    const since = anew ? ms : (begunAt ?? ms)
    begunAt = since
    const head = Buffer.alloc(4)
    head.writeUInt8(0x81, 0)
    head.writeInt16BE(ms - since, 1)
    head.writeUInt8(key ? 0x80 : 0, 3)
    const block = element(ids.block, head, data)
    return anew ? Buffer.concat([openEnded(ids.cluster), unsigned(ids.timestamp, ms), block]) : block
  }
}
