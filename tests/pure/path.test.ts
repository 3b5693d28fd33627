import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keepPath } from '@farwindow/client/call/media/path.ts'
import type { PathKeeper } from '@farwindow/client/call/media/path.ts'

/* The search for a new network path, by a clock on paper. */

describe('the keeper of a path', () => {
  let restarts: string[]
  let heard: number
  let givenUp: number
  let keeper: PathKeeper

  beforeEach(() => {
    vi.useFakeTimers()
    restarts = []
    heard = 0
    givenUp = 0
    keeper = keepPath({
      restart: async (direction) => void restarts.push(direction),
      heardBytes: async () => heard,
      giveUp: () => (givenUp += 1),
    })
  })
  afterEach(() => {
    keeper.close()
    vi.useRealTimers()
  })

  test('MEDIA-21: the first try follows the loss at once, the others every two seconds, then a new peer', async () => {
    keeper.onConnection('send', 'disconnected')
    expect(restarts).toEqual(['send'])
    await vi.advanceTimersByTimeAsync(8_100)
    expect(restarts).toHaveLength(5)
    await vi.advanceTimersByTimeAsync(2_000)
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
})
