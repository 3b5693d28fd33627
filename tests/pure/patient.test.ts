import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import { valueOf } from '../serving/outcome.ts'
import { paperHost } from './paperhost.ts'
import { room } from './room.ts'

/** A host whose first answers to some requests do not arrive. */
const deaf = (lost: Record<'consume' | 'resumeConsumers', number>) => {
  const host = paperHost()
  const losing =
    <I, O>(name: 'consume' | 'resumeConsumers', ask: (input: I) => Promise<O>) =>
    async (input: I): Promise<O | ReturnType<typeof refuse>> => {
      lost[name] -= 1
      return lost[name] >= 0 ? refuse('unavailable') : ask(input)
    }
  return {
    ...host,
    consume: losing('consume', host.consume),
    resumeConsumers: losing('resumeConsumers', host.resumeConsumers),
  }
}

describe('a media host that gives no answer', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('MEDIA-71: is asked again, and the call gets all its streams', async () => {
    const { host, exchange, join, offered, consume } = room(deaf({ consume: 2, resumeConsumers: 3 }))
    await join('clerk', 'camera', 'microphone')
    await join('applicant', 'camera', 'microphone')
    const warming = exchange.warm('c', 'clerk', 'applicant')
    await vi.advanceTimersByTimeAsync(2_000)
    await warming
    for (const session of ['clerk', 'applicant']) expect(offered(session)).toHaveLength(2)
    const answering = exchange.answer('c')
    const consuming = ['clerk', 'applicant'].map((session) => consume(session, offered(session)))
    await vi.advanceTimersByTimeAsync(3_000)
    await answering
    for (const each of await Promise.all(consuming)) valueOf(each)
    expect(host.flowing()).toHaveLength(4)
  })

  test('MEDIA-71: is not asked for ever', async () => {
    const { host, exchange, join, offered } = room(deaf({ consume: 1_000, resumeConsumers: 0 }))
    await join('clerk', 'camera')
    await join('applicant', 'camera')
    const warming = exchange.warm('c', 'clerk', 'applicant')
    await vi.advanceTimersByTimeAsync(11_000)
    await warming
    expect(offered('clerk')).toEqual([])
    expect(host.flowing()).toEqual([])
  })
})
