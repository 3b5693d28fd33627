import { deflateSync } from 'node:zlib'
import { assert, constantFrom, nat, property, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkContent } from '@farwindow/server/record/content.ts'
import { largestFileBytes } from '@farwindow/shared/record/protocol.ts'
import { refusedAs } from '../pure/outcome.ts'

const chunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  // The check sum is not looked at: nothing is decoded.
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)])
}
const png = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}
/** With a thumbnail inside its EXIF segment, as cameras write it: that one's size must not be taken. */
const jpeg = (width: number, height: number, frame = 0xc2): Buffer => {
  const size = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  size.writeUInt16BE(height, 1)
  size.writeUInt16BE(width, 3)
  const thumbnail = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xc0, Buffer.from([8, 0, 9, 0, 9, 1, 1, 0x11, 0])),
  ])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), thumbnail, Buffer.from([0xff, 0xd9])])),
    segment(0xdb, Buffer.alloc(65)),
    segment(frame, size),
    segment(0xda, Buffer.alloc(10)),
    Buffer.from([1, 2, 3, 0xff, 0, 4, 0xff, 0xd9]),
  ])
}
const pdf = (trailer = '<< /Root 1 0 R >>'): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer ${trailer}\nstartxref\n9\n%%EOF\n`)

/** As LibreOffice and others write it since PDF 1.5: the objects packed in a stream. */
const packed = (objects: string, name = '/ObjStm'): Buffer =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n4 0 obj << /Filter /FlateDecode /Type ${name} /N 1 /First 4 >>\nstream\r\n`),
    deflateSync(Buffer.from(objects)),
    Buffer.from('\nendstream endobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n'),
  ])

const check = (name: string, bytes: Uint8Array, mime?: string) =>
  checkContent({ name, bytes, ...(mime === undefined ? {} : { mime }) })

describe('what a file is', () => {
  test('VAULT-6: is read from the content, with the size of pictures', async () => {
    expect(await check('face.JPG', jpeg(4032, 3024), 'image/jpeg')).toEqual({
      ok: true,
      value: { type: 'image/jpeg', width: 4032, height: 3024 },
    })
    expect(await check('seal.png', png(800, 600))).toEqual({
      ok: true,
      value: { type: 'image/png', width: 800, height: 600 },
    })
    expect(await check('租赁合同.pdf', pdf(), 'application/pdf')).toEqual({
      ok: true,
      value: { type: 'application/pdf' },
    })
    expect((await check('signature', png(800, 600))).ok).toBe(true)
  })

  test('VAULT-6: a name or a claimed type that says otherwise is refused', async () => {
    refusedAs('fileType', await check('contract.pdf', png(8, 8)), 'nameDiffers')
    refusedAs('fileType', await check('photo.jpg.exe', jpeg(8, 8)), 'nameDiffers')
    refusedAs('fileType', await check('photo.jpg', jpeg(8, 8), 'image/png'), 'mimeDiffers')
  })

  test.each([
    ['a program', Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001'), Buffer.alloc(100)])],
    [
      'a drawing with script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    ],
    ['a page', Buffer.from('<!doctype html><script>1</script>')],
    ['a moving picture', Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0;', 'latin1')],
    ['text', Buffer.from('hello')],
    ['nothing', Buffer.alloc(0)],
  ])('VAULT-6: %s is refused, whatever its name', async (_, bytes) => {
    for (const name of ['a.jpg', 'a.png', 'a.pdf', 'a']) refusedAs('fileType', await check(name, bytes))
  })

  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)])
  const comment = (text: string) =>
    Buffer.concat([jpeg(8, 8).subarray(0, 2), segment(0xfe, Buffer.from(text)), jpeg(8, 8).subarray(2)])

  test.each([
    ['a picture and an archive', 'a.jpg', Buffer.concat([jpeg(8, 8), zip])],
    ['a contract and an archive', 'a.pdf', Buffer.concat([pdf(), zip])],
    ['a picture and a contract', 'a.jpg', comment('%PDF-1.7 ')],
    ['a picture and a page', 'a.jpg', comment('<HTML><body onload=alert(1)>')],
    ['a picture and a program for a server', 'a.jpg', comment('<?php system($_GET[0]); ?>')],
    [
      'a picture and another archive',
      'a.png',
      Buffer.concat([png(8, 8), Buffer.from('Rar!\u001a\u0007\u0001\0')]),
    ],
  ])('VAULT-6: two files in one are refused: %s', async (_, name, bytes) => {
    refusedAs('fileType', await check(name, bytes), 'disguise')
  })

  test('VAULT-6: a second picture behind the first, as phones write them, is let in', async () => {
    expect((await check('a.jpg', Buffer.concat([jpeg(4000, 3000), jpeg(400, 300)]))).ok).toBe(true)
  })

  test('VAULT-6: more than 40 megapixels or 10 MiB is refused by the header, nothing is decoded', async () => {
    expect((await check('a.png', png(8000, 5000))).ok).toBe(true)
    refusedAs('fileTooLarge', await check('a.png', png(8000, 5001)), 'pixels')
    refusedAs('fileTooLarge', await check('a.png', png(0xffff_ffff, 0xffff_ffff)), 'pixels')
    refusedAs('fileTooLarge', await check('a.jpg', jpeg(65_535, 65_535)), 'pixels')
    const heavy = Buffer.concat([pdf(), Buffer.alloc(largestFileBytes)])
    refusedAs('fileTooLarge', await check('a.pdf', heavy), 'bytes')
  })

  test('VAULT-6: what was cut off on its way is refused', async () => {
    refusedAs('fileType', await check('a.png', png(8, 8).subarray(0, -12)), 'broken')
    refusedAs('fileType', await check('a.jpg', jpeg(8, 8).subarray(0, -2)), 'broken')
    refusedAs('fileType', await check('a.pdf', pdf().subarray(0, -7)), 'broken')
    refusedAs('fileType', await check('a.png', png(0, 8)), 'broken')
  })

  test('VAULT-6: a contract under a password is refused, nobody in the office could open it', async () => {
    refusedAs('fileType', await check('a.pdf', pdf('<< /Root 1 0 R /Encrypt 5 0 R >>')), 'encrypted')
  })

  test.each([
    ['a program', '<< /S /JavaScript /JS (app.alert(1)) >>'],
    ['a program, spelled otherwise', '<< /S /J#61vaScript /JS (app.alert(1)) >>'],
    ['something done on opening', '<< /Type /Catalog /OpenAction 5 0 R >>'],
    ['something done on opening, in place', '<< /OpenAction << /S /URI /URI (http://a.example) >> >>'],
    ['something done on a page', '<< /Type /Page /AA << /O 5 0 R >> >>'],
    ['a program to start', '<< /S /Launch /F (cmd.exe) >>'],
    ['a file attached', '<< /Type /EmbeddedFile >>'],
    ['a film', '<< /Subtype /RichMedia >>'],
    ['a form of another language', '<< /AcroForm << /XFA 7 0 R >> >>'],
  ])('VAULT-7: a contract with %s is refused, in the open and packed away', async (_, object) => {
    refusedAs('fileType', await check('a.pdf', pdf(`<< /Root 1 0 R /X ${object} >>`)), 'active')
    refusedAs('fileType', await check('a.pdf', packed(object)), 'active')
  })

  test('VAULT-7: what only says where to open is let in, and so are words that look alike', async () => {
    for (const object of [
      '<< /OpenAction [1 0 R /XYZ null null 0] >>',
      '<< /OpenAction[3 0 R /Fit] /Title (Launch) /LaunchPad 1 /AAPL 2 >>',
    ]) {
      expect((await check('a.pdf', pdf(object))).ok, object).toBe(true)
      expect((await check('a.pdf', packed(object))).ok, object).toBe(true)
    }
  })

  test('VAULT-7: objects that cannot be read, hide, or burst are refused as broken', async () => {
    refusedAs('fileType', await check('a.pdf', packed('<< >>', '/Obj#53tm')), 'broken')
    refusedAs('fileType', await check('a.pdf', packed(' '.repeat(40 * 1024 * 1024))), 'broken')
    const damaged = packed('<< /Type /Catalog >>')
    damaged.fill(0xff, damaged.indexOf('stream\r\n') + 8, damaged.indexOf('\nendstream'))
    refusedAs('fileType', await check('a.pdf', damaged), 'broken')
  })

  test('VAULT-6: damage anywhere is refused or let in, but never breaks the check', async () => {
    const files = [jpeg(640, 480), png(640, 480), pdf()]
    for (const file of files)
      for (let length = 0; length <= file.length; length += 1)
        expect(typeof (await check('a', file.subarray(0, length))).ok).toBe('boolean')
    const checked: Promise<unknown>[] = []
    assert(
      property(constantFrom(...files), nat(), uint8Array({ maxLength: 8 }), (file, place, noise) => {
        const damaged = Buffer.from(file)
        damaged.set(noise, Math.min(place % file.length, file.length - noise.length))
        checked.push(check('a', damaged))
      }),
      { numRuns: 500 },
    )
    for (const settled of await Promise.allSettled(checked)) expect(settled.status).toBe('fulfilled')
  })
})
