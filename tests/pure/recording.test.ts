import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openClock } from '@farwindow/server/call/recording/clock.ts'
import { avcSetup, h264Assembler, readNalUnits } from '@farwindow/server/call/recording/h264.ts'
import { openJitterBuffer } from '@farwindow/server/call/recording/jitter.ts'
import { opusAssembler, opusSamples } from '@farwindow/server/call/recording/opus.ts'
import { openSenderClock } from '@farwindow/server/call/recording/reports.ts'
import { ntpMs, readRtp, unwrapper } from '@farwindow/server/call/recording/rtp.ts'
import { spsSize } from '@farwindow/server/call/recording/sps.ts'
import { readVp8, vp8Assembler, vp8Size } from '@farwindow/server/call/recording/vp8.ts'
import { packet, rtp, through, vp8Packets, vp8Picture } from './rtp.ts'

const payload = Buffer.from('what was said')

describe('packets', () => {
  test('RECORDING-1: are read over contributors, header extensions and padding; what is cut off is none', () => {
    const sent = { sequence: 65_535, timestamp: 4_294_967_295, marker: true, payload }
    for (const extra of [{}, { extension: Buffer.of(0x10, 5, 0) }, { contributors: 2, padding: 7 }]) {
      const bytes = rtp(sent, extra)
      expect(readRtp(bytes)).toEqual({ ...sent, ssrc: 77 })
    }
    const extended = rtp(sent, { extension: Buffer.alloc(9), padding: 3 })
    for (let length = 0; length < 24; length += 1) expect(readRtp(extended.subarray(0, length))).toBeNull()
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void readRtp(Buffer.from(bytes))))
  })

  test('RECORDING-3: a sender’s clock is moved to ours by the report that was the least time on its way', () => {
    const at = Date.UTC(2026, 10, 22, 8) + 250
    expect(ntpMs(at / 1000 - 0.25 + 2_208_988_800, 2 ** 30)).toBe(at)
    const local = openSenderClock()
    expect(local(1_000, 51_090)).toBe(51_090)
    expect(local(2_000, 52_030)).toBe(52_030)
    expect(local(3_000, 53_200)).toBe(53_030)
    // Its clock is put right: after a few reports we follow.
    for (let n = 0; n < 8; n += 1) local(60_000 + n, 60_050 + n)
    expect(local(70_000, 70_050)).toBe(70_050)
    // And back: by so much no report is late.
    for (let n = 0; n < 8; n += 1) local(80_000 + n, 90_050 + n)
    expect(local(90_000, 100_070)).toBe(100_050)
    // What is on its way for long moves nobody.
    for (let n = 0; n < 100; n += 1) local(100_000 + n, 110_800 + n)
    expect(local(110_000, 120_400)).toBe(120_050)
  })

  test('RECORDING-1: numbers that go round only grow', () => {
    const unwrap = unwrapper(16)
    expect([65_534, 1, 65_535, 2].map(unwrap)).toEqual([65_534, 65_537, 65_535, 65_538])
  })
})

const open = () => openJitterBuffer({ waitMs: 100, most: 50 })

describe('the jitter buffer', () => {
  test('RECORDING-1: passes on at once what is in order, and waits for what is missing no longer than its time', () => {
    const buffer = open()
    buffer.put(packet(1), 0)
    expect(buffer.take(0)).toHaveLength(1)
    buffer.put(packet(3), 10)
    expect(buffer.take(109)).toEqual([])
    expect(buffer.take(110)).toEqual([
      { type: 'lost', packets: 1 },
      { type: 'packet', packet: packet(3) },
    ])
    buffer.put(packet(2), 120)
    expect(buffer.drain()).toEqual([])
  })

  test('RECORDING-1: whatever is late, lost or doubled: in order, nothing twice, every hole named', () => {
    const arrival = fc.record({
      delay: fc.nat(300),
      lost: fc.integer({ min: 0, max: 9 }),
      twice: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.nat(65_535), fc.array(arrival, { minLength: 1, maxLength: 200 }), (start, fates) => {
        const arrivals = fates.flatMap(({ delay, lost, twice }, index) => {
          const one = { sequence: start + index, at: index * 20 + delay }
          return lost === 0 && index > 0 ? [] : twice ? [one, { ...one, at: one.at + 55 }] : [one]
        })
        const out = through(open(), arrivals)
        let next: number | undefined
        for (const each of out) {
          if (each < 0) next = (next ?? 0) - each
          else {
            next ??= each
            expect(each).toBe(next & 0xffff)
            next += 1
          }
        }
      }),
    )
  })

  test('RECORDING-1: what is not later than its time is never lost', () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.array(fc.nat(90), { minLength: 2, maxLength: 100 }), (start, delays) => {
        const arrivals = delays.map((delay, index) => ({
          sequence: start + index,
          at: index === 0 ? 0 : index * 20 + delay,
        }))
        expect(through(open(), arrivals)).toEqual(delays.map((_, index) => (start + index) & 0xffff))
      }),
    )
  })

  test('RECORDING-1: a sender that counts anew is heard again', () => {
    const arrivals = [
      ...Array.from({ length: 50 }, (_, index) => ({ sequence: 20_000 + index, at: index })),
      ...Array.from({ length: 200 }, (_, index) => ({ sequence: 100 + index, at: 100 + index })),
    ]
    expect(through(open(), arrivals).at(-1)).toBe(299)
  })
})

describe('VP8', () => {
  test('RECORDING-2: a picture is what it was before it was sent, its size read from the key frame', () => {
    expect(readVp8({ payload: Buffer.of(0x10, 1) })).toEqual({ start: true, data: Buffer.of(1) })
    expect(readVp8({ payload: Buffer.of(0x90, 0xe0, 5, 6, 7, 1) })).toEqual({
      start: true,
      data: Buffer.of(1),
    })
    expect(readVp8({ payload: Buffer.of(0x81, 0x80) })).toBeNull()
    const key = vp8Picture(1, true, { width: 1280, height: 720 })
    expect(vp8Size(key)).toEqual({ width: 1280, height: 720 })
    expect(vp8Size(vp8Picture(2, false))).toBeNull()
    const assembler = vp8Assembler()
    const frames = vp8Packets(key, 9, 90).flatMap((each) =>
      assembler.put({ ...each, ssrc: 1, marker: each.marker === true }),
    )
    expect(frames).toEqual([
      { timestamp: 90, key: true, data: key, format: { codec: 'VP8', size: { width: 1280, height: 720 } } },
    ])
  })

  test('RECORDING-2: after a loss nothing is kept that cannot be decoded, and a key frame is wanted', () => {
    const assembler = vp8Assembler()
    const put = (number: number, key: boolean, without?: number): string[] => {
      const packets = vp8Packets(vp8Picture(number, key), number * 10, number * 3_000)
      return packets
        .flatMap((each, index) => {
          if (index === without) assembler.lose(1)
          return index === without ? [] : assembler.put({ ...each, ssrc: 1, marker: each.marker === true })
        })
        .map(({ data }) => `${data.readUInt32BE(data.length - 4)}`)
    }
    expect(put(1, false)).toEqual([])
    expect(assembler.wantsKeyFrame()).toBe(true)
    expect([...put(2, true), ...put(3, false)]).toEqual(['2', '3'])
    expect(put(4, false, 1)).toEqual([])
    expect(assembler.wantsKeyFrame()).toBe(true)
    expect([...put(5, false), ...put(6, true, 0), ...put(7, true), ...put(8, false)]).toEqual(['7', '8'])
  })
})

const aggregate = (...units: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.of(0x78),
    ...units.flatMap((unit) => [Buffer.of(unit.length >> 8, unit.length & 255), unit]),
  ])
const fragments = (unit: Buffer): Buffer[] => {
  const type = (unit[0] ?? 0) & 31
  const middle = 1 + Math.ceil(unit.length / 2)
  return [
    Buffer.concat([Buffer.of(0x7c, 0x80 | type), unit.subarray(1, middle)]),
    Buffer.concat([Buffer.of(0x7c, 0x40 | type), unit.subarray(middle)]),
  ]
}

/** Sequence parameter sets written bit by bit. */
const bits = (...fields: string[]): Buffer => {
  const all = fields.join('')
  const padded = `${all}1`.padEnd(8 * Math.ceil((all.length + 1) / 8), '0')
  return Buffer.from(padded.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}
const ue = (value: number): string => {
  const code = (value + 1).toString(2)
  return '0'.repeat(code.length - 1) + code
}
const baseline = (across: number, down: number, crop: string): Buffer =>
  Buffer.concat([
    Buffer.of(0x67, 66, 0xc0, 31),
    bits(ue(0), ue(0), ue(2), ue(1), '0', ue(across - 1), ue(down - 1), '1', '1', crop, '0'),
  ])
const made = {
  sps: baseline(80, 45, '0'),
  cropped: baseline(120, 68, `1${ue(0)}${ue(0)}${ue(0)}${ue(4)}`),
}

describe('H264', () => {
  const sequence = made.sps
  const parameters = Buffer.from('68ce3c80', 'hex')
  const idr = Buffer.concat([Buffer.of(0x65), Buffer.alloc(2_500, 7)])
  test('RECORDING-2: single units, aggregates and fragments are put together; what is not whole is none', () => {
    const payloads = [aggregate(sequence, parameters), ...fragments(idr)].map((each) => ({ payload: each }))
    expect(readNalUnits(payloads)).toEqual([sequence, parameters, idr])
    expect(readNalUnits(payloads.slice(0, 2))).toBeNull()
    expect(readNalUnits(payloads.slice(2))).toBeNull()
    expect(readNalUnits([{ payload: aggregate(sequence).subarray(0, 6) }])).toBeNull()
  })

  test('RECORDING-2: a key frame brings its size and the decoder’s configuration', () => {
    const assembler = h264Assembler()
    const put = (payloads: readonly Buffer[], timestamp: number) =>
      payloads.flatMap((each, index) =>
        assembler.put({
          sequence: 1,
          timestamp,
          ssrc: 1,
          marker: index === payloads.length - 1,
          payload: each,
        }),
      )
    expect(put(fragments(idr), 0)).toEqual([])
    const [frame] = put([aggregate(made.sps, parameters), ...fragments(idr)], 3_000)
    expect(frame).toMatchObject({ key: true, format: { codec: 'H264', size: { width: 1280, height: 720 } } })
    expect(frame?.format?.setup).toEqual(avcSetup(made.sps, parameters))
    expect(frame?.data.readUInt32BE(0)).toBe(idr.length)
    expect(put([Buffer.of(0x41, 1, 2)], 6_000)).toMatchObject([
      { key: false, data: Buffer.of(0, 0, 0, 3, 0x41, 1, 2) },
    ])
    assembler.lose(1)
    // Whether its beginning was lost, nobody can see.
    expect(put([idr], 9_000)).toEqual([])
    expect(put([idr], 12_000)).toMatchObject([{ key: true }])
  })

  test('RECORDING-2: the size of a cropped picture is what is seen; nonsense is none', () => {
    expect(spsSize(made.cropped)).toEqual({ width: 1920, height: 1080 })
    expect(spsSize(made.sps.subarray(0, 5))).toBeNull()
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void spsSize(Buffer.from(bytes))))
  })
})

describe('Opus', () => {
  const toc = 0x78
  const put = (assembler: ReturnType<typeof opusAssembler>, timestamp: number, data = Buffer.of(toc, 1, 2)) =>
    assembler.put({ sequence: 0, timestamp, ssrc: 1, marker: false, payload: data })

  test('RECORDING-2: a packet is a frame, and says how long it lasts', () => {
    expect(put(opusAssembler(2), 5)).toMatchObject([{ timestamp: 5, key: true, data: Buffer.of(toc, 1, 2) }])
    const samples = [0x00, 0x08, 0x18, 0x60, 0x68, 0x80, 0x98, 0x79, 0x7b].map((first) =>
      opusSamples(Buffer.of(first, 3)),
    )
    expect(samples).toEqual([480, 960, 2880, 480, 960, 120, 960, 1920, 2880])
  })

  test('RECORDING-2: lost packets are replaced by silence of the same length, long losses are left out', () => {
    const assembler = opusAssembler(2)
    put(assembler, 4_294_967_000)
    assembler.lose(2)
    const after = put(assembler, (4_294_967_000 + 3 * 960) >>> 0)
    expect(after.map(({ timestamp }) => timestamp)).toEqual([
      4_294_967_000 + 960 - 2 ** 32,
      4_294_967_000 + 1920 - 2 ** 32,
      4_294_967_000 + 2880 - 2 ** 32,
    ])
    expect(after[0]?.data).toEqual(Buffer.of(0x78))
    assembler.lose(101)
    expect(put(assembler, 500_000)).toHaveLength(1)
  })
})

describe('the clock', () => {
  test('RECORDING-3: before the first report the arrival counts; a report that is far off is believed at once', () => {
    const clock = openClock(48_000)
    clock.arrived(0, 1_000)
    expect(clock.at(48_000)).toBe(2_000)
    clock.reported(48_000, 60_000)
    expect(clock.at(96_000)).toBeCloseTo(61_000, 6)
  })

  test('RECORDING-3: half an hour with a clock 1 % wrong and reports that tremble: within 20 ms, never backwards', () => {
    for (const wrong of [0.99, 1, 1.01]) {
      const clock = openClock(48_000)
      const start = 4_294_000_000
      const ticksAt = (ms: number): number => (start + Math.round(48 * ms * wrong)) >>> 0
      clock.arrived(ticksAt(0), 180)
      let before = 0
      let worst = 0
      for (let ms = 0; ms < 30 * 60_000; ms += 20) {
        if (ms % 5_000 === 2_000) clock.reported(ticksAt(ms), ms + (ms % 7) - 3)
        const at = clock.at(ticksAt(ms))
        expect(at).toBeGreaterThan(before)
        before = at
        if (ms > 20_000) worst = Math.max(worst, Math.abs(at - ms))
      }
      expect(worst, `clock × ${wrong}`).toBeLessThan(20)
    }
  })
})
