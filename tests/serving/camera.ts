const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** An EXIF directory as a phone writes it: orientation, maker, time, place (as text, easy to look for), thumbnail. */
const exif = (orientation: number): Buffer => {
  const tiff = Buffer.alloc(22)
  tiff.write('II', 'latin1')
  tiff.writeUInt16LE(42, 2)
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  tiff.writeUInt16LE(0x0112, 10)
  tiff.writeUInt16LE(3, 12)
  tiff.writeUInt32LE(1, 14)
  tiff.writeUInt16LE(orientation, 18)
  const rest = Buffer.from('GPS 31.1950N 2026:11:22 HUAWEI \u00ff\u00d8thumb\u00ff\u00d9', 'latin1')
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, rest])
}

/** The segments of a picture as it comes from a phone, with everything it says of its maker. Nothing can draw it. */
export const jpegOfCamera = ({ orientation }: { readonly orientation: number }): Buffer<ArrayBuffer> =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1')),
    segment(0xe1, exif(orientation)),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>', 'latin1')),
    segment(0xe2, Buffer.from('ICC_PROFILE\0\u0001\u0001colours', 'latin1')),
    segment(0xfe, Buffer.from('a comment', 'latin1')),
    segment(0xdb, Buffer.alloc(65)),
    segment(0xc0, Buffer.from([8, 0, 3, 0, 4, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from('ab', 'latin1')),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9]),
    Buffer.from('behind', 'latin1'),
  ])
