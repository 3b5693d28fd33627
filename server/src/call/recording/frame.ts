import type { RtpPacket } from './rtp.ts'

/** What a player has to know before the first frame; another one needs another file. */
export interface Format {
  readonly codec: 'VP8' | 'H264' | 'OPUS'
  readonly size?: { readonly width: number; readonly height: number }
  /** The container's CodecPrivate. */
  readonly setup?: Buffer
}

/** One picture, or one packet of sound. */
export interface Frame {
  /** RTP timestamp. */
  readonly timestamp: number
  /** Can be decoded without any other. */
  readonly key: boolean
  readonly data: Buffer
  /** Of key frames. */
  readonly format?: Format
  /** Nobody sent it: it says only how long something that was lost lasted. */
  readonly filler?: boolean
}

/** Puts the packets of a stream together to frames. */
export interface Assembler {
  put(packet: RtpPacket): Frame[]
  /** Packets are missing before the next one. */
  lose(packets: number): void
  /** Nothing can be decoded before the next key frame. */
  wantsKeyFrame(): boolean
}

/** What a codec makes of the packets of one picture; null when they are not whole. */
export type Picture = (packets: readonly RtpPacket[]) => Omit<Frame, 'timestamp'> | null

/**
 * Collects the packets of one picture until its marker. Pictures build on the one before: after a loss, and at the
 * beginning, none is passed on until one comes that can be decoded by itself. Where a codec does not mark a
 * picture's first packet (`marksStart`), the one after a loss is not trusted: its beginning may be what was lost.
 */
export const pictureAssembler = (picture: Picture, marksStart: boolean): Assembler => {
  let packets: RtpPacket[] = []
  let chain = false
  let broken = false

  const complete = (ended: boolean): Frame[] => {
    const [first] = packets
    const made = first === undefined || broken ? null : picture(packets)
    packets = []
    broken &&= !ended && !marksStart
    if (first === undefined) return []
    chain = made !== null && (chain || made.key)
    return made !== null && chain ? [{ timestamp: first.timestamp, ...made }] : []
  }

  return {
    put: (packet) => {
      const [first] = packets
      const before = first !== undefined && first.timestamp !== packet.timestamp ? complete(false) : []
      if (packet.payload.length === 0) return before
      packets.push(packet)
      return packet.marker ? [...before, ...complete(true)] : before
    },
    lose: () => {
      broken = packets.length > 0 || !marksStart
      chain = false
    },
    wantsKeyFrame: () => !chain,
  }
}
