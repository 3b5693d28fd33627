import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSenderClock } from '@farwindow/server/call/recording/reports.ts'
import { openTrack } from '@farwindow/server/call/recording/track.ts'
import type { GapReason } from '@farwindow/server/call/recording/segmenter.ts'
import type { Track, TrackKind } from '@farwindow/server/call/recording/track.ts'
import { rtp, vp8Packets, vp8Picture } from './rtp.ts'
import type { Sent } from './rtp.ts'
import { readWebm } from './webm.ts'

/* The way of one stream from its packets to its files, on a clock of its own. */

const camera: TrackKind = { codec: 'VP8', clockRate: 90_000, channels: 1 }
const microphone: TrackKind = { codec: 'OPUS', clockRate: 48_000, channels: 2 }

interface File {
  readonly beganAt: number
  readonly parts: Buffer[]
  ended: boolean
}

const record = (kind: TrackKind) => {
  const files: File[] = []
  const gaps: { fromAt: number; toAt: number; why: GapReason }[] = []
  let asked = 0
  const track: Track = openTrack(kind, 0, {
    begin: (_, at) => void files.push({ beganAt: at, parts: [], ended: false }),
    write: (bytes) => void files.at(-1)?.parts.push(bytes),
    end: () => files.splice(-1, 1, ...files.slice(-1).map((file) => ({ ...file, ended: true }))),
    gap: (gap) => void gaps.push(gap),
    wantKeyFrame: () => void (asked += 1),
  })
  /** Every block of all files, at its time on the common line. */
  const blocks = () =>
    files.flatMap(({ beganAt, parts }) =>
      readWebm(Buffer.concat(parts)).blocks.map((block) => ({ ...block, at: beganAt + block.ms })),
    )
  return { track, files, gaps, blocks, asked: () => asked }
}

/** A camera's packets, 30 pictures a second, each named by its number. */
const pictures = (
  count: number,
  about: { from?: number; key?: (index: number) => boolean; width?: number } = {},
) => {
  const { from = 0, key = (index) => index === 0, width = 640 } = about
  let sequence = 3 * from
  return Array.from({ length: count }, (_, index) => {
    const number = from + index
    const picture = vp8Picture(number, key(index), { width, height: 480 })
    const packets = vp8Packets(picture, sequence, number * 3_000)
    sequence += packets.length
    return { at: (number * 1000) / 30, number, picture, packets }
  })
}
const numberOf = (data: Buffer): number => data.readUInt32BE(data.length - 4)
const last = (sent: readonly { readonly packets: readonly Sent[] }[]): number =>
  (sent.at(-1)?.packets.at(-1)?.sequence ?? 0) + 1

describe('a recorded stream', () => {
  test('RECORDING-2: what was sent is in the file, byte for byte, at its time', () => {
    const { track, blocks, files } = record(camera)
    const sent = pictures(60)
    for (const { packets, at } of sent) for (const each of packets) track.packet(rtp(each), at)
    track.close(2_000)
    expect(files).toMatchObject([{ ended: true }])
    expect(blocks().map(({ data }) => data)).toEqual(sent.map(({ picture }) => picture))
    for (const [index, block] of blocks().entries())
      expect(Math.abs(block.at - (sent[index]?.at ?? 0))).toBeLessThan(1)
  })

  test('RECORDING-1: packets late, lost and doubled: no block twice, none back in time, none that cannot be decoded', () => {
    const fate = fc.record({ delay: fc.nat(900), lost: fc.integer({ min: 0, max: 15 }), twice: fc.boolean() })
    fc.assert(
      fc.property(fc.array(fate, { minLength: 30, maxLength: 200 }), (fates) => {
        const { track, blocks } = record(camera)
        const sent = pictures(80, { key: (index) => index % 11 === 0 })
        const arrivals = sent
          .flatMap(({ packets, at }) => packets.map((each) => ({ each, at })))
          .flatMap(({ each, at }, index) => {
            const { delay, lost, twice } = fates[index % fates.length] ?? { delay: 0, lost: 1, twice: false }
            const one = { each, at: at + (index < 4 ? 0 : delay) }
            return lost === 0 ? [] : twice ? [one, { ...one, at: one.at + 30 }] : [one]
          })
          .toSorted((a, b) => a.at - b.at)
        for (const { each, at } of arrivals) track.packet(rtp(each), at)
        track.close(5_000)
        const numbers = blocks().map(({ data }) => numberOf(data))
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
        const times = blocks().map(({ at }) => at)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        let before = -1
        for (const { key, data } of blocks()) {
          if (!key) expect(numberOf(data)).toBe(before + 1)
          before = numberOf(data)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('RECORDING-1: reports that come between the packets are none of them, wherever the numbers stand', () => {
    // A sender report (RFC 3550, 6.4.1): read as a packet its length is a number, and the source a time.
    const report = Buffer.alloc(28)
    report.writeUInt16BE(0x80c8, 0)
    report.writeUInt16BE(6, 2)
    report.writeUInt32BE(3_123_456_789, 4)
    for (const first of [0, 20_000, 33_000, 65_000]) {
      const { track, files, gaps, blocks } = record(microphone)
      for (let n = 0; n < 500; n += 1) {
        const sequence = (first + n) & 0xffff
        const payload = Buffer.of(0x78, n & 0xff, n >> 8)
        track.packet(rtp({ sequence, timestamp: n * 960, marker: false, payload }), n * 20)
        if (n % 100 === 50) track.packet(report, n * 20)
      }
      track.close(10_000)
      expect.soft([first, files.length, blocks().length, gaps]).toEqual([first, 1, 500, []])
    }
  })

  test('RECORDING-5: another size begins another file, with a key frame', () => {
    const { track, files, blocks } = record(camera)
    const small = pictures(30)
    const large = pictures(30, { from: 30, width: 1280 })
    let sequence = 0
    for (const { packets, at } of [...small, ...large])
      for (const each of packets) track.packet(rtp({ ...each, sequence: (sequence += 1) }), at)
    track.close(2_000)
    expect(files.map(({ parts }) => readWebm(Buffer.concat(parts)).width)).toEqual([640, 1280])
    expect(files.map(({ ended }) => ended)).toEqual([true, true])
    expect(blocks()).toHaveLength(60)
  })

  test('RECORDING-2: a key frame is asked for at once when one is needed, again until it comes, and now and then', () => {
    const { track, asked } = record(camera)
    track.goOn(0)
    expect(asked()).toBe(1)
    for (let now = 0; now <= 1_000; now += 250) track.tick(now)
    expect(asked()).toBe(3)
    const sent = pictures(30, { from: 60 })
    for (const { packets, at } of sent) for (const each of packets) track.packet(rtp(each), at)
    // Once more before its last packet is there.
    expect(asked()).toBe(4)
    track.packet(rtp({ sequence: last(sent) + 1, timestamp: 90 * 3_000, payload: Buffer.of(0x80, 1) }), 3_000)
    track.tick(3_650)
    expect(asked()).toBe(5)
  })

  test('RECORDING-8: what comes while it rests is not kept, the gap is named, and a new file begins with a key frame', () => {
    const { track, gaps, files, blocks } = record(camera)
    const sent = pictures(120, { key: (index) => index % 30 === 0 })
    for (const { packets, at, number } of sent) {
      if (number === 40) track.rest('paused', at)
      if (number === 80) track.goOn(at)
      for (const each of packets) track.packet(rtp(each), at)
    }
    track.close(4_000)
    const numbers = blocks().map(({ data }) => numberOf(data))
    expect(numbers.filter((number) => number >= 40 && number < 90)).toEqual([])
    expect(numbers).toHaveLength(40 + 30)
    expect(files).toHaveLength(2)
    const named = gaps.filter(({ why }) => why === 'paused')
    expect(named).toHaveLength(1)
    expect(Math.round((named[0]?.toAt ?? 0) - (named[0]?.fromAt ?? 0))).toBe(1_700)
  })

  test('RECORDING-5: after a silence of more than two seconds a new file begins, and the gap is named', () => {
    const { track, gaps, files, blocks } = record(microphone)
    for (let index = 0; index < 100; index += 1) {
      const number = index < 50 ? index : index + 150
      track.packet(
        rtp({ sequence: number, timestamp: number * 960, payload: Buffer.of(0x78, number) }),
        number * 20,
      )
    }
    track.tick(8_000)
    track.close(8_000)
    expect(files).toHaveLength(2)
    expect(gaps.map(({ fromAt, toAt, why }) => [Math.round(fromAt), Math.round(toAt), why])).toEqual([
      [980, 4_000, 'lost'],
      [4_980, 8_000, 'lost'],
    ])
    expect(blocks()).toHaveLength(100)
  })

  test('RECORDING-10: sound that was lost is a gap with its reason, also where silence of its length stands in the file', () => {
    const { track, gaps, files, blocks } = record(microphone)
    for (let number = 0; number < 120; number += 1) {
      const at = number * 20
      if (number < 40 || number >= 90)
        track.packet(rtp({ sequence: number, timestamp: number * 960, payload: Buffer.of(0x78, number) }), at)
      track.tick(at)
    }
    track.tick(3_200)
    track.close(3_200)
    expect(files).toHaveLength(1)
    expect(blocks()).toHaveLength(120)
    expect(gaps.map(({ fromAt, toAt, why }) => [Math.round(fromAt), Math.round(toAt), why])[0]).toEqual([
      780,
      1_800,
      'lost',
    ])
  })

  test.each([
    { whose: 'the microphone’s', sound: 1.01, picture: 1 },
    { whose: 'the camera’s', sound: 1, picture: 0.99 },
  ])(
    'RECORDING-3: half an hour, $whose clock 1 % wrong, 5 % of packets and reports lost, reports late: within 100 ms',
    (rates) => {
      const minutes = 30
      const random = seeded(7)
      const lost = (): boolean => random() < 0.05
      /** The sender's clock stands wrong by an hour, the same for both streams. */
      const senderClock = openSenderClock()
      const late: { readonly due: number; readonly say: () => void }[] = []
      const stream = (kind: TrackKind, rate: number, start: number, wayMs: number) => {
        const recorded = record(kind)
        const ticksAt = (ms: number): number =>
          (start + Math.round((kind.clockRate / 1000) * ms * rate)) >>> 0
        return {
          ...recorded,
          ticksAt,
          send: (ms: number, sequence: number, payload: Buffer): void => {
            const packet = rtp({ sequence, timestamp: ticksAt(ms), marker: true, payload })
            if (ms === 0 || !lost()) recorded.track.packet(packet, ms + wayMs)
          },
          report: (ms: number): void => {
            if (lost()) return
            const due = ms + 40 + Math.floor(random() * 760)
            const timestamp = ticksAt(ms)
            late.push({
              due,
              say: () => recorded.track.reported(timestamp, senderClock(ms - 3_600_000, due)),
            })
          },
        }
      }
      // The sound is 90 ms on its way, the picture 30: the reports put them right. Both counters go round.
      const sound = stream(microphone, rates.sound, 2 ** 32 - 1_000_000, 90)
      const picture = stream(camera, rates.picture, 2 ** 32 - 5_000_000, 30)
      for (let ms = 0; ms < minutes * 60_000; ms += 20) {
        for (const each of late.splice(0)) {
          if (each.due <= ms) each.say()
          else late.push(each)
        }
        if (ms % 5_000 === 1_000) sound.report(ms)
        if (ms % 1_000 === 500) picture.report(ms)
        const body = Buffer.alloc(6, 0x78)
        body.writeUInt32BE(ms, 2)
        sound.send(ms, (ms / 20) & 0xffff, body)
        if (ms % 100 !== 0) continue
        const small = vp8Picture(ms, true).subarray(0, 200)
        const data = Buffer.concat([Buffer.of(0x10), small, Buffer.alloc(4)])
        data.writeUInt32BE(ms, data.length - 4)
        picture.send(ms, (ms / 100) & 0xffff, data)
      }
      sound.track.close(minutes * 60_000)
      picture.track.close(minutes * 60_000)
      const soundOff = sound
        .blocks()
        .flatMap(({ at, data }) => (data.length === 6 ? [{ ms: data.readUInt32BE(2), at }] : []))
      const pictureOff = picture.blocks().map(({ at, data }) => ({ ms: numberOf(data), at }))
      expect(soundOff.length).toBeGreaterThan(80_000)
      expect(pictureOff.length).toBeGreaterThan(15_000)
      expect(soundOff.at(-1)?.ms).toBeGreaterThan(minutes * 60_000 - 1_000)
      // What was taken at the same time lies at the same time, from the moment both have been reported on.
      const heardAt = new Map(soundOff.map(({ ms, at }) => [ms, at]))
      const skews = pictureOff.flatMap(({ ms, at }) => {
        const heard = ms < 15_000 ? undefined : heardAt.get(ms)
        return heard === undefined ? [] : [Math.abs(at - heard)]
      })
      expect(skews.length).toBeGreaterThan(15_000)
      expect(skews.reduce((a, b) => Math.max(a, b), 0)).toBeLessThan(100)
    },
  )
})

/** The same numbers each time (mulberry32). */
const seeded = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
