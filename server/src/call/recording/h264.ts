import { pictureAssembler } from './frame.ts'
import type { Assembler, Format, Picture } from './frame.ts'
import type { RtpPacket } from './rtp.ts'
import { spsSize } from './sps.ts'

const typeOf = (unit: Buffer): number => (unit[0] ?? 0) & 0x1f
const idr = 5
const sps = 7
const pps = 8
const delimiter = 9
const stapA = 24
const fuA = 28

/** The NAL units of one picture's packets (RFC 6184: single, STAP-A, FU-A). Null when one is not whole. */
export const readNalUnits = (packets: readonly Pick<RtpPacket, 'payload'>[]): Buffer[] | null => {
  const units: Buffer[] = []
  let parts: Buffer[] | null = null
  for (const { payload } of packets) {
    const type = typeOf(payload)
    if (type === fuA) {
      const header = payload[1] ?? 0
      const begins = (header & 0x80) !== 0
      if (payload.length < 3 || begins === (parts !== null)) return null
      parts ??= [Buffer.of(((payload[0] ?? 0) & 0xe0) | (header & 0x1f))]
      parts.push(payload.subarray(2))
      if ((header & 0x40) === 0) continue
      units.push(Buffer.concat(parts))
      parts = null
    } else if (parts !== null) return null
    else if (type === stapA) {
      const taken = readAggregate(payload)
      if (taken === null) return null
      units.push(...taken)
    } else units.push(payload)
  }
  return parts === null ? units : null
}

const readAggregate = (payload: Buffer): Buffer[] | null => {
  const units: Buffer[] = []
  for (let at = 1; at < payload.length;) {
    if (at + 2 > payload.length) return null
    const length = payload.readUInt16BE(at)
    if (length === 0 || at + 2 + length > payload.length) return null
    units.push(payload.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return units
}

/** The decoder configuration (ISO/IEC 14496-15, 5.3.3.1) of one sequence and one picture parameter set. */
export const avcSetup = (sequence: Buffer, pictures: Buffer): Buffer =>
  Buffer.concat([
    Buffer.of(1, sequence[1] ?? 0, sequence[2] ?? 0, sequence[3] ?? 0, 0xff, 0xe1),
    prefixed(sequence, 2),
    Buffer.of(1),
    prefixed(pictures, 2),
  ])

const prefixed = (unit: Buffer, bytes: 2 | 4): Buffer => {
  const length = Buffer.alloc(bytes)
  length.writeUIntBE(unit.length, 0, bytes)
  return Buffer.concat([length, unit])
}

/** Parameter sets are kept from picture to picture: not every key frame repeats them. */
const pictures = (): Picture => {
  let sequence: Buffer | undefined
  let parameters: Buffer | undefined
  const format = (): Format | null => {
    if (sequence === undefined || parameters === undefined) return null
    const size = spsSize(sequence)
    return size === null ? null : { codec: 'H264', size, setup: avcSetup(sequence, parameters) }
  }
  return (packets) => {
    const units = readNalUnits(packets)
    if (units === null) return null
    sequence = units.findLast((unit) => typeOf(unit) === sps) ?? sequence
    parameters = units.findLast((unit) => typeOf(unit) === pps) ?? parameters
    const seen = units.filter((unit) => ![sps, pps, delimiter].includes(typeOf(unit)))
    if (seen.length === 0) return null
    const data = Buffer.concat(seen.map((unit) => prefixed(unit, 4)))
    if (!seen.some((unit) => typeOf(unit) === idr)) return { key: false, data }
    const known = format()
    return known === null ? null : { key: true, data, format: known }
  }
}

export const h264Assembler = (): Assembler => pictureAssembler(pictures(), false)
