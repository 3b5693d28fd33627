/*
 * The few element types of EBML (RFC 8794) that Matroska needs. Ids are written as the specification prints them.
 */

const idBytes = (id: number): Buffer => {
  const length = id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1
  const bytes = Buffer.alloc(length)
  bytes.writeUIntBE(id, 0, length)
  return bytes
}

/** A size of one to four bytes, the fewest that hold it. All ones would mean unknown. */
const sizeBytes = (size: number): Buffer => {
  const length = size < 0x7f ? 1 : size < 0x3fff ? 2 : size < 0x1fffff ? 3 : 4
  const bytes = Buffer.alloc(length)
  bytes.writeUIntBE(size + 2 ** (7 * length), 0, length)
  return bytes
}

/** A size of eight bytes, for sizes that are filled in later. `null`: not known. */
export const longSize = (size: number | null): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(size === null ? 0x01ff_ffff_ffff_ffffn : 0x0100_0000_0000_0000n + BigInt(size))
  return bytes
}

export const element = (id: number, ...content: readonly Buffer[]): Buffer => {
  const size = content.reduce((sum, each) => sum + each.length, 0)
  return Buffer.concat([idBytes(id), sizeBytes(size), ...content])
}

/** An element whose end is told by what comes after it. */
export const openEnded = (id: number): Buffer => Buffer.concat([idBytes(id), longSize(null)])

export const unsigned = (id: number, value: number): Buffer => {
  const bytes = Buffer.alloc(6)
  bytes.writeUIntBE(value, 0, 6)
  const from = bytes.findIndex((byte) => byte !== 0)
  return element(id, bytes.subarray(from < 0 ? 5 : from))
}

export const float = (id: number, value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return element(id, bytes)
}

export const text = (id: number, value: string): Buffer => element(id, Buffer.from(value))

/** ms since the epoch as Matroska has dates: ns since the beginning of 2001. */
export const date = (id: number, at: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(Math.round(at) - Date.UTC(2001, 0, 1)) * 1_000_000n)
  return element(id, bytes)
}

/** Room of so many bytes in all, at least two. */
export const room = (bytes: number): Buffer => element(0xec, Buffer.alloc(bytes - 2))

/** What stands at a place: an element's id, and where its content begins and ends. `end` is null when not known. */
export interface Found {
  readonly id: number
  readonly content: number
  readonly end: number | null
}

/** Reads an element's head. Null when it is cut off, or none. */
export const readHead = (bytes: Buffer, at: number): Found | null => {
  const first = bytes[at] ?? 0
  const idLength = Math.clz32(first) - 23
  if (idLength > 4 || at + idLength >= bytes.length) return null
  const sizeAt = at + idLength
  const sizeLength = Math.clz32(bytes[sizeAt] ?? 0) - 23
  const content = sizeAt + sizeLength
  if (sizeLength > 8 || content > bytes.length) return null
  const id = bytes.readUIntBE(at, idLength)
  // Seven bits of each byte count; more than 48 of them are never needed for sizes that are known.
  const high = (bytes[sizeAt] ?? 0) & (0xff >> sizeLength)
  const rest = bytes.subarray(sizeAt + 1, content)
  const unknown = high === 0xff >> sizeLength && rest.every((byte) => byte === 0xff)
  const size = rest.reduce((sum, byte) => sum * 256 + byte, high)
  return { id, content, end: unknown ? null : content + size }
}
