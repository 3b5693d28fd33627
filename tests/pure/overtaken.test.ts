import { createCallStore } from '@farwindow/client/call/store.ts'
import { keepTold } from '@farwindow/client/call/media/standing.ts'
import type { Standing } from '@farwindow/client/call/media/standing.ts'
import type { MediaSignal } from '@farwindow/client/call/media/signal.ts'
import type { Link } from '@farwindow/client/link.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import { describe, expect, test } from 'vitest'
import { settled } from './room.ts'

const callWith = (...away: readonly string[]) => ({ id: 'c1', phase: 'active', away })

describe('what crosses on the way', () => {
  test('CALL-6: who is back is not shown as away by an answer that was given before and comes after', async () => {
    const answers: PromiseWithResolvers<unknown>[] = []
    const hearers = new Map<string, (data: unknown) => void>()
    // What the store needs of a link.
    const link = {
      state: { getState: () => ({ phase: 'online', me: { role: 'applicant' } }) },
      ask: () => {
        const answer = Promise.withResolvers()
        answers.push(answer)
        return answer.promise
      },
      on: (name: string, hear: (data: unknown) => void) => {
        hearers.set(name, hear)
        return () => undefined
      },
      onFresh: () => () => undefined,
    } as unknown as Link
    const answer = (n: number, ...away: readonly string[]): void =>
      answers[n]?.resolve(ok({ call: callWith(...away), caller: null, lines: [], notes: [] }))

    const store = createCallStore(link, 'applicant')
    const asking = store.refresh()
    hearers.get('call.changed')?.(callWith('clerk'))
    answer(0, 'clerk')
    await settled()
    // The clerk comes back while the page still asks.
    hearers.get('call.changed')?.(callWith())
    for (let n = 1; n < answers.length; n += 1) answer(n, 'clerk')
    await settled()
    expect(store.state.getState().call?.away).toEqual([])
    for (let n = 1; n < answers.length; n += 1) answer(n)
    await asking
    expect(store.state.getState().call?.away).toEqual([])
  })

  test('MEDIA-43: of a camera that was paused for the network and then closed, the last word is that it is closed', async () => {
    const words: { readonly told: object; readonly arrive: () => void }[] = []
    let standing: Standing = 'thin'
    // Each word arrives when it is let through, as over a line that breaks.
    const signal = {
      ask: (name: string, input: object) =>
        new Promise((resolve) => {
          words.push({ told: { name, ...input }, arrive: () => resolve(ok({})) })
        }),
    } as unknown as MediaSignal
    const tell = keepTold(
      signal,
      () => 'p1',
      () => standing,
    )
    void tell('camera')
    standing = 'held'
    void tell('camera')
    void tell('camera')
    void tell('microphone')
    // Nothing overtakes what is under way, and another source waits for nothing.
    expect(words.map(({ told }) => told)).toEqual([
      { name: 'media.pause', peerId: 'p1', source: 'camera', because: 'network' },
      { name: 'media.pause', peerId: 'p1', source: 'microphone' },
    ])
    words[0]?.arrive()
    await settled()
    expect(words.slice(2).map(({ told }) => told)).toEqual([
      { name: 'media.pause', peerId: 'p1', source: 'camera' },
    ])
    standing = 'flowing'
    void tell('camera')
    words[2]?.arrive()
    await settled()
    expect(words.at(-1)?.told).toEqual({ name: 'media.resume', peerId: 'p1', source: 'camera' })
  })
})
