import { describe, expect, test } from 'vitest'
import { holesIn } from '@farwindow/shared/recording/holes.ts'
import { spokenIn } from '@farwindow/shared/recording/spoken.ts'
import type { Gap, KeptSegment } from '@farwindow/shared/recording/state.ts'

let files = 0
const file = (about: Partial<KeptSegment> & Pick<KeptSegment, 'beganAt' | 'endedAt'>): KeptSegment => {
  files += 1
  return {
    partId: 'one',
    file: `${String(files).padStart(3, '0')}-microphone.fwr`,
    peerId: 'p',
    side: 'applicant',
    source: 'microphone',
    codec: 'OPUS',
    whole: about.endedAt !== null,
    bytes: 1,
    sha256: '',
    ...about,
  }
}
const gone = (fromAt: number, toAt: number, about: Partial<Gap> = {}) => ({
  fromAt,
  toAt,
  why: 'gone',
  side: 'applicant',
  source: 'microphone',
  ...about,
})

describe('what a recording lacks', () => {
  test('RECORDING-50: between two streams of one person there is a hole; what is named already is none', () => {
    const page = [file({ beganAt: 1_000, endedAt: 5_000 }), file({ beganAt: 7_000, endedAt: 9_000 })]
    expect(holesIn(page, [], [])).toEqual([gone(5_000, 7_000)])
    expect(holesIn(page, [{ fromAt: 4_000, toAt: 8_000, why: 'moved' }], [])).toEqual([])
    expect(holesIn(page, [{ fromAt: 5_000, toAt: 6_000, why: 'lost', side: 'applicant' }], [])).toEqual([
      gone(6_000, 7_000),
    ])
    // Another person's, or another stream's, explains nothing here.
    expect(holesIn(page, [{ fromAt: 4_000, toAt: 8_000, why: 'lost', side: 'clerk' }], [])).toHaveLength(1)
    expect(holesIn(page, [], [{ fromAt: 5_000, toAt: 6_900, by: 'clerk', why: 'other' }])).toEqual([])
  })

  test('RECORDING-50: who comes later than the other side, or goes earlier, lacks that; a guest and a screen do not', () => {
    const clerk = file({ side: 'clerk', beganAt: 1_000, endedAt: 20_000 })
    const late = file({ beganAt: 4_000, endedAt: 15_000 })
    const { side: _side, ...guests } = file({ guestId: 'g', beganAt: 6_000, endedAt: 9_000 })
    const screen = file({ source: 'screen', beganAt: 6_000, endedAt: 9_000 })
    expect(holesIn([clerk, late, guests, screen], [], [])).toEqual([gone(1_000, 4_000), gone(15_000, 20_000)])
  })

  test('RECORDING-50: a file that was cut off ends where its recorder was heard of last', () => {
    const cut = file({ beganAt: 1_000, endedAt: null })
    const next = file({ partId: 'two', beganAt: 9_000, endedAt: 12_000 })
    expect(holesIn([cut, next], [{ fromAt: 5_000, toAt: 7_000, why: 'moved' }], [])).toEqual([
      gone(7_000, 9_000),
    ])
  })

  test('RECORDING-53: of what was said, only what was said while it was recorded', () => {
    const said = [500, 2_000, 3_500, 5_000, 9_500].map((at) => ({
      at,
      by: 'clerk' as const,
      text: String(at),
    }))
    const state = {
      consentedAt: 1_000,
      endedAt: 9_000,
      pauses: [{ fromAt: 3_000, toAt: 4_000, by: 'clerk' as const, why: 'other' as const }],
    }
    expect(spokenIn(state, said).map(({ text }) => text)).toEqual(['2000', '5000'])
  })
})
