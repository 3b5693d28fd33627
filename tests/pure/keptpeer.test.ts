import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keepPeer } from '@farwindow/client/call/media/keptpeer.ts'
import type { PeerKeeper } from '@farwindow/client/call/media/keptpeer.ts'
import type { Peer, PeerEvents } from '@farwindow/client/call/media/peer.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'

/* Keeping one peer open, by a clock and with peers on paper. */

/** One time a peer was asked for. */
interface Try {
  readonly askedAt: number
  readonly events: PeerEvents
  readonly opened: (peer: Peer) => void
  readonly failed: () => void
}

/** A peer of whom is counted what was asked of it. */
interface PaperPeer {
  readonly peer: Peer
  /** How often anybody looked what it hears. */
  looks: number
  /** Nothing comes any more. */
  silent: boolean
  restarts: number
  closed: boolean
}

const paperPeer = (id: string): PaperPeer => {
  const paper: PaperPeer = {
    looks: 0,
    silent: false,
    restarts: 0,
    closed: false,
    peer: {
      id,
      connection: () => 'connected',
      send: async () => undefined,
      drop: () => undefined,
      setFlowing: () => undefined,
      setRung: () => undefined,
      receive: async () => [],
      forget: () => undefined,
      playable: () => ({}),
      restartIce: async () => void (paper.restarts += 1),
      stats: async () => new Map(),
      heardBytes: async () => {
        paper.looks += 1
        return paper.silent ? 0 : paper.looks
      },
      close: () => void (paper.closed = true),
    },
  }
  return paper
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

describe('the keeper of a peer', () => {
  let tries: Try[]
  /** What the session is told, in order. */
  let told: string[]
  let keeper: PeerKeeper

  const lastTry = (): Try => tries.at(-1) ?? expect.fail('nothing was asked')

  beforeEach(() => {
    vi.useFakeTimers({ now: 0 })
    tries = []
    told = []
    keeper = keepPeer({
      signal: { ask: () => expect.fail('the keeper itself asks nothing'), doubt: () => told.push('doubt') },
      connect: (_signal, events) =>
        new Promise<Outcome<Peer>>((resolve, reject) => {
          tries.push({
            askedAt: Date.now(),
            events,
            opened: (peer) => resolve({ ok: true, value: peer }),
            failed: () => reject(new Error('no media host')),
          })
        }),
      onOpening: () => told.push('opening'),
      onOpened: ({ id }, over) => {
        told.push(`opened ${id}`)
        over.addEventListener('abort', () => told.push(`over ${id}`))
      },
      onConnection: (direction, state) => told.push(`${direction} ${state}`),
      onReplaced: () => told.push('replaced'),
    })
  })
  afterEach(() => {
    keeper.close()
    vi.useRealTimers()
  })

  /** Resolves when this try has failed and the next one is waited for. */
  const fail = async (): Promise<void> => {
    lastTry().failed()
    await pass(0)
  }
  const open = async (id: string): Promise<PaperPeer> => {
    const paper = paperPeer(id)
    lastTry().opened(paper.peer)
    await pass(0)
    return paper
  }

  test('MEDIA-21: what cannot be opened is asked for again after a quarter of a second, then after twice as long each time, four seconds at most', async () => {
    keeper.renew()
    for (const ms of [250, 500, 1_000, 2_000, 4_000, 4_000]) {
      const { askedAt } = lastTry()
      await fail()
      await pass(ms)
      expect(lastTry().askedAt - askedAt).toBe(ms)
    }
    // Asked for by hand, it does not wait, and begins with short waits again.
    await fail()
    keeper.renew()
    const { askedAt } = lastTry()
    expect(askedAt).toBe(Date.now())
    await fail()
    await pass(250)
    expect(lastTry().askedAt - askedAt).toBe(250)
  })

  test('of peers that could not be opened nothing is left behind, however many there were', async () => {
    keeper.renew()
    const atFirst = vi.getTimerCount()
    for (let n = 0; n < 20; n += 1) {
      await fail()
      await pass(4_000)
      expect(vi.getTimerCount()).toBe(atFirst)
    }
    const paper = await open('a')
    await pass(1_000)
    // Four looks a second, as at a peer that opened at once.
    expect(paper.looks).toBe(4)
    expect(told.slice(-2)).toEqual(['opening', 'opened a'])
    keeper.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a peer that is renewed is closed, and nobody listens to it any more', async () => {
    keeper.renew()
    const former = await open('a')
    await pass(3_000)
    keeper.renew()
    expect(former.closed).toBe(true)
    const { looks } = former
    const next = await open('b')
    await pass(10_000)
    expect([former.looks, former.restarts]).toEqual([looks, 0])
    expect([next.looks, next.closed]).toEqual([40, false])
    expect(told).toEqual(['opening', 'opened a', 'over a', 'opening', 'opened b'])
  })

  test('one that is renewed while it is still being opened is closed when it comes late, and nobody hears of it', async () => {
    keeper.renew()
    const [first] = tries
    keeper.renew()
    const late = paperPeer('late')
    first?.opened(late.peer)
    await pass(0)
    expect(late.closed).toBe(true)
    const present = await open('present')
    await pass(1_000)
    expect([late.looks, present.looks, present.closed]).toEqual([0, 4, false])
    expect(told).toEqual(['opening', 'opening', 'opened present'])
  })

  test('what fails late, after another was asked for, is not asked for again', async () => {
    keeper.renew()
    const [first] = tries
    keeper.renew()
    first?.failed()
    await pass(0)
    await open('present')
    await pass(10_000)
    expect(tries).toHaveLength(2)
  })

  test('closed, it asks for none: neither while it waits for the next try nor for one that comes late', async () => {
    keeper.renew()
    await fail()
    keeper.close()
    await pass(60_000)
    expect(tries).toHaveLength(1)

    keeper.renew()
    keeper.close()
    const late = await open('late')
    expect(late.closed).toBe(true)
    await pass(60_000)
    expect([tries.length, vi.getTimerCount()]).toEqual([2, 0])
  })

  test('MEDIA-21: of a peer that is over neither the last words are shown, nor does it cost the next one', async () => {
    keeper.renew()
    const former = await open('a')
    const { events } = lastTry()
    keeper.renew()
    const present = await open('b')
    told = []
    // What was still under way when it was closed ends now; nothing comes there any more.
    former.silent = true
    events.onConnection('receive', 'failed')
    events.onRefused({ code: 'notFound' })
    await pass(30_000)
    expect(told).toEqual([])
    expect([former.restarts, present.closed, tries.length]).toEqual([0, false, 2])
  })

  test('what the desk does not know any more is opened anew; what another tab has is not', async () => {
    keeper.renew()
    const former = await open('a')
    lastTry().events.onRefused({ code: 'notFound' })
    expect([former.closed, tries.length]).toEqual([true, 2])
    await open('b')
    lastTry().events.onRefused({ code: 'wrongState' })
    expect([told.at(-1), tries.length]).toEqual(['replaced', 2])
  })

  test('MEDIA-21: a network that falls silent and stays so leads to new paths, and then to a new peer', async () => {
    keeper.renew()
    const former = await open('a')
    former.silent = true
    lastTry().events.onConnection('send', 'disconnected')
    await pass(0)
    expect([told.at(-1), former.restarts, tries.length]).toEqual(['send disconnected', 1, 1])
    await pass(12_000)
    expect([former.restarts, former.closed, tries.length]).toEqual([5, true, 2])
  })
})
