import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keepPath } from '@farwindow/client/call/media/path.ts'
import type { PathKeeper } from '@farwindow/client/call/media/path.ts'

/* The search for a new network path, by a clock on paper. */

describe('the keeper of a path', () => {
  let restarts: string[]
  let heard: number
  let givenUp: number
  let doubts: number
  /** The host says all the time how our streams arrive. */
  let reported: boolean
  let keeper: PathKeeper

  beforeEach(() => {
    vi.useFakeTimers()
    restarts = []
    heard = 0
    givenUp = 0
    doubts = 0
    reported = false
    keeper = keepPath({
      restart: async (direction) => void restarts.push(direction),
      heardBytes: async (direction) => (direction === 'send' && reported ? performance.now() : heard),
      giveUp: () => (givenUp += 1),
      doubt: () => (doubts += 1),
    })
  })
  afterEach(() => {
    keeper.close()
    vi.useRealTimers()
  })

  test('MEDIA-21: the first try follows the loss at once, the others after one second and more, then a new peer', async () => {
    keeper.onConnection('send', 'disconnected')
    expect(restarts).toEqual(['send'])
    await vi.advanceTimersByTimeAsync(1_300)
    expect(restarts).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(6_500)
    expect(restarts).toHaveLength(5)
    await vi.advanceTimersByTimeAsync(4_000)
    expect([restarts.length, givenUp]).toEqual([5, 1])
  })

  test('LINK-7: when the line is back a search goes on at once instead of waiting out its pause', async () => {
    keeper.onConnection('receive', 'failed')
    await vi.advanceTimersByTimeAsync(100)
    keeper.wake()
    await vi.advanceTimersByTimeAsync(0)
    expect(restarts.filter((one) => one === 'receive')).toHaveLength(2)
    keeper.onConnection('receive', 'connected')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(givenUp).toBe(0)
  })

  test('LINK-7: what seems connected must prove it when the line is back; what does is left alone', async () => {
    keeper.wake()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(restarts.sort()).toEqual(['receive', 'send'])
    keeper.wake()
    heard += 1
    await vi.advanceTimersByTimeAsync(0)
    heard += 1
    await vi.advanceTimersByTimeAsync(1_000)
    expect(restarts).toHaveLength(2)
  })

  /** Packets come for so long, and are looked for all the time. */
  const listen = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 50) {
      heard += 1
      await vi.advanceTimersByTimeAsync(50)
    }
  }

  test('MEDIA-21: what came regularly and stops is asked for a new path within three quarters of a second, and again until something comes; the line is doubted once', async () => {
    await listen(3_000)
    expect([restarts.length, doubts]).toEqual([0, 0])
    await vi.advanceTimersByTimeAsync(750)
    expect([restarts.sort().join(), doubts]).toEqual(['receive,send', 1])
    // A browser that does not know its new address yet looks for paths from the old one, and says that it is connected.
    keeper.onConnection('send', 'connected')
    await vi.advanceTimersByTimeAsync(1_200)
    expect([restarts.length, doubts]).toEqual([4, 1])
    await listen(3_000)
    expect([restarts.length, doubts, givenUp]).toEqual([4, 1, 0])
    await vi.advanceTimersByTimeAsync(750)
    expect([restarts.length, doubts]).toEqual([6, 2])
  })

  test('MEDIA-21, LINK-7: a line that is back right after that is asked for a new path without another proof', async () => {
    await listen(3_000)
    await vi.advanceTimersByTimeAsync(1_000)
    restarts.length = 0
    keeper.wake()
    await vi.advanceTimersByTimeAsync(0)
    expect(restarts.sort()).toEqual(['receive', 'send'])
  })

  test('MEDIA-21: what comes now and then, or is only the other side’s silence, is no lost network', async () => {
    for (let n = 0; n < 10; n += 1) {
      heard += 1
      await vi.advanceTimersByTimeAsync(900)
    }
    expect(doubts).toBe(0)
    // The other side's streams stop; the host goes on reporting how ours arrive.
    await listen(3_000)
    reported = true
    await vi.advanceTimersByTimeAsync(3_000)
    expect([restarts.length, doubts]).toEqual([0, 0])
  })
})
