import { crc32 } from 'node:zlib'
import { assert, nat, property, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkContent } from '@farwindow/server/record/content.ts'
import { strippedJpeg, strippedPng } from '@farwindow/server/record/strip.ts'
import { valueOf } from '../pure/outcome.ts'
import { jpegOfCamera } from './camera.ts'
import { png } from './picture.ts'

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

describe('what a picture says beside the picture', () => {
  test('TALK-6: place, time, device, thumbnail and whatever hangs on behind go; up stays up, colours stay', async () => {
    const taken = jpegOfCamera({ orientation: 6 })
    expect(taken.toString('latin1')).toMatch(/31\.1950.*HUAWEI/s)
    const clean = strippedJpeg(taken)
    if (clean === null) throw new Error('not read')
    const text = clean.toString('latin1')
    expect(text).not.toMatch(/31\.1950|HUAWEI|2026:11|http:\/\/ns\.adobe|behind|a comment/)
    expect(text).toContain('ICC_PROFILE')
    expect(text).toContain('JFIF')
    // One EXIF segment is left, with the orientation and nothing else.
    const at = clean.indexOf('Exif\0\0', 0, 'latin1')
    expect(clean.readUInt16BE(at - 2)).toBe(34)
    expect(clean.readUInt16BE(at + 6 + 18)).toBe(6)
    // The picture itself, scans and all, is untouched.
    expect(text).toContain(
      '\u00ff\u00da\u0000\u0004ab\u0001\u0002\u00ff\u0000\u0003\u00ff\u00d0\u0004\u00ff\u00d9',
    )
    expect(valueOf(await checkContent({ name: 'a.jpg', bytes: clean }))).toMatchObject({
      width: 4,
      height: 3,
    })
    expect(strippedJpeg(clean)).toEqual(clean)
  })

  test('TALK-6: an upright picture keeps no EXIF at all; one that breaks off is not taken', () => {
    expect(strippedJpeg(jpegOfCamera({ orientation: 1 }))?.toString('latin1')).not.toContain('Exif')
    const whole = strippedJpeg(jpegOfCamera({ orientation: 1 }))
    expect(strippedJpeg(whole?.subarray(0, -2) ?? Buffer.alloc(0))).toBeNull()
  })

  test('TALK-6: of a PNG too', async () => {
    const plain = png()
    const end = plain.length - 12
    const noted = Buffer.concat([
      plain.subarray(0, 33),
      chunk('eXIf', Buffer.from('GPS 31.1950')),
      chunk('iCCP', Buffer.from('colours')),
      plain.subarray(33, end),
      chunk('tEXt', Buffer.from('Author\0HUAWEI')),
      chunk('maKR', Buffer.from('private')),
      plain.subarray(end),
      Buffer.from('behind'),
    ])
    const clean = strippedPng(noted)
    expect(clean?.toString('latin1')).not.toMatch(/31\.1950|HUAWEI|private|behind/)
    expect(clean?.toString('latin1')).toContain('iCCP')
    expect(strippedPng(plain)).toEqual(plain)
    expect(strippedPng(plain.subarray(0, end))).toBeNull()
  })

  test('TALK-6: whatever bytes come, stripping neither throws nor runs on', () => {
    const taken = jpegOfCamera({ orientation: 3 })
    assert(
      property(uint8Array({ maxLength: 300 }), nat(taken.length), (noise, at) => {
        const spoilt = Buffer.concat([taken.subarray(0, at), noise])
        const clean = strippedJpeg(spoilt)
        // What is given back has its end, and a PNG only loses by it.
        if (clean !== null) expect(clean.toString('latin1')).toMatch(/\u00ff\u00d9$/)
        expect(strippedPng(Buffer.from(noise))?.length ?? 0).toBeLessThanOrEqual(noise.length)
      }),
    )
  })
})
