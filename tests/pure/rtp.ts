import type { Arrived, JitterBuffer } from '@farwindow/server/call/recording/jitter.ts'
import type { RtpPacket } from '@farwindow/server/call/recording/rtp.ts'

/* RTP as a browser would send it, made by hand. */

export interface Sent {
  readonly sequence: number
  readonly timestamp: number
  readonly marker?: boolean
  readonly payload: Buffer
}

const ssrc = 77

/** A packet with a header extension, a contributor and padding, as far as wanted. */
export const rtp = (
  { sequence, timestamp, marker = false, payload }: Sent,
  extra: { readonly extension?: Buffer; readonly contributors?: number; readonly padding?: number } = {},
): Buffer => {
  const { extension, contributors = 0, padding = 0 } = extra
  const head = Buffer.alloc(12 + 4 * contributors)
  head[0] = 0x80 | (padding > 0 ? 0x20 : 0) | (extension === undefined ? 0 : 0x10) | contributors
  head[1] = (marker ? 0x80 : 0) | 96
  head.writeUInt16BE(sequence & 0xffff, 2)
  head.writeUInt32BE(timestamp >>> 0, 4)
  head.writeUInt32BE(ssrc, 8)
  const parts: Buffer[] = [head]
  if (extension !== undefined) {
    const words = Buffer.alloc(4 + 4 * Math.ceil(extension.length / 4))
    words.writeUInt16BE(0xbede, 0)
    words.writeUInt16BE(words.length / 4 - 1, 2)
    extension.copy(words, 4)
    parts.push(words)
  }
  parts.push(payload)
  if (padding > 0) parts.push(Buffer.alloc(padding, padding))
  return Buffer.concat(parts)
}

/** A sender report, behind a receiver report as in a compound packet. */
export const senderReport = (timestamp: number, at: number): Buffer => {
  const other = Buffer.from('80c9000100000001', 'hex')
  const report = Buffer.alloc(28)
  report.writeUInt32BE(0x80c80006, 0)
  report.writeUInt32BE(ssrc, 4)
  const seconds = at / 1000 + 2_208_988_800
  report.writeUInt32BE(Math.floor(seconds), 8)
  report.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), 12)
  report.writeUInt32BE(timestamp >>> 0, 16)
  return Buffer.concat([other, report])
}

/** A VP8 picture of a size; its bytes say which one it is. */
export const vp8Picture = (number: number, key: boolean, size = { width: 640, height: 480 }): Buffer => {
  const bytes = Buffer.alloc(1_500 + (number % 700), number & 0xff)
  bytes[0] = key ? 0x10 : 0x11
  if (key) {
    bytes.writeUIntBE(0x9d012a, 3, 3)
    bytes.writeUInt16LE(size.width, 6)
    bytes.writeUInt16LE(size.height, 8)
  }
  bytes.writeUInt32BE(number, bytes.length - 4)
  return bytes
}

/** The packets of one VP8 picture, with the descriptor Chromium writes: a picture number of 15 bits. */
export const vp8Packets = (picture: Buffer, sequence: number, timestamp: number): Sent[] => {
  const parts = []
  for (let at = 0; at < picture.length; at += 1_000) parts.push(picture.subarray(at, at + 1_000))
  return parts.map((part, index) => ({
    sequence: sequence + index,
    timestamp,
    marker: index === parts.length - 1,
    payload: Buffer.concat([Buffer.from([index === 0 ? 0x90 : 0x80, 0x80, 0x81, 0x23]), part]),
  }))
}

export const packet = (sequence: number): RtpPacket => ({
  sequence: sequence & 0xffff,
  timestamp: sequence * 960,
  ssrc,
  marker: true,
  payload: Buffer.of(1),
})

/** Puts packets in at their times, and says what came out: numbers, or how many were lost as a negative one. */
export const through = (
  buffer: JitterBuffer,
  arrivals: readonly { readonly sequence: number; readonly at: number }[],
): number[] => {
  const out: Arrived[] = []
  for (const { sequence, at } of arrivals.toSorted((a, b) => a.at - b.at)) {
    buffer.put(packet(sequence), at)
    out.push(...buffer.take(at))
  }
  out.push(...buffer.drain())
  return out.map((each) => (each.type === 'lost' ? -each.packets : each.packet.sequence))
}
