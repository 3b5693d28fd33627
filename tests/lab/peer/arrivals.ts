import type { MediaKind } from '@farwindow/shared/call/media.ts'

/** What has arrived of one stream, as a browser would have counted it. */
export interface Arrivals {
  readonly kind: MediaKind
  packets(): number
  /** Numbers that are missing so far. */
  lost(): number
  /** Packets that were not sealed as they should be. */
  garbled(): number
  wholePictures(): number
  /** When the last packet came, on the clock of `performance`. */
  lastAt(): number
  /** The longest time without a packet since it was last asked, the time until now included; then it begins anew. */
  longestGapMs(): number
}

export interface Receiver extends Arrivals {
  /** `payload` opens the packet; null where it was not sealed for us. */
  take(packet: Buffer, payload: (wanted: boolean) => Buffer | null): void
  /** A receiver report's block about it. */
  block(): Buffer
}

/** Of so many packets one is opened and looked at, besides those that may begin a whole picture. */
const lookAtOneIn = 50

const isWhole = (payload: Buffer): boolean =>
  // The descriptor of the sender next door: four bytes; then the picture's own, whose lowest bit is 0 for a whole one.
  payload.length > 4 && (payload.readUInt8(0) & 0x10) !== 0 && (payload.readUInt8(4) & 1) === 0

export const openReceiver = (kind: MediaKind, ssrc: number): Receiver => {
  let [packets, garbled, whole] = [0, 0, 0]
  let first: number | null = null
  let highest = 0
  let lastAt = performance.now()
  let longest = 0
  let [reportedLost, reportedExpected] = [0, 0]

  const extended = (sequence: number): number => {
    const around = highest - (highest % 0x1_0000) + sequence
    return [around - 0x1_0000, around, around + 0x1_0000].reduce((best, each) =>
      Math.abs(each - highest) < Math.abs(best - highest) ? each : best,
    )
  }
  const expected = (): number => (first === null ? 0 : highest - first + 1)
  const lost = (): number => Math.max(0, expected() - packets)

  return {
    kind,
    packets: () => packets,
    lost,
    garbled: () => garbled,
    wholePictures: () => whole,
    lastAt: () => lastAt,
    longestGapMs: () => {
      const now = performance.now()
      const gap = Math.max(longest, now - lastAt)
      longest = 0
      lastAt = Math.max(lastAt, now - gap)
      return gap
    },
    take: (packet, payload) => {
      const now = performance.now()
      const sequence = packet.readUInt16BE(2)
      if (first === null) highest = sequence
      const at = extended(sequence)
      first ??= at
      highest = Math.max(highest, at)
      packets += 1
      longest = Math.max(longest, now - lastAt)
      lastAt = now
      const isLarge = kind === 'video' && packet.length > 900
      const wanted = isLarge || packets % lookAtOneIn === 1
      const opened = payload(wanted)
      if (!wanted) return
      if (opened === null) garbled += 1
      else if (kind === 'video' && isWhole(opened)) whole += 1
    },
    block: () => {
      const block = Buffer.alloc(24)
      const [nowLost, nowExpected] = [lost(), expected()]
      const share =
        nowExpected > reportedExpected ? (nowLost - reportedLost) / (nowExpected - reportedExpected) : 0
      reportedLost = nowLost
      reportedExpected = nowExpected
      block.writeUInt32BE(ssrc, 0)
      block.writeUInt8(Math.max(0, Math.min(255, Math.round(256 * share))), 4)
      block.writeUIntBE(Math.min(nowLost, 0x7f_ffff), 5, 3)
      block.writeUInt32BE(highest >>> 0, 8)
      return block
    },
  }
}
