import { countHeard, noCounters, readCounters } from '@farwindow/client/call/media/counts.ts'
import { judge, show, shownBegins } from '@farwindow/client/call/media/quality.ts'
import type { LinkFacts } from '@farwindow/client/call/media/quality.ts'
import { step, steppingBegins, tellsOfPicture, voiceKbitAt } from '@farwindow/client/call/media/stepping.ts'
import type { Second, Stepping } from '@farwindow/client/call/media/stepping.ts'
import { fpsAt, pausedRung, rungs } from '@farwindow/media-config/rungs.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { valueOf } from './outcome.ts'
import { room } from './room.ts'

const wide: Second = { availableKbit: 3_000, limited: false, lostUp: 0, lostFar: 0, silent: false }
/** So little gets out, and the encoder says that it is too little. */
const narrow = (availableKbit: number): Second => ({ ...wide, availableKbit, limited: true })
const after = (from: Stepping, seconds: number, second: Second): Stepping =>
  Array.from({ length: seconds }).reduce<Stepping>((now) => step(now, second), from)

describe('the picture on weak networks', () => {
  test('MEDIA-42: with room it stays whole; with less it gets smaller before it gets fewer frames', () => {
    expect(after(steppingBegins, 60, wide).rung).toBe(0)
    const [scales, frames] = [rungs.map(({ scale }) => scale), rungs.map(({ fps }) => fps)]
    expect(scales).toEqual([...scales].sort((a, b) => a - b))
    const firstWithFewer = frames.findIndex((fps) => fps < 30)
    expect(firstWithFewer).toBe(rungs.length - 1)
    expect(after(steppingBegins, 3, narrow(350)).rung).toBe(2)
    expect(after(steppingBegins, 3, narrow(120)).rung).toBe(4)
  })

  test('GUEST-11: hands that sign get smaller, and never fewer than 30 frames', () => {
    for (const rung of [...rungs.keys(), pausedRung]) expect(fpsAt(rung, 'signing')).toBe(30)
    expect(fpsAt(rungs.length - 1, 'side')).toBeLessThan(20)
  })

  test('MEDIA-42: one bad second is none; where voice breaks up the picture is paused', () => {
    expect(step(steppingBegins, narrow(100)).rung).toBe(0)
    for (const lost of [{ lostUp: 0.5 }, { lostFar: 0.5 }]) {
      expect(step(steppingBegins, { ...wide, ...lost }).rung).toBe(0)
      expect(after(steppingBegins, 2, { ...wide, ...lost }).rung).toBe(pausedRung)
    }
    expect(voiceKbitAt(pausedRung)).toBeLessThan(voiceKbitAt(0))
  })

  test('MEDIA-42: below what any picture needs it is paused, stays so while voice gets lost, and comes back by itself', () => {
    expect(after(steppingBegins, 3, narrow(30)).rung).toBe(pausedRung - 1)
    const paused = after(steppingBegins, 6, narrow(30))
    expect(paused.rung).toBe(pausedRung)
    expect(after(paused, 60, { ...wide, availableKbit: 30, lostUp: 0.2 }).rung).toBe(pausedRung)
    // The estimate stays low until something is sent again.
    const tried = after(paused, 4, { ...wide, availableKbit: 40 })
    expect(tried.rung).toBe(pausedRung - 1)
    expect(after(tried, 60, wide).rung).toBe(0)
  })

  test('MEDIA-42: an estimate alone steps nothing down while the encoder lacks nothing: the machine is busy, or a break is just over', () => {
    expect(after(steppingBegins, 60, { ...wide, availableKbit: 60 }).rung).toBe(0)
    // A browser that does not say what its encoder lacks is judged by its estimate.
    expect(after(steppingBegins, 3, { ...wide, availableKbit: 60, limited: null }).rung).toBeGreaterThan(0)
  })

  test('MEDIA-42: what was stepped down is whole again within half a minute, however low the estimate stayed', () => {
    const small = after(steppingBegins, 3, narrow(120))
    expect(small.rung).toBe(4)
    expect(after(small, 25, { ...wide, availableKbit: 90 }).rung).toBe(0)
  })

  test('MEDIA-42: a report of losses is one second’s, however long no other one comes', () => {
    const silent: Second = { ...wide, lostUp: null }
    const reported = step(steppingBegins, { ...wide, lostUp: 0.5 })
    expect(after(reported, 10, silent).rung).toBe(0)
    expect(step(reported, { ...wide, lostUp: 0.5 }).rung).toBe(pausedRung)
    expect(step(after(reported, 2, silent), { ...wide, lostUp: 0.5 }).rung).toBe(pausedRung)
    // While no other report comes, a paused picture waits as well.
    const paused = step(reported, { ...wide, lostUp: 0.5 })
    expect(after(paused, 30, silent).rung).toBe(pausedRung)
    expect(after(paused, 3, wide).rung).toBe(pausedRung - 1)
  })

  test('MEDIA-42: a network that was gone was not narrow: the picture is as large after it as before', () => {
    const gone: Second = { ...narrow(30), lostUp: null, silent: true }
    const lostMeanwhile: Second = { ...narrow(60), lostUp: 0.9, lostFar: 0.4 }
    expect(after(steppingBegins, 30, gone).rung).toBe(0)
    expect(after(after(steppingBegins, 4, gone), 3, lostMeanwhile).rung).toBe(0)
    // It stays lossy: then it is.
    expect(after(after(steppingBegins, 4, gone), 5, lostMeanwhile).rung).toBe(pausedRung)
    // The estimate sank while nothing could be sent, and takes longer to climb again.
    expect(after(after(steppingBegins, 4, gone), 8, narrow(60)).rung).toBe(0)
    expect(after(after(steppingBegins, 4, gone), 11, narrow(60)).rung).toBeGreaterThan(0)
    // A single silent second among lossy ones is no such end of it.
    expect(after(after(steppingBegins, 1, gone), 2, lostMeanwhile).rung).toBe(pausedRung)
    // What was tried just before is not taken for too much.
    const climbing = after(after(steppingBegins, 3, narrow(350)), 3, wide)
    expect(climbing.raised).toBe(true)
    expect(after(after(climbing, 4, gone), 3, lostMeanwhile)).toMatchObject({ patience: climbing.patience })
  })

  test('MEDIA-42: where even voice broke up and does not any more, a picture is tried at once, however often it was in vain before', () => {
    let tried = after(steppingBegins, 3, narrow(30))
    for (let second = 0; second < 40; second += 1)
      tried = step(tried, { ...narrow(30), lostUp: tried.rung < pausedRung ? 0.2 : 0 })
    expect(tried.patience).toBeGreaterThan(8)
    const drowned = after(tried, 6, { ...wide, lostUp: 0.6 })
    expect(drowned.rung).toBe(pausedRung)
    const back = after(drowned, 2, wide)
    expect(back.rung).toBe(pausedRung - 1)
    // Its first reports are of what was lost before it was paused.
    expect([back, after(back, 1, wide), after(back, 2, wide)].map(tellsOfPicture)).toEqual([
      false,
      false,
      true,
    ])
    expect([steppingBegins, drowned].map(tellsOfPicture)).toEqual([true, false])
    // The estimate of the drowned seconds is still climbing; losses count at once.
    expect(after(back, 8, narrow(60)).rung).toBe(pausedRung - 1)
    expect(after(back, 12, narrow(60)).rung).toBe(pausedRung)
    expect(after(back, 2, { ...wide, lostUp: 0.4 }).rung).toBe(pausedRung)
  })

  test('MEDIA-42: what was too much is tried again ever more seldom, so that it does not come and go', () => {
    let now = after(steppingBegins, 3, narrow(30))
    let changes = 0
    for (let second = 0; second < 300; second += 1) {
      const next = step(now, { ...narrow(30), lostUp: now.rung < pausedRung ? 0.2 : 0 })
      if (next.rung !== now.rung) changes += 1
      now = next
    }
    expect(changes).toBeLessThan(24)
  })

  test('MEDIA-42: whatever the seconds bring, it stands on a rung or is paused', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const second = fc.record({
      availableKbit: fc.option(fc.integer({ min: 0, max: 5_000 })),
      limited: fc.option(fc.boolean()),
      lostUp: fc.option(share),
      lostFar: share,
      silent: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(second, { maxLength: 120 }), (seconds) => {
        const { rung } = seconds.reduce(step, steppingBegins)
        expect(rung).toBeGreaterThanOrEqual(0)
        expect(rung).toBeLessThanOrEqual(pausedRung)
      }),
    )
  })
})

/** Statistics as a browser gives them, of what it sends. */
const statistics = (...stats: readonly object[]): RTCStatsReport =>
  new Map(stats.map((stat, n) => [`${n}`, stat]))
const picture = (qualityLimitationReason?: string) => ({
  type: 'outbound-rtp',
  kind: 'video',
  ...(qualityLimitationReason === undefined ? {} : { qualityLimitationReason }),
})
const report = (kind: 'audio' | 'video', timestamp: number, fractionLost: number) => ({
  type: 'remote-inbound-rtp',
  kind,
  timestamp,
  fractionLost,
})

describe('what the statistics say', () => {
  test.each([
    ['an encoder that lacks bandwidth is limited', true, [picture('bandwidth')]],
    ['one of two is enough', true, [picture('none'), picture('bandwidth')]],
    ['one that lacks nothing is not', false, [picture('none')]],
    ['nor one whose processor is busy', false, [picture('cpu')]],
    ['nor one of which nothing is asked', false, []],
    ['of one that does not say it is not known', null, [picture()]],
  ] as const)('MEDIA-42: %s', (_case, limited, stats) => {
    expect(readCounters(statistics(...stats), undefined, true, noCounters).limited).toBe(limited)
  })

  test('MEDIA-42: a report counts once, and of a picture that is not sent nothing does', () => {
    const both = statistics(report('audio', 5, 0.1), report('video', 5, 0.3), picture('bandwidth'))
    const first = readCounters(both, undefined, true, noCounters)
    expect(first).toMatchObject({ lostUp: 0.3, limited: true })
    expect(readCounters(both, undefined, true, first).lostUp).toBeNull()
    expect(readCounters(both, undefined, false, noCounters)).toMatchObject({ lostUp: 0.1, limited: false })
    const next = statistics(report('audio', 6, 0), report('video', 5, 0.3))
    expect(readCounters(next, undefined, true, first).lostUp).toBe(0)
  })
})

/** A path of a connection, as statistics tell of it. */
const path = (bytesReceived: number, responsesReceived = 0, id = 'path') => ({
  id,
  type: 'candidate-pair',
  bytesReceived,
  responsesReceived,
})

describe('what came at all', () => {
  test('MEDIA-21: is counted over every path a connection had, also those whose counters went with them', () => {
    const heard = countHeard()
    const former = path(5_000, 2, 'former')
    expect(heard(statistics(former))).toBe(5_002)
    expect(heard(statistics(former, path(10)))).toBe(5_012)
    expect(heard(statistics(path(40)))).toBe(5_042)
  })

  test('MEDIA-42: packets, reports and checks of the path all count, in both directions', () => {
    const before = readCounters(statistics(path(10)), statistics(path(20)), true, noCounters)
    const look = (send: object, receive: object) =>
      readCounters(statistics(send), statistics(receive), true, before).heardBytes === before.heardBytes
    expect(look(path(10), path(20))).toBe(true)
    expect([look(path(11), path(20)), look(path(10), path(21)), look(path(10, 1), path(20))]).toEqual([
      false,
      false,
      false,
    ])
  })
})

describe('whose network it is', () => {
  const well: LinkFacts = {
    connected: true,
    online: true,
    lostUp: 0,
    lostDown: 0,
    paused: false,
    theirScore: 10,
    theyPaused: false,
    theirLost: 0,
  }
  test.each([
    ['good', null, {}],
    ['bad', 'mine', { lostUp: 0.3 }],
    ['weak', 'mine', { lostDown: 0.06 }],
    ['weak', 'mine', { paused: true }],
    ['bad', 'theirs', { theirScore: 2, lostDown: 0.4 }],
    ['weak', 'theirs', { theyPaused: true }],
    ['bad', 'theirs', { theirLost: 0.3 }],
    ['bad', 'mine', { lostUp: 0.3, theirLost: 0.3 }],
    ['bad', 'server', { connected: false }],
    ['bad', 'mine', { connected: false, online: false }],
  ] as const)('MEDIA-44: it is %s because of %s', (grade, cause, change) => {
    expect(judge({ ...well, ...change })).toEqual({ grade, cause })
  })

  test('MEDIA-44: what changes every second is not told; what stays is', () => {
    const weak = { grade: 'weak', cause: 'mine' } as const
    const good = { grade: 'good', cause: null } as const
    let now = shownBegins
    for (let second = 0; second < 20; second += 1) now = show(now, second % 2 === 0 ? weak : good)
    expect(now.quality).toEqual(good)
    for (let second = 0; second < 3; second += 1) now = show(now, weak)
    expect(now.quality).toEqual(weak)
    for (let second = 0; second < 5; second += 1) now = show(now, good)
    expect(now.quality).toEqual(weak)
    expect(show(now, good).quality).toEqual(good)
  })
})

/** A room whose two sides are in an answered call. */
const live = async () => {
  const all = room()
  await all.join('clerk', 'camera', 'microphone')
  await all.join('applicant', 'camera', 'microphone')
  await all.exchange.warm('c', 'clerk', 'applicant')
  await all.exchange.answer('c')
  return all
}

describe('what each side is told of the other’s network', () => {
  test('MEDIA-43: a picture that is paused for the network’s sake is told as that, also to whoever comes later', async () => {
    const { exchange, requests, told, peerOf, join } = await live()
    const pause = { ...peerOf('applicant'), source: 'camera', because: 'network' } as const
    valueOf(await requests['media.pause']('applicant', pause))
    expect(told('clerk', 'media.muted').at(-1)).toMatchObject({ data: { muted: true, because: 'network' } })
    await join('clerk', 'camera')
    const [offer] = told('clerk', 'media.offered').slice(-1)
    expect(JSON.stringify(offer)).toContain('"because":"network"')
    valueOf(await requests['media.resume']('applicant', { ...peerOf('applicant'), source: 'camera' }))
    expect(told('clerk', 'media.muted').at(-1)).toMatchObject({ data: { muted: false } })
    expect(JSON.stringify(told('clerk', 'media.muted').at(-1))).not.toContain('network')
    valueOf(await requests['media.pause']('applicant', { ...peerOf('applicant'), source: 'camera' }))
    expect(JSON.stringify(told('clerk', 'media.muted').at(-1))).not.toContain('network')
    await exchange.close()
  })

  test('MEDIA-44: what a side loses is told to whoever sends, and how a stream reaches the host to whoever watches it', async () => {
    const { host, requests, told, peerOf } = await live()
    valueOf(await requests['media.hears']('clerk', { ...peerOf('clerk'), lost: 0.2 }))
    expect(told('applicant', 'media.heard')).toMatchObject([
      { data: { from: peerOf('clerk').peerId, lost: 0.2 } },
    ])
    expect(told('clerk', 'media.heard')).toEqual([])
    host.arrives(peerOf('applicant').peerId, 3)
    expect(told('clerk', 'media.arrives')).toMatchObject([{ data: { score: 3 } }, { data: { score: 3 } }])
    expect(told('applicant', 'media.arrives')).toEqual([])
  })
})
