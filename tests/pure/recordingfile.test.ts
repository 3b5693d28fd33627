import { createHash, randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHead } from '@farwindow/server/call/recording/ebml.ts'
import { manifestOf, readJournal } from '@farwindow/server/call/recording/manifest.ts'
import { playable } from '@farwindow/server/call/recording/playable.ts'
import { chunkBytes, sealer, unseal } from '@farwindow/server/call/recording/seal.ts'
import { blockWriter, webmHead } from '@farwindow/server/call/recording/webm.ts'
import { readWebm } from './webm.ts'

const format = { codec: 'VP8', size: { width: 640, height: 480 } } as const
const blockOf = (number: number): Buffer => Buffer.alloc(20 + (number % 300), number & 255)

/** Three seconds of pictures, 30 a second, a key frame every 40. */
const written = (): { readonly bytes: Buffer; readonly times: number[]; readonly ends: number[] } => {
  const write = blockWriter()
  const times = Array.from({ length: 90 }, (_, index) => Math.round((index * 1000) / 30))
  const parts = times.map((ms, index) => write(ms, index % 40 === 0, blockOf(index), true))
  const head = webmHead(format, Date.UTC(2026, 10, 22))
  let end = head.length
  return { bytes: Buffer.concat([head, ...parts]), times, ends: parts.map((part) => (end += part.length)) }
}

describe('a file', () => {
  test('RECORDING-4: holds its blocks in clusters of a second at most, one beginning at each key frame', () => {
    const { bytes, times } = written()
    const file = readWebm(bytes)
    expect(file).toMatchObject({ codec: 'V_VP8', width: 640, height: 480, docType: 'webm' })
    expect(file.blocks.map(({ ms }) => ms)).toEqual(times)
    expect(file.blocks.map(({ data }) => data)).toEqual(times.map((_, index) => blockOf(index)))
    expect(file.clusters.map(({ ms }) => ms)).toEqual([0, 1000, 1333, 2333, 2667])
  })

  test('RECORDING-4: cut off at any byte it is playable up to its last whole block, with length and places to seek to', () => {
    const { bytes, times, ends } = written()
    for (let cut = 0; cut <= bytes.length; cut += 1 + (cut % 37)) {
      const made = playable(bytes.subarray(0, cut))
      const whole = ends.filter((end) => end <= cut).length
      if (made === null) {
        expect(whole).toBe(0)
        continue
      }
      const file = readWebm(made)
      expect(file.blocks.map(({ ms }) => ms)).toEqual(times.slice(0, whole))
      expect(file.durationMs).toBeGreaterThanOrEqual(times[whole - 1] ?? 0)
      // Every cue leads to a cluster of its time, which begins with a key frame.
      expect(file.cues.length).toBeGreaterThan(0)
      for (const cue of file.cues)
        expect(file.clusters.find(({ place }) => place === cue.place)).toMatchObject({
          ms: cue.ms,
          key: true,
        })
    }
  })

  test('RECORDING-4: H264 brings its configuration, Opus its channels; nonsense is no file', () => {
    const setup = Buffer.from('01640028ffe1', 'hex')
    expect(readWebm(webmHead({ ...format, codec: 'H264', setup }, 0))).toMatchObject({
      docType: 'matroska',
      codec: 'V_MPEG4/ISO/AVC',
      setup,
    })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(playable(Buffer.from(bytes))).toBeNull()
        readHead(Buffer.from(bytes), 0)
      }),
    )
  })
})

describe('a sealed file', () => {
  const key = randomBytes(32)
  const sealed = (parts: readonly Buffer[], end: boolean): Buffer => {
    const seal = sealer(key, 'one')
    return Buffer.concat([...parts.map((part) => seal(part)), ...(end ? [seal(Buffer.alloc(0), true)] : [])])
  }

  test('RECORDING-6: opens to what was appended, says whether it was ended, and no chunk is larger than 64 KiB', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(150_000), { maxLength: 6 }), fc.boolean(), (lengths, end) => {
        const parts = lengths.map((length, index) => Buffer.alloc(length, index))
        const bytes = sealed(parts, end)
        expect(unseal(key, 'one', bytes)).toMatchObject({ ok: true, bytes: Buffer.concat(parts), cut: !end })
        for (let at = 4; at + 4 < bytes.length; at += 4 + bytes.readUInt32BE(at))
          expect(4 + bytes.readUInt32BE(at)).toBeLessThanOrEqual(chunkBytes)
      }),
      { numRuns: 30 },
    )
  })

  test('RECORDING-6: begins once, also when nothing is appended first', () => {
    expect(unseal(key, 'one', sealed([Buffer.alloc(0), Buffer.from('a')], true))).toMatchObject({
      bytes: Buffer.from('a'),
      cut: false,
    })
  })

  test('RECORDING-6: cut off at any byte it opens up to its last whole chunk', () => {
    const parts = Array.from({ length: 8 }, (_, index) => Buffer.alloc(100 * index + 1, index))
    const bytes = sealed(parts, true)
    const clear = Buffer.concat(parts)
    for (let cut = 0; cut < bytes.length; cut += 7) {
      const opened = unseal(key, 'one', bytes.subarray(0, cut))
      if (!opened.ok) throw new Error(`${cut}: ${opened.broken}`)
      expect(opened.cut).toBe(true)
      expect(clear.subarray(0, opened.bytes.length).equals(opened.bytes)).toBe(true)
    }
  })

  test('RECORDING-6: a bit that was changed, chunks exchanged or left out, another name or key: it does not open', () => {
    const seal = sealer(key, 'one')
    const [first, second, third] = [seal(Buffer.of(1)), seal(Buffer.of(2)), seal(Buffer.of(3), true)]
    const head = first.subarray(0, 4)
    const tampered = { ok: false, broken: 'tampered' }
    const all = Buffer.concat([first, second, third])
    for (let bit = 32; bit < 8 * all.length; bit += 1) {
      const changed = Buffer.from(all)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const opened = unseal(key, 'one', changed)
      // A changed length looks like a file that was cut; what it gives is still only what was sealed.
      expect(opened.ok ? [opened.cut, opened.bytes.length < 3] : opened.broken).toEqual(
        opened.ok ? [true, true] : 'tampered',
      )
    }
    expect(unseal(key, 'one', Buffer.concat([first, third]))).toEqual(tampered)
    expect(unseal(key, 'one', Buffer.concat([head, second, first.subarray(4), third]))).toEqual(tampered)
    expect(unseal(key, 'one', Buffer.concat([all, second]))).toEqual(tampered)
    expect(unseal(key, 'two', all)).toEqual(tampered)
    expect(unseal(randomBytes(32), 'one', all)).toEqual(tampered)
    expect(unseal(key, 'one', Buffer.from('something else'))).toEqual({ ok: false, broken: 'notOurs' })
  })
})

describe('the manifest', () => {
  const stream = { peerId: 'p', source: 'camera' } as const
  const sha256 = createHash('sha256').digest('hex')
  const lines = [
    { type: 'began', recordingId: 'r', partId: 'q', at: 1 },
    {
      type: 'opened',
      file: '001-camera.fwr',
      ...stream,
      codec: 'VP8',
      size: { width: 2, height: 2 },
      beganAt: 2,
    },
    { type: 'gap', ...stream, fromAt: 3, toAt: 4, why: 'paused' },
    { type: 'closed', file: '001-camera.fwr', endedAt: 5, lostPackets: 1, bytes: 9, sha256 },
    { type: 'opened', file: '002-camera.fwr', ...stream, codec: 'VP8', beganAt: 6 },
    { type: 'opened', file: '003-camera.fwr', ...stream, codec: 'VP8', beganAt: 7 },
  ]
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')

  test('RECORDING-10: is made of the journal, also of one that was cut off: what nobody closed is as it lies there', () => {
    const read = readJournal(`${text}{"type":"clos`)
    const found = new Map([['002-camera.fwr', { bytes: 7, sha256 }]])
    expect(manifestOf(read, found)).toEqual({
      recordingId: 'r',
      partId: 'q',
      beganAt: 1,
      endedAt: null,
      segments: [
        {
          file: '001-camera.fwr',
          ...stream,
          codec: 'VP8',
          size: { width: 2, height: 2 },
          beganAt: 2,
          whole: true,
          endedAt: 5,
          lostPackets: 1,
          bytes: 9,
          sha256,
        },
        {
          file: '002-camera.fwr',
          ...stream,
          codec: 'VP8',
          beganAt: 6,
          whole: false,
          endedAt: null,
          lostPackets: null,
          bytes: 7,
          sha256,
        },
      ],
      gaps: [{ ...stream, fromAt: 3, toAt: 4, why: 'paused' }],
    })
    expect(manifestOf(readJournal(''), new Map())).toBeNull()
    expect(manifestOf([...read, { type: 'ended', at: 8 }], found)?.endedAt).toBe(8)
  })
})
