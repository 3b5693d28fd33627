/** One RTP packet (RFC 3550, 5.1) as the recording needs it. */
export interface RtpPacket {
  readonly sequence: number
  readonly timestamp: number
  readonly ssrc: number
  /** The last packet of a picture. */
  readonly marker: boolean
  /** Without padding; may be empty. */
  readonly payload: Buffer
}

const fixedBytes = 12

/** Reports come over the same port as packets, told apart by their second byte (RFC 5761, 4). */
const isReport = (second: number): boolean => second >= 192 && second <= 223

/** Reads a packet over header extensions, contributors and padding. Null when it is none, or cut off. */
export const readRtp = (bytes: Buffer): RtpPacket | null => {
  const first = bytes[0] ?? 0
  const second = bytes[1] ?? 0
  if (bytes.length < fixedBytes || first >> 6 !== 2 || isReport(second)) return null
  let start = fixedBytes + 4 * (first & 0x0f)
  if ((first & 0x10) !== 0) {
    if (bytes.length < start + 4) return null
    start += 4 + 4 * bytes.readUInt16BE(start + 2)
  }
  const padding = (first & 0x20) === 0 ? 0 : (bytes.at(-1) ?? 0)
  const end = bytes.length - padding
  if (start > end) return null
  return {
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    marker: (second & 0x80) !== 0,
    payload: bytes.subarray(start, end),
  }
}

/** Seconds from the beginning of NTP's time to that of ours (RFC 868). */
const ntpEpochS = 2_208_988_800

/** The time of a sender report (RFC 3550, 6.4.1) in ms since the epoch, with fractions. */
export const ntpMs = (seconds: number, fraction: number): number =>
  1000 * (seconds - ntpEpochS + fraction / 2 ** 32)

/**
 * Numbers that go round (16 or 32 bits) as ones that only grow: each is taken to be the one nearest to the
 * newest there was.
 */
export const unwrapper = (bits: 16 | 32): ((value: number) => number) => {
  const circle = 2 ** bits
  let newest: number | undefined
  return (value) => {
    if (newest === undefined) return (newest = value)
    const ahead = (((value - newest) % circle) + circle) % circle
    const unwrapped = newest + (ahead < circle / 2 ? ahead : ahead - circle)
    newest = Math.max(newest, unwrapped)
    return unwrapped
  }
}
