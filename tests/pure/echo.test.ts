import { describe, expect, test } from 'vitest'
import { standsOut } from '@farwindow/client/call/media/echo.ts'

/** Levels in dB of a quiet room at −95, a hum that falls with its height, and what the test adds. */
const hzPerBin = 48_000 / 4096
const spectrum = (extra: (hz: number) => number | undefined): number[] =>
  Array.from(
    { length: 2048 },
    (_, bin) => extra(bin * hzPerBin) ?? -80 - Math.min(15, (bin * hzPerBin) / 200),
  )

const near = (hz: number, note: number, widthHz: number): boolean => Math.abs(hz - note) <= widthHz / 2

describe('does the microphone hear the speaker?', () => {
  test('MEDIA-33: a note of the test stands out of a room', () => {
    const heard = spectrum((hz) => (near(hz, 523.25, 2 * hzPerBin) ? -48 : undefined))
    expect(standsOut(heard, hzPerBin, 523.25)).toBe(true)
    expect(standsOut(heard, hzPerBin, 659.25)).toBe(false)
  })

  test('MEDIA-33: a room, a voice with its overtones, loud noise and silence are no note of the test', () => {
    expect(
      standsOut(
        spectrum(() => undefined),
        hzPerBin,
        523.25,
      ),
    ).toBe(false)
    // A voice at 130 Hz, a little unsteady: its fourth overtone is broad there.
    const voice = spectrum((hz) => (near(hz % 130, 65, 110) ? -50 : -42))
    expect(standsOut(voice, hzPerBin, 523.25)).toBe(false)
    expect(
      standsOut(
        spectrum(() => -40),
        hzPerBin,
        523.25,
      ),
    ).toBe(false)
    expect(
      standsOut(
        spectrum(() => -Infinity),
        hzPerBin,
        523.25,
      ),
    ).toBe(false)
  })

  test('MEDIA-33: what the browser’s cancelling leaves of it, too soft to be heard, is no echo', () => {
    const left = spectrum((hz) => (near(hz, 523.25, 2 * hzPerBin) ? -78 : -110))
    expect(standsOut(left, hzPerBin, 523.25)).toBe(false)
  })
})
