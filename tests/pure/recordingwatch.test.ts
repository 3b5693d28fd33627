import { openWatch } from '@farwindow/server/recording/watch.ts'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const recordingId = 'call-1'

const nothing = (): void => undefined

/** When it was said that nothing is heard, ms after the last sign of life that came `heardMs` after the beginning. */
const silences = (heardMs: number, forMs: number): number[] => {
  const said: number[] = []
  const silent = (): void => void said.push(Date.now() - lastAt)
  const hears = { silent, heard: nothing, stalled: nothing, grows: nothing, restless: nothing }
  const watch = openWatch(hears, Date.now)
  watch.begin(recordingId, { silent: false, rests: () => false })
  vi.advanceTimersByTime(heardMs)
  const lastAt = Date.now()
  watch.hear({ type: 'recording', recordingId, partId: 'one', paused: false, streams: [] })
  vi.advanceTimersByTime(forMs)
  watch.close()
  return said
}

describe('a recorder that is not heard of', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('RECORDING-26: is silent once, well within three seconds of its last sign, and not as soon as one sign is late', () => {
    fc.assert(
      fc.property(fc.nat(2_000), (heardMs) => {
        expect(silences(heardMs, 2_000)).toEqual([])
        const said = silences(heardMs, 10_000)
        expect(said).toHaveLength(1)
        expect(said[0]).toBeLessThanOrEqual(2_600)
      }),
    )
  })
})
