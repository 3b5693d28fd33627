import { cameraEncodings, videoEncodings } from '@farwindow/media-config/encodings.ts'
import { openListening, speakerOf } from '@farwindow/client/call/speaker.ts'
import { describe, expect, test } from 'vitest'

const quiet = 1e-7
const voice = 1e-3

/** A report of the receiving connection after so many seconds, as browsers give it. */
const report = (seconds: number, energies: Readonly<Record<string, number>>): RTCStatsReport =>
  new Map(
    Object.entries(energies).map(([trackIdentifier, totalAudioEnergy]) => [
      trackIdentifier,
      {
        type: 'inbound-rtp',
        kind: 'audio',
        trackIdentifier,
        totalAudioEnergy,
        totalSamplesDuration: seconds,
      },
    ]),
  )

describe('who speaks', () => {
  test('GUEST-10: the loudest voice is marked, and keeps the mark in its pauses', () => {
    expect(speakerOf(new Map([['a', quiet]]), null)).toBeNull()
    expect(
      speakerOf(
        new Map([
          ['a', voice],
          ['b', quiet],
        ]),
        null,
      ),
    ).toBe('a')
    expect(
      speakerOf(
        new Map([
          ['a', quiet],
          ['b', quiet],
        ]),
        'a',
      ),
    ).toBe('a')
    expect(
      speakerOf(
        new Map([
          ['a', quiet],
          ['b', voice],
        ]),
        'a',
      ),
    ).toBe('b')
    expect(
      speakerOf(
        new Map([
          ['a', voice],
          ['b', 1.5 * voice],
        ]),
        'a',
      ),
    ).toBe('a')
    expect(
      speakerOf(
        new Map([
          ['a', voice],
          ['b', 3 * voice],
        ]),
        'a',
      ),
    ).toBe('b')
    expect(speakerOf(new Map([['b', voice]]), 'gone')).toBe('b')
  })

  test('GUEST-10: loudness is what came since the last look, by who sends it', () => {
    const listen = openListening()
    const parties = new Map([
      ['t1', 'visit:v'],
      ['t2', 'guest:c:g'],
    ])
    expect(listen(report(1, { t1: 5, t2: 0 }), parties).size).toBe(0)
    const now = listen(report(2, { t1: 5, t2: 0.5, t3: 9 }), parties)
    expect([...now]).toEqual([
      ['visit:v', 0],
      ['guest:c:g', 0.5],
    ])
    expect(listen(report(2, { t1: 5, t2: 0.5 }), parties).size).toBe(0)
  })
})

test('GUEST-11: a camera that signs keeps 30 frames a second before size, and goes before everything else', () => {
  expect(cameraEncodings.signing).toMatchObject({
    maxFramerate: 30,
    priority: 'high',
    networkPriority: 'high',
  })
  expect(cameraEncodings.signing.maxBitrate).toBeGreaterThanOrEqual(cameraEncodings.side.maxBitrate)
  expect(videoEncodings.camera.degradation).toBe('maintain-framerate')
})
