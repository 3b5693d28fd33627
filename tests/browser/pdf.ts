/** The text of objects 1, 2, … as a file, one byte a sign. */
const written = (objects: readonly string[]): Buffer => {
  let text = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = text.length
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows}`
  text += `trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** A real PDF of so many pages: the first a quarter black, each further one a quarter more. */
export const pagedPdf = (pages: number): Buffer => {
  const numbers = Array.from({ length: pages }, (_, index) => index)
  return written([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${numbers.map((n) => `${3 + 2 * n} 0 R`).join(' ')}] >>`,
    ...numbers.flatMap((n) => {
      const drawing = `0 0 0 rg 0 0 400 ${100 * (n + 1)} re f`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents ${4 + 2 * n} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ]
    }),
  ])
}

const bytes = (hex: string): string => Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1')
const black = '/ColorSpace /DeviceGray /BitsPerComponent 1 /Width 8 /Height 8'

/** Pictures of 8 × 8 as scanners write them: two black ones, one evenly grey. */
const scans = {
  // One page (ITU-T T.88, 7.4.8) that is black to begin with, and nothing on it.
  jbig2: {
    about: `${black} /Filter /JBIG2Decode`,
    data: bytes('00000000 30 00 01 00000013 00000008 00000008 00000000 00000000 04 0000'),
  },
  // Group 4 (ITU-T T.6): a row of eight black by run lengths (001 00110101 000101), seven like it (11 each), an end.
  fax: {
    about: `${black} /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 8 /Rows 8 >>`,
    data: bytes(
      BigInt(`0b00100110101000101${'11'.repeat(7)}${'000000000001'.repeat(2)}0`)
        .toString(16)
        .padStart(14, '0'),
    ),
  },
  // A JPEG 2000 codestream (ITU-T T.800) whose one packet is empty: every sample is the middle, 128.
  jpeg2000: {
    about: '/ColorSpace /DeviceGray /BitsPerComponent 8 /Width 8 /Height 8 /Filter /JPXDecode',
    data: bytes(
      'ff4f ff51 0029 0000 00000008 00000008 00000000 00000000 00000008 00000008 00000000 00000000 0001 07 01 01' +
        'ff52 000c 00 00 0001 00 00 04 04 00 01' +
        'ff5c 0004 40 40' +
        'ff90 000a 0000 0000000f 00 01 ff93 00 ffd9',
    ),
  },
} as const

/** A real PDF of three pages, each filled by one scan: JBIG2 and fax black, JPEG 2000 grey. */
export const scannedPdf = (): Buffer => {
  const drawing = '400 0 0 400 0 0 cm /Scan Do'
  const pages = Object.values(scans)
  const page = (n: number): number => 3 + 3 * n
  return written([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, n) => `${page(n)} 0 R`).join(' ')}] >>`,
    ...pages.flatMap(({ about, data }, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents ${page(n) + 1} 0 R /Resources << /XObject << /Scan ${page(n) + 2} 0 R >> >> >>`,
      `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      `<< /Type /XObject /Subtype /Image ${about} /Length ${data.length} >>\nstream\n${data}\nendstream`,
    ]),
  ])
}
