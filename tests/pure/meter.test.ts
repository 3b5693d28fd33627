import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openMeter } from '@farwindow/client/call/media/meter.ts'

/* The ear of the meters of a page, by a clock and with sound on paper. */

describe('the meters of a page', () => {
  interface Ear {
    state: AudioContextState
    connected: number
  }
  const ears: Ear[] = []
  /** Before the first press a browser lets no sound be worked on. */
  let pressed = true
  const hearers = new Set<() => void>()
  const press = (): void => {
    pressed = true
    for (const hear of hearers) hear()
  }
  const track = Object.assign(new EventTarget(), { id: 'a' }) as MediaStreamTrack

  beforeEach(() => {
    vi.useFakeTimers()
    ears.length = 0
    pressed = true
    vi.stubGlobal('MediaStream', EventTarget)
    vi.stubGlobal('document', {
      addEventListener: (_name: string, hear: () => void) => hearers.add(hear),
      removeEventListener: (_name: string, hear: () => void) => hearers.delete(hear),
    })
    vi.stubGlobal(
      'AudioContext',
      class implements Ear {
        state: AudioContextState = pressed ? 'running' : 'suspended'
        connected = 0
        constructor() {
          ears.push(this)
        }
        createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: () => undefined })
        createMediaStreamSource = () => ({
          connect: () => (this.connected += 1),
          disconnect: () => (this.connected -= 1),
        })
        resume = async (): Promise<void> => {
          if (this.state === 'closed') throw new Error('closed')
          if (pressed) this.state = 'running'
        }
        close = async (): Promise<void> => void (this.state = 'closed')
      },
    )
  })
  afterEach(() => {
    vi.runAllTimers()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  test('have one ear, which ends three seconds after the last of them', () => {
    const [one, other] = [openMeter(track), openMeter(track)]
    one.close()
    one.close()
    vi.advanceTimersByTime(10_000)
    expect(ears).toMatchObject([{ state: 'running', connected: 1 }])
    other.close()
    vi.advanceTimersByTime(2_900)
    const next = openMeter(track)
    vi.advanceTimersByTime(10_000)
    expect(ears).toMatchObject([{ state: 'running', connected: 1 }])
    next.close()
    vi.advanceTimersByTime(3_100)
    expect(ears).toMatchObject([{ state: 'closed', connected: 0 }])
    expect(hearers.size).toBe(0)
    openMeter(track).close()
    expect(ears.map(({ state }) => state)).toEqual(['closed', 'running'])
  })

  test('hear after the first press, also one that is opened when the press is long over', () => {
    pressed = false
    const early = openMeter(track)
    expect(ears).toMatchObject([{ state: 'suspended' }])
    press()
    expect(ears).toMatchObject([{ state: 'running' }])
    early.close()
    // A phone call takes the sound away in between.
    Object.assign(ears[0] ?? {}, { state: 'suspended' })
    const late = openMeter(track)
    expect(ears).toMatchObject([{ state: 'running' }])
    late.close()
  })
})
