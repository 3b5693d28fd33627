import { afterEach, describe, expect, test, vi } from 'vitest'
import { createPlayClock } from '@farwindow/client/recording/clock.ts'
import {
  atHand,
  clockText,
  correction,
  facesOf,
  spanOf,
  spokenAt,
  tracksOf,
} from '@farwindow/client/recording/playback.ts'
import type { RecordingShow } from '@farwindow/shared/recording/protocol.ts'

const show: RecordingShow = {
  recording: {
    id: 'c',
    clerk: '林晓雯',
    phase: 'kept',
    consentedAt: 900,
    endedAt: 60_000,
    endedWhy: 'callEnded',
    keepUntil: 9e12,
  },
  segments: [
    { path: 'p/002-camera.fwr', side: 'applicant', source: 'camera', beganAt: 20_000, endedAt: 50_000 },
    { path: 'p/001-camera.fwr', side: 'applicant', source: 'camera', beganAt: 1_000, endedAt: null },
    { path: 'p/003-microphone.fwr', side: 'clerk', source: 'microphone', beganAt: 1_200, endedAt: 58_000 },
  ],
  guests: [{ guestId: 'g', kind: 'interpreter', name: '赵老师' }],
  captions: [
    { at: 2_000, by: 'clerk', text: '您好' },
    { at: 10_000, by: 'applicant', text: '我来办户口迁移' },
  ],
  pauses: [{ fromAt: 3_000, toAt: 9_000, by: 'clerk', why: 'other' }],
  gaps: [],
  missingParts: 0,
  events: [],
}

describe('a recording that is played', () => {
  afterEach(() => vi.useRealTimers())

  test('RECORDING-29: it is one time line over all files of both sides; a file that was cut off lasts until the next', () => {
    expect(spanOf(show)).toEqual({ fromAt: 1_000, toAt: 58_000 })
    const [camera] = tracksOf(show)
    expect(camera?.stretches.map(({ path, toAt }) => [path, toAt])).toEqual([
      ['p/001-camera.fwr', 20_000],
      ['p/002-camera.fwr', 50_000],
    ])
    if (camera === undefined) throw new Error('there is no camera')
    expect(atHand(camera, 5_000).now?.path).toBe('p/001-camera.fwr')
    // The next file is loaded before its turn.
    expect(atHand(camera, 17_000).all).toHaveLength(2)
    expect(atHand(camera, 20_000).now?.path).toBe('p/002-camera.fwr')
    expect(atHand(camera, 55_000).now).toBeUndefined()
  })

  test('RECORDING-52: a guest’s face and voice are tracks of their own, beside the two sides’', () => {
    const guests = show.segments.map((each) => ({ ...each, side: undefined, guestId: 'g' }))
    const tracks = tracksOf({ ...show, segments: [...guests, ...show.segments] })
    expect(tracks.map(({ key }) => key).toSorted()).toEqual([
      'applicant camera',
      'clerk microphone',
      'g camera',
      'g microphone',
    ])
    expect(facesOf(tracks).map(({ key }) => key)).toEqual(['applicant camera', 'g camera'])
  })

  test('RECORDING-53: a caption stands while it is said and some seconds after, until the next one', () => {
    const textAt = (at: number) => spokenAt(show.captions, at)?.text
    expect([1_999, 2_000, 7_000, 9_000, 10_001, 17_000].map(textAt)).toEqual([
      undefined,
      '您好',
      '您好',
      undefined,
      '我来办户口迁移',
      undefined,
    ])
  })

  test('RECORDING-29: files are kept in step: gently where they are a little off, by a jump where it is much', () => {
    expect(correction(5, 5.01, true)).toEqual({ rate: 1 })
    expect(correction(5, 5.2, true).rate).toBeGreaterThan(1)
    expect(correction(5.2, 5, true).rate).toBeLessThan(1)
    expect(correction(5, 9, true)).toEqual({ jumpTo: 9, rate: 1 })
    expect(correction(5, 5.2, false)).toEqual({ jumpTo: 5.2, rate: 1 })
  })

  test('RECORDING-29: playing passes over a pause, stays within the recording, and goes where it is sent', () => {
    vi.useFakeTimers()
    let time = 0
    const pass = (ms: number): void => {
      for (let left = ms; left > 0; left -= 100) {
        time += 100
        vi.advanceTimersByTime(100)
      }
    }
    const clock = createPlayClock(spanOf(show), show.pauses, () => time)
    clock.play()
    pass(1_900)
    expect(clock.now()).toBe(2_900)
    pass(500)
    expect(clock.now()).toBeGreaterThanOrEqual(9_000)
    expect(clock.now()).toBeLessThan(9_600)
    clock.pause()
    const rests = clock.now()
    pass(5_000)
    expect(clock.now()).toBe(rests)
    clock.seek(57_500)
    clock.play()
    pass(2_000)
    expect(clock.state.getState()).toEqual({ at: 58_000, playing: false })
    clock.play()
    expect(clock.now()).toBe(1_000)
    clock.seek(-5)
    expect(clock.now()).toBe(1_000)
    clock.close()
    expect([clockText(125_000), clockText(3_723_000)]).toEqual(['2:05', '1:02:03'])
  })
})
