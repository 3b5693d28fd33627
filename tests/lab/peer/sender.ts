import { randomBytes, randomInt } from 'node:crypto'
import type { MediaKind } from '@farwindow/shared/call/media.ts'

/* Synthetic sound and pictures: real RTP with valid numbers and times, of the sizes a browser sends. */

export interface SenderPlan {
  readonly kind: MediaKind
  readonly ssrc: number
  readonly payloadType: number
  /** Of the pictures; sound is always as a microphone's. */
  readonly kbit: number
  readonly out: {
    readonly rtp: (head: Buffer, payload: Buffer) => void
    readonly rtcp: (packet: Buffer) => void
  }
}

export interface Sender {
  readonly ssrc: number
  /** Sends, or holds back; what goes on begins with a whole picture. */
  flow(flowing: boolean): void
  /** A report or request of the far end; what is not for this stream is passed over. */
  hear(rtcp: Buffer): void
  sent(): number
  close(): void
}

const beatMs = 5
const reportMs = 1_000
const opusMs = 20
const pictureMs = 1_000 / 30
const packetBytes = 1_100
/** A whole picture is so many times as large as a changed one. */
const wholeTimes = 6
/** So many packets can be asked for again. */
const kept = 512

const senders = new Set<(now: number) => void>()
let beating: NodeJS.Timeout | undefined
/** One clock for all streams of a process: hundreds of timers would be the load. */
const onBeat = (beat: (now: number) => void): (() => void) => {
  senders.add(beat)
  beating ??= setInterval(() => {
    const now = performance.now()
    for (const each of senders) each(now)
  }, beatMs)
  return () => {
    senders.delete(beat)
    if (senders.size > 0) return
    clearInterval(beating)
    beating = undefined
  }
}

/** The VP8 payload descriptor (RFC 7741) with a picture number of 15 bits. */
const descriptor = (first: boolean, picture: number): Buffer =>
  Buffer.from([first ? 0x90 : 0x80, 0x80, 0x80 | ((picture >> 8) & 0x7f), picture & 0xff])

/** A picture as packets. Only the first bytes of a VP8 picture mean anything to those who forward it. */
const pictureParts = (picture: number, whole: boolean, bytes: number): Buffer[] => {
  const frame = randomBytes(Math.max(16, Math.round(bytes)))
  frame.writeUInt8(whole ? 0x10 : 0x11, 0)
  if (whole) {
    frame.writeUIntBE(0x9d012a, 3, 3)
    frame.writeUInt16LE(640, 6)
    frame.writeUInt16LE(480, 8)
  }
  const parts = []
  for (let at = 0; at < frame.length; at += packetBytes)
    parts.push(Buffer.concat([descriptor(at === 0, picture), frame.subarray(at, at + packetBytes)]))
  return parts
}

const opusFrame = (): Buffer => Buffer.concat([Buffer.from([0x78]), randomBytes(60 + randomInt(40))])

export const openSender = ({ kind, ssrc, payloadType, kbit, out }: SenderPlan): Sender => {
  const [everyMs, clock] = kind === 'audio' ? [opusMs, 48] : [pictureMs, 90]
  const history = new Map<number, readonly [Buffer, Buffer]>()
  const began = performance.now()
  const startTimestamp = randomInt(2 ** 32 - 1)
  let sequence = randomInt(0x4000)
  let picture = randomInt(0x4000)
  let [packets, bytes] = [0, 0]
  let flowing = false
  let whole = true
  let dueAt = began + Math.random() * everyMs
  let reportAt = began + Math.random() * reportMs

  const timestampAt = (now: number): number => (startTimestamp + Math.round((now - began) * clock)) % 2 ** 32

  const put = (payload: Buffer, timestamp: number, marker: boolean): void => {
    const head = Buffer.alloc(12)
    head.writeUInt8(0x80, 0)
    head.writeUInt8((marker ? 0x80 : 0) | payloadType, 1)
    head.writeUInt16BE(sequence, 2)
    head.writeUInt32BE(timestamp, 4)
    head.writeUInt32BE(ssrc, 8)
    history.set(sequence, [head, payload])
    history.delete((sequence - kept + 0x1_0000) % 0x1_0000)
    sequence = (sequence + 1) % 0x1_0000
    packets += 1
    bytes += payload.length
    out.rtp(head, payload)
  }
  const frame = (at: number): void => {
    const timestamp = timestampAt(at)
    if (kind === 'audio') return put(opusFrame(), timestamp, false)
    const size = (kbit * pictureMs) / 8
    const parts = pictureParts(picture, whole, whole ? wholeTimes * size : size)
    picture = (picture + 1) % 0x8000
    whole = false
    parts.forEach((part, index) => put(part, timestamp, index === parts.length - 1))
  }
  /** A sender report: this wall-clock time is that timestamp. */
  const report = (now: number): void => {
    const packet = Buffer.alloc(28)
    packet.writeUInt32BE(0x80c80006, 0)
    packet.writeUInt32BE(ssrc, 4)
    const seconds = (performance.timeOrigin + now) / 1000 + 2_208_988_800
    packet.writeUInt32BE(Math.floor(seconds), 8)
    packet.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), 12)
    packet.writeUInt32BE(timestampAt(now), 16)
    packet.writeUInt32BE(packets, 20)
    packet.writeUInt32BE(bytes % 2 ** 32, 24)
    out.rtcp(packet)
  }
  const beat = (now: number): void => {
    if (!flowing) return
    // Whoever was held up does not catch up with a burst of what is old.
    if (now - dueAt > 10 * everyMs) dueAt = now
    for (; dueAt <= now; dueAt += everyMs) frame(dueAt)
    if (reportAt > now) return
    reportAt = now + reportMs
    report(now)
  }
  const stop = onBeat(beat)

  const again = (lost: number): void => {
    const found = history.get(lost)
    if (found !== undefined) out.rtp(...found)
  }
  const hearOne = (type: number, format: number, body: Buffer): void => {
    if (type === 206 && format === 1 && body.readUInt32BE(8) === ssrc) whole = true
    if (type === 206 && format === 4)
      for (let at = 12; at + 8 <= body.length; at += 8) if (body.readUInt32BE(at) === ssrc) whole = true
    if (type !== 205 || format !== 1 || body.readUInt32BE(8) !== ssrc) return
    for (let at = 12; at + 4 <= body.length; at += 4) {
      const [first, mask] = [body.readUInt16BE(at), body.readUInt16BE(at + 2)]
      again(first)
      for (let bit = 0; bit < 16; bit += 1) if ((mask >> bit) & 1) again((first + bit + 1) % 0x1_0000)
    }
  }

  return {
    ssrc,
    flow: (next) => {
      if (next && !flowing) {
        whole = true
        dueAt = performance.now()
      }
      flowing = next
    },
    hear: (rtcp) => {
      for (let at = 0; at + 12 <= rtcp.length;) {
        const end = at + 4 + 4 * rtcp.readUInt16BE(at + 2)
        const format = rtcp.readUInt8(at) & 0x1f
        hearOne(rtcp.readUInt8(at + 1), format, rtcp.subarray(at, end))
        at = end
      }
    },
    sent: () => packets,
    close: stop,
  }
}
