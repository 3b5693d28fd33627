import * as fc from 'fast-check'
import { createLog } from '@farwindow/server/log.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isProof, proofOf } from '@farwindow/server/call/fleet/proof.ts'
import { openFleet } from '@farwindow/server/call/fleet/fleet.ts'
import { placeNode } from '@farwindow/server/call/fleet/place.ts'
import type { NodeLoad } from '@farwindow/server/call/fleet/place.ts'

const load = (name: string, about: Partial<NodeLoad> = {}): NodeLoad => ({
  name,
  near: [],
  capacity: 100,
  peers: 0,
  neighbours: 0,
  ...about,
})
const loads = fc.uniqueArray(
  fc.record({
    name: fc.string({ minLength: 1, maxLength: 4 }),
    near: fc.subarray(['33', '3305', '31', '310117']),
    // Few numbers, so that many nodes are full to the brim and many are alike.
    capacity: fc.integer({ min: 0, max: 3 }),
    peers: fc.integer({ min: 0, max: 3 }),
    neighbours: fc.integer({ min: 0, max: 1 }),
  }),
  { selector: ({ name }) => name, maxLength: 6 },
)

describe('placing a peer', () => {
  test('MEDIA-25: near before neighbours before emptiness', () => {
    const near = load('near', { near: ['3305'], peers: 80 })
    const home = load('home', { peers: 50, neighbours: 10 })
    const empty = load('empty')
    expect(placeNode([empty, home, near], '330503')).toBe('near')
    expect(placeNode([empty, home, near], '310117')).toBe('home')
    expect(placeNode([empty, near], '310117')).toBe('empty')
  })

  test('MEDIA-25: emptiness is by capacity, and neighbours do not fill a node to the brim', () => {
    expect(
      placeNode([load('small', { capacity: 10, peers: 4 }), load('big', { peers: 20 })], undefined),
    ).toBe('big')
    const crowded = load('crowded', { peers: 95, neighbours: 95 })
    expect(placeNode([crowded, load('empty')], '330503')).toBe('empty')
  })

  test('MEDIA-25: never one that is full, always one while there is room, whatever the order they are named in', () => {
    fc.assert(
      fc.property(loads, fc.constantFrom('330503', '310117', undefined), (all, key) => {
        const chosen = placeNode(all, key)
        const room = all.filter(({ peers, capacity }) => peers < capacity)
        expect(room.some(({ name }) => name === chosen)).toBe(room.length > 0)
        expect(placeNode(all.toReversed(), key)).toBe(chosen)
      }),
    )
  })
})

test('MEDIA-27: a desk waits for the nodes of the one before from when they can reach it, however long it takes to start', async () => {
  let now = 1_000
  const fleet = openFleet({ now: () => now, log: createLog('silent') })
  expect(fleet.isSettled()).toBe(false)
  now += 60_000
  expect(fleet.isSettled()).toBe(false)
  fleet.becomeReachable()
  now += 2_000
  expect(fleet.isSettled()).toBe(false)
  now += 2_000
  expect(fleet.isSettled()).toBe(true)
  await fleet.host.close()
})

/** A desk that knows two nodes; whoever says `33` is near goes to the first. */
const twoNodes = async () => {
  const fleet = openFleet({ now: Date.now, log: createLog('silent') })
  const lost: string[] = []
  fleet.host.listen((event) => event.type === 'peerLost' && lost.push(event.peerId))
  const books = { workers: [], peers: 0, producers: 0, consumers: 0, holding: [], recordings: [] }
  const comes = (name: string, near: string[]) =>
    fleet.admit({
      about: { name, run: name, nonce: 'n'.repeat(20), near, capacity: 9 },
      ask: (asked) =>
        asked === 'inventory' ? Promise.resolve({ ok: true, value: books }) : new Promise(() => undefined),
      end: () => undefined,
    })
  const one = comes('one', ['33'])
  comes('two', [])
  await vi.advanceTimersByTimeAsync(10)
  const opens = async (peerId: string, owner: string): Promise<void> => {
    void fleet.host.openPeer({ peerId, owner, near: '330503' })
    await vi.advanceTimersByTimeAsync(10)
  }
  return { fleet, lost, one, comes, opens }
}

describe('a node whose line breaks', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('MEDIA-29: a desk that was held up itself gives it the second anew: it may stand at the door already', async () => {
    const { fleet, lost, one, opens } = await twoNodes()
    await opens('a', 'lin')
    one.left()
    // Time goes on, and no timer rings.
    vi.setSystemTime(Date.now() + 2_000)
    await vi.advanceTimersByTimeAsync(500)
    expect(lost).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(lost).toEqual(['a'])
    await fleet.host.close()
  })

  test('MEDIA-29: its second is over when two people hear nothing of it either; one may have lost the own network', async () => {
    const { fleet, lost, one, comes, opens } = await twoNodes()
    await opens('a', 'lin')
    await opens('b', 'kiosk')
    const asks = (peerId: string): unknown => fleet.host.restartIce({ peerId, direction: 'send' })
    // While the line is whole, looking for a path says nothing of the node.
    void [asks('a'), asks('b')]
    one.left()
    void [asks('a'), asks('a')]
    expect(lost).toEqual([])
    // It was only the line: what was said of that break does not count at the next one.
    const again = comes('one', ['33'])
    again.left()
    void asks('b')
    expect(lost).toEqual([])
    void asks('a')
    expect(lost).toEqual(['a', 'b'])
    await fleet.host.close()
  })
})

describe('the proof of a node', () => {
  const [secret, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const about = { name: 'one', run: 'r', nonce: 'n'.repeat(20), near: [], capacity: 1 }

  test('MEDIA-24: fits one secret, one side, one node and one pair of nonces', () => {
    const proof = proofOf(secret, 'node', about, 'desk')
    expect(isProof(proof, proofOf(secret, 'node', about, 'desk'))).toBe(true)
    for (const wrong of [
      proofOf(other, 'node', about, 'desk'),
      proofOf(secret, 'desk', about, 'desk'),
      proofOf(secret, 'node', about, 'another'),
      proofOf(secret, 'node', { ...about, nonce: 'm'.repeat(20) }, 'desk'),
      proofOf(secret, 'node', { ...about, name: 'two' }, 'desk'),
      proofOf(secret, 'node', { ...about, run: 'another' }, 'desk'),
      undefined,
      '',
    ])
      expect(isProof(wrong, proof)).toBe(false)
  })
})
