import type { Assembler, Format } from './frame.ts'

/** What a player has to know: the identification header (RFC 7845, 5.1), without skipping or gain. */
const head = (channels: number): Buffer => {
  const setup = Buffer.alloc(19)
  setup.write('OpusHead', 'latin1')
  setup.writeUInt8(1, 8)
  setup.writeUInt8(channels, 9)
  setup.writeUInt32LE(48_000, 12)
  return setup
}

const frameSamples = {
  silk: [480, 960, 1920, 2880],
  hybrid: [480, 960],
  celt: [120, 240, 480, 960],
} as const

/** How long a packet lasts, in samples at 48 kHz (RFC 6716, 3.1). */
export const opusSamples = (packet: Buffer): number => {
  const toc = packet[0] ?? 0
  const config = toc >> 3
  const table = config < 12 ? frameSamples.silk : config < 16 ? frameSamples.hybrid : frameSamples.celt
  const samples = table[config & (table.length - 1)] ?? 960
  const code = toc & 3
  return samples * (code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 0x3f : 2)
}

/** More of a loss is left out, and is a gap of the file. */
const mostFilled = 100

/**
 * Every packet is a frame. Packets that were lost are replaced by ones that say nothing but how long they last
 * (RFC 6716, 3.2.1): a player makes up for them, and one that does not look at the time stays in step.
 */
export const opusAssembler = (channels: number): Assembler => {
  const format: Format = { codec: 'OPUS', setup: head(channels) }
  let last: { readonly timestamp: number; readonly data: Buffer } | undefined
  let lost = 0
  return {
    put: ({ timestamp, payload }) => {
      if (payload.length === 0) return []
      const filled = last === undefined || lost === 0 || lost > mostFilled ? [] : fill(last, timestamp, lost)
      lost = 0
      last = { timestamp, data: payload }
      return [...filled, { timestamp, data: payload }].map((each) => ({ ...each, key: true, format }))
    },
    lose: (packets) => {
      lost += packets
    },
    wantsKeyFrame: () => false,
  }
}

const fill = (
  last: { readonly timestamp: number; readonly data: Buffer },
  until: number,
  packets: number,
): { timestamp: number; data: Buffer; filler: true }[] => {
  // One frame of the same kind, empty; a packet of several is filled by several.
  const empty = Buffer.of((last.data[0] ?? 0) & 0xfc)
  const samples = opusSamples(empty)
  const begin = last.timestamp + opusSamples(last.data)
  const most = Math.min(mostFilled, packets * Math.max(1, Math.round(opusSamples(last.data) / samples)))
  const room = Math.floor((((until - begin) | 0) + samples / 2) / samples)
  return Array.from({ length: Math.max(0, Math.min(most, room)) }, (_, index) => ({
    timestamp: (begin + index * samples) >>> 0,
    data: empty,
    filler: true,
  }))
}
