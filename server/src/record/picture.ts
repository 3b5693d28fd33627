/** In pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

const sized = (width: number, height: number): Size | null =>
  width > 0 && height > 0 ? { width, height } : null

/** Start-of-frame markers: C0 to CF without the Huffman, JPG and arithmetic tables (ITU-T T.81 table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Markers that stand alone, without a length after them. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** The size a JPEG's frame header states; null when it is none, or ends before its end marker. */
export const jpegSize = (bytes: Buffer): Size | null => {
  // A thumbnail inside has an end marker of its own, so the last one counts.
  const end = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]))
  let at = 2
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1 // fill byte
    } else if (isAlone(marker)) {
      at += 2
    } else if (isFrame(marker)) {
      return at < end ? sized(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)) : null
    } else {
      at += 2 + bytes.readUInt16BE(at + 2)
    }
  }
  return null
}

/** The size a PNG's header states; null when its chunks do not lead from IHDR to IEND (W3C PNG, 5.3). */
export const pngSize = (bytes: Buffer): Size | null => {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  for (let at = 8; at + 12 <= bytes.length;) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND')
      return sized(bytes.readUInt32BE(16), bytes.readUInt32BE(20))
    at += 12 + bytes.readUInt32BE(at)
  }
  return null
}
