import { pictureAssembler } from './frame.ts'
import type { Assembler, Picture } from './frame.ts'
import type { RtpPacket } from './rtp.ts'

/** A VP8 packet without its payload descriptor (RFC 7741, 4.2). Null when it is cut off. */
export const readVp8 = ({ payload }: Pick<RtpPacket, 'payload'>): { start: boolean; data: Buffer } | null => {
  const first = payload[0] ?? 0
  let at = 1
  if ((first & 0x80) !== 0) {
    const extensions = payload[at] ?? 0
    at += 1
    // I: the picture's number, of one or two bytes.
    if ((extensions & 0x80) !== 0) at += ((payload[at] ?? 0) & 0x80) === 0 ? 1 : 2
    // L, and T or K.
    if ((extensions & 0x40) !== 0) at += 1
    if ((extensions & 0x30) !== 0) at += 1
  }
  if (at >= payload.length) return null
  return { start: (first & 0x10) !== 0 && (first & 0x07) === 0, data: payload.subarray(at) }
}

/** Width and height of a key frame (RFC 6386, 9.1). Null when it is none. */
export const vp8Size = (frame: Buffer): { width: number; height: number } | null => {
  if (((frame[0] ?? 1) & 1) !== 0 || frame.length < 10 || frame.readUIntBE(3, 3) !== 0x9d012a) return null
  return { width: frame.readUInt16LE(6) & 0x3fff, height: frame.readUInt16LE(8) & 0x3fff }
}

const picture: Picture = (packets) => {
  const parts = packets.map(readVp8)
  if (parts[0]?.start !== true) return null
  const whole = parts.filter((part) => part !== null)
  if (whole.length < parts.length) return null
  const data = Buffer.concat(whole.map((part) => part.data))
  const size = vp8Size(data)
  return size === null ? { key: false, data } : { key: true, data, format: { codec: 'VP8', size } }
}

export const vp8Assembler = (): Assembler => pictureAssembler(picture, true)
