/*
 * Takes out of a picture what it says beside the picture: where it was taken, when, by which device, a thumbnail of
 * what it was before it was cropped. Which way is up stays, and so do the colours.
 */

/** Segments of a JPEG that are the picture's own: JFIF, ICC colour profile, Adobe's colour transform. */
const keptApplication = (marker: number, body: Buffer): boolean =>
  marker === 0xe0 || marker === 0xee || (marker === 0xe2 && body.toString('latin1', 0, 11) === 'ICC_PROFILE')

const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** The orientation (tag 0x0112) an EXIF segment states: 1 to 8; null when it states none. */
const orientationOf = (body: Buffer): number | null => {
  if (body.toString('latin1', 0, 6) !== 'Exif\0\0') return null
  const tiff = body.subarray(6)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number): number =>
    at < 0 || at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const long = (at: number): number =>
    at < 0 || at + 4 > tiff.length ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
  const directory = long(4)
  for (let n = 0; n < Math.min(short(directory), 200); n += 1) {
    const entry = directory + 2 + 12 * n
    if (short(entry) !== 0x0112) continue
    const value = short(entry + 8)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** An EXIF segment that says which way is up and nothing else. */
const uprightSegment = (orientation: number): Buffer => {
  const tiff = Buffer.alloc(26)
  tiff.write('MM', 'latin1')
  tiff.writeUInt16BE(42, 2)
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(0x0112, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Where the coded picture that begins here ends: at the next marker that is none of its own. */
const scanEnd = (bytes: Buffer, from: number): number => {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue
    const next = bytes.readUInt8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** Null when it cannot be read to its end: then nothing is known of what it carries. */
export const strippedJpeg = (bytes: Buffer): Buffer | null => {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1 // fill byte
      continue
    }
    if (marker === 0xd9) return Buffer.concat([...kept, bytes.subarray(at, at + 2)])
    if (isAlone(marker)) {
      kept.push(bytes.subarray(at, at + 2))
      at += 2
      continue
    }
    if (at + 4 > bytes.length) return null
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    const body = bytes.subarray(at + 4, end)
    const orientation = marker === 0xe1 ? orientationOf(body) : null
    if (orientation !== null && orientation !== 1) kept.push(uprightSegment(orientation))
    const isNote = (marker >= 0xe0 && marker <= 0xef && !keptApplication(marker, body)) || marker === 0xfe
    if (!isNote) kept.push(bytes.subarray(at, end))
    at = end
    if (marker !== 0xda) continue
    const over = scanEnd(bytes, at)
    kept.push(bytes.subarray(at, over))
    at = over
  }
  return null
}

/** Chunks of a PNG that say something beside the picture (W3C PNG, 11.3). */
const notes = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

/** The same for a PNG. */
export const strippedPng = (bytes: Buffer): Buffer | null => {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    // A private chunk may say anything, and no reader needs it: its second letter is small (5.4).
    const isPrivate = type.charCodeAt(1) >= 0x61 && type.charCodeAt(0) >= 0x61
    if (!notes.has(type) && !isPrivate) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}

/** A file as it may be shown to the other side; null when it is a picture that cannot be read to its end. */
export const stripped = (type: string, bytes: Uint8Array): Uint8Array | null => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (type === 'image/jpeg') return strippedJpeg(buffer)
  return type === 'image/png' ? strippedPng(buffer) : bytes
}
