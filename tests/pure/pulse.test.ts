import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPulse } from '@farwindow/client/link/pulse.ts'

/* A page's line, by a clock on paper. */

describe('the pulse of a line', () => {
  const heard: string[] = []
  const events = new Map<string, () => void>()
  /** Whether the network is there: without it a try ends only when it is given up. */
  let network = false
  let tries = 0

  const knockedAt = (_url: string, { signal }: { signal: AbortSignal }): Promise<void> => {
    tries += 1
    if (network) return Promise.resolve()
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))))
  }
  const open = () => {
    const pulse = createPulse({
      silent: () => heard.push('silent'),
      reached: (now) => heard.push(now ? 'online' : 'reached'),
    })
    pulse.start()
    return pulse
  }

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('fetch', knockedAt)
    vi.stubGlobal('addEventListener', (name: string, hear: () => void) => events.set(name, hear))
    vi.stubGlobal('removeEventListener', (name: string) => events.delete(name))
    heard.length = 0
    network = false
    tries = 0
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  test('LINK-7: three seconds of silence are a break; whatever is heard before that is none', () => {
    const pulse = open()
    vi.advanceTimersByTime(2_900)
    pulse.beat()
    vi.advanceTimersByTime(2_500)
    expect(heard).toEqual([])
    vi.advanceTimersByTime(600)
    expect(heard[0]).toBe('silent')
    pulse.close()
  })

  test('LINK-7: a line that is doubted counts as broken after six tenths of a second, unless something is heard', () => {
    const pulse = open()
    pulse.doubt()
    vi.advanceTimersByTime(550)
    pulse.beat()
    vi.advanceTimersByTime(1_000)
    expect(heard).toEqual([])
    pulse.doubt()
    vi.advanceTimersByTime(300)
    pulse.doubt()
    vi.advanceTimersByTime(350)
    expect(heard).toEqual(['silent'])
    pulse.close()
  })

  test('LINK-7: a doubted line is broken as soon as the server answers over another; the search for it is over by then', async () => {
    network = true
    const pulse = open()
    pulse.doubt()
    await vi.advanceTimersByTimeAsync(90)
    expect(heard).toEqual([])
    await vi.advanceTimersByTimeAsync(30)
    expect(heard).toEqual(['silent', 'reached'])
    pulse.close()
  })

  test('LINK-7: a doubted line that says something in time is whole, and nobody is asked any more', async () => {
    network = true
    const pulse = open()
    pulse.doubt()
    await vi.advanceTimersByTimeAsync(90)
    pulse.beat()
    const before = tries
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard).toEqual([])
    expect(tries).toBe(before)
    pulse.close()
  })

  test('LINK-7: a doubted line that breaks by itself is searched for at once, and is not broken a second time', async () => {
    const pulse = open()
    pulse.doubt()
    await vi.advanceTimersByTimeAsync(100)
    pulse.seek()
    network = true
    await vi.advanceTimersByTimeAsync(300)
    expect(heard).toEqual(['reached'])
    pulse.found()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard).toEqual(['reached'])
    pulse.close()
  })

  test('LINK-7: where the first question goes into a dead connection, the second does not wait for it', async () => {
    const pulse = open()
    pulse.doubt()
    network = true
    await vi.advanceTimersByTimeAsync(200)
    expect(heard).toEqual(['silent', 'reached'])
    pulse.close()
  })

  test('LINK-7: a line that is not wanted any more is not doubted: nobody is asked, now or later', async () => {
    const pulse = open()
    pulse.close()
    pulse.doubt()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(tries).toBe(0)
    expect(heard).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('LINK-7: while it is broken the server is asked over and over, and found with its first answer', async () => {
    const pulse = open()
    pulse.seek()
    await vi.advanceTimersByTimeAsync(9_900)
    expect(tries).toBeGreaterThan(30)
    expect(heard.filter((one) => one === 'reached')).toEqual([])
    network = true
    await vi.advanceTimersByTimeAsync(300)
    expect(heard).toContain('reached')
    pulse.found()
    const before = tries
    await vi.advanceTimersByTimeAsync(5_000)
    expect(tries).toBe(before)
    pulse.close()
  })

  test('LINK-7: what the device says of its network is believed at once; nothing is left behind', () => {
    const pulse = open()
    events.get('offline')?.()
    events.get('online')?.()
    expect(heard).toEqual(['silent', 'online'])
    pulse.close()
    expect(events.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})
