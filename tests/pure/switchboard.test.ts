import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Exchange } from '@farwindow/server/call/exchange.ts'
import { createSwitchboard } from '@farwindow/server/call/switchboard.ts'
import { createLog } from '@farwindow/server/log.ts'
import { advanceCall, newCall } from '@farwindow/shared/call/machine.ts'
import { valueOf } from './outcome.ts'

const routed = { type: 'routed', at: 2, why: 'usual' } as const
const ringing = newCall({ id: 'c', visitId: 'v', clerkId: 'lin', jurisdiction: '330503', offeredAt: 1 })
const direct = valueOf(
  advanceCall(valueOf(advanceCall(ringing, { type: 'answered', at: 2 })), { ...routed, route: 'direct' }),
)
const hosted = valueOf(advanceCall(direct, { ...routed, route: 'sfu' }))

/** What the exchange is told, in order. */
const opened = () => {
  const told: string[] = []
  const tell = (what: string) => async (): Promise<void> => void told.push(what)
  const exchange = {
    warm: tell('warm'),
    answer: tell('answer'),
    end: tell('end'),
    leave: tell('leave'),
  } as unknown as Exchange
  return { told, switchboard: createSwitchboard(exchange, createLog('silent')) }
}

describe('the switchboard', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('DIRECT-6: what a call that goes directly had over us stays until the browsers see each other', async () => {
    const { told, switchboard } = opened()
    switchboard.learn([{ kind: 'call', id: 'c', state: direct }])
    await vi.advanceTimersByTimeAsync(4_000)
    expect(told).toEqual([])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(told).toEqual(['end'])
  })

  test('DIRECT-2: a call that a desk finds over us again is not taken down for what was said of it before', async () => {
    const { told, switchboard } = opened()
    switchboard.learn([{ kind: 'call', id: 'c', state: direct }])
    await switchboard.recover([{ state: hosted }])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(told).toEqual(['warm', 'answer'])
  })
})
