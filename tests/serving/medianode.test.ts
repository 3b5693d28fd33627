import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { MediaHost, MediaHostEvent } from '@farwindow/server/call/host.ts'
import { createLog } from '@farwindow/server/log.ts'
import { drain } from '@farwindow/server/medianode/drain.ts'
import { openRelay } from '../lab/relay.ts'
import { open, openDoor } from './door.ts'
import type { TestNode } from './door.ts'
import { mediaHostContract, streamOf } from './mediahost.contract.ts'
import { codeOf, valueOf } from './outcome.ts'

/* The desk's side and the nodes' side of the channel over real sockets, with real workers. */

const log = createLog('silent')
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const opened = async () => {
  const door = await openDoor()
  onTestFinished(door.close)
  return door
}
const events = (host: MediaHost): MediaHostEvent[] => {
  const heard: MediaHostEvent[] = []
  host.listen((event) => heard.push(event))
  return heard
}
const lostOf = (heard: readonly MediaHostEvent[]): string[] =>
  heard.flatMap((event) => (event.type === 'peerLost' ? [event.peerId] : []))
const homeOf = async (
  nodes: Readonly<Record<string, TestNode>>,
  peerId: string,
): Promise<string | undefined> => {
  for (const [name, { host }] of Object.entries(nodes))
    if ((await host.inventory()).holding.some((held) => held.peerId === peerId)) return name
  return undefined
}

mediaHostContract('a fleet of one node', async () => {
  const door = await openDoor()
  await door.node({ name: 'one' })
  await open(door.fleet, 'one')
  return { ...door.fleet.host, close: door.close }
})

/** The camera of peer `a` is prepared for peer `b`. */
const aIsSeenByB = async (host: MediaHost) => {
  const rtpCapabilities = await host.capabilities()
  const rtpParameters = streamOf(rtpCapabilities, 'video')
  const { producerId } = valueOf(await host.produce({ peerId: 'a', source: 'camera', rtpParameters }))
  return valueOf(await host.consume({ peerId: 'b', from: { peerId: 'a', producerId }, rtpCapabilities }))
}

describe('media nodes', () => {
  test('MEDIA-25: a new peer goes to the node that is near, and not to one that is full', async () => {
    const door = await opened()
    const nodes = {
      far: await door.node({ name: 'far' }),
      near: await door.node({ name: 'near', near: ['3305'], capacity: 1 }),
    }
    await Promise.all([open(door.fleet, 'far'), open(door.fleet, 'near')])
    for (const peerId of ['first', 'second'])
      valueOf(await door.fleet.host.openPeer({ peerId, near: '330503' }))
    expect(await homeOf(nodes, 'first')).toBe('near')
    expect(await homeOf(nodes, 'second')).toBe('far')
  })

  test('MEDIA-26: two sides of a call on two nodes: one moves to the other’s, and then they can be joined', async () => {
    const door = await opened()
    const nodes = {
      a: await door.node({ name: 'a', near: ['31'] }),
      b: await door.node({ name: 'b', near: ['33'] }),
    }
    await Promise.all([open(door.fleet, 'a'), open(door.fleet, 'b')])
    const { host } = door.fleet
    const heard = events(host)
    valueOf(await host.openPeer({ peerId: 'clerk', near: '330503', owner: 'person:lin' }))
    valueOf(await host.openPeer({ peerId: 'applicant', near: '310117', owner: 'visit:v' }))
    const rtpCapabilities = await host.capabilities()
    const rtpParameters = streamOf(rtpCapabilities, 'video')
    const send = async (peerId: string) =>
      valueOf(await host.produce({ peerId, source: 'camera', rtpParameters })).producerId
    const from = { peerId: 'applicant', producerId: await send('applicant') }
    expect(codeOf(await host.consume({ peerId: 'clerk', from, rtpCapabilities }))).toBe('notFound')
    const [moved] = lostOf(heard)
    expect(lostOf(heard)).toHaveLength(1)
    const stayed = moved === 'clerk' ? 'applicant' : 'clerk'
    const owner = moved === 'clerk' ? 'person:lin' : 'visit:v'
    // Where it came from would be nearer; the other side of the call counts for more.
    const near = moved === 'clerk' ? '330503' : '310117'
    valueOf(await host.openPeer({ peerId: 'again', near, owner }))
    expect(await homeOf(nodes, 'again')).toBe(await homeOf(nodes, stayed))
    const anew = { peerId: 'again', producerId: await send('again') }
    valueOf(await host.consume({ peerId: stayed, from: anew, rtpCapabilities }))
    // That was for this call: the next peer is near again.
    await host.closePeer({ peerId: 'again' })
    valueOf(await host.openPeer({ peerId: 'later', near, owner }))
    expect(await homeOf(nodes, 'later')).toBe(moved === 'clerk' ? 'b' : 'a')
  })

  test('MEDIA-27: what a node holds is found by the next desk on the same address, streams and owners named', async () => {
    const first = await openDoor()
    const node = await first.node({ name: 'one' })
    await open(first.fleet, 'one')
    const { host } = first.fleet
    for (const peerId of ['a', 'b']) valueOf(await host.openPeer({ peerId, owner: `visit:${peerId}` }))
    const consumer = await aIsSeenByB(host)
    valueOf(await host.resumeConsumers({ peerId: 'b', consumerIds: [consumer.id] }))
    await first.leave()
    const before = await node.host.inventory()
    expect(before.peers).toBe(2)

    const second = await openDoor(first.secret, first.port)
    onTestFinished(async () => {
      await second.close()
      await first.close()
    })
    const heard = events(second.fleet.host)
    await open(second.fleet, 'one')
    expect(heard).toContainEqual({ type: 'found', holding: before.holding })
    expect(before.holding.find(({ peerId }) => peerId === 'b')).toMatchObject({
      owner: 'visit:b',
      consumers: [{ id: consumer.id, from: 'a', paused: false }],
    })
    expect(codeOf(await second.fleet.host.openPeer({ peerId: 'a' }))).toBe('conflict')
  })

  test('MEDIA-27: a node that starts anew under its name has lost its peers; each is told', async () => {
    const door = await opened()
    const node = await door.node({ name: 'one' })
    await open(door.fleet, 'one')
    const heard = events(door.fleet.host)
    valueOf(await door.fleet.host.openPeer({ peerId: 'a' }))
    await node.close()
    await door.node({ name: 'one' })
    await expect.poll(() => lostOf(heard)).toEqual(['a'])
    await open(door.fleet, 'one')
    valueOf(await door.fleet.host.openPeer({ peerId: 'a' }))
  })

  test('MEDIA-29: a node that stays away loses its peers to the others; one that is back in a moment keeps them', async () => {
    const door = await opened()
    const run = randomUUID()
    const one = await door.node({ name: 'one', near: ['33'], run })
    await open(door.fleet, 'one')
    const heard = events(door.fleet.host)
    valueOf(await door.fleet.host.openPeer({ peerId: 'a', near: '330503' }))
    one.line.close()
    await expect.poll(() => door.fleet.nodes()).toMatchObject([{ name: 'one', open: false }])
    // Nobody could take over: a second longer than the grace, and nothing has moved.
    await sleep(1_500)
    expect(lostOf(heard)).toEqual([])
    const back = await door.node({ name: 'one', near: ['33'], run, host: one.host })
    await open(door.fleet, 'one')
    expect(lostOf(heard)).toEqual([])

    await door.node({ name: 'two' })
    await open(door.fleet, 'two')
    back.line.close()
    await expect.poll(() => lostOf(heard)).toEqual(['a'])
    valueOf(await door.fleet.host.openPeer({ peerId: 'b', near: '330503' }))
  })

  test('MEDIA-29: one that is back within a second keeps its peers, also where another could take over; what it lost meanwhile is told', async () => {
    const door = await opened()
    const run = randomUUID()
    const one = await door.node({ name: 'one', near: ['33'], run })
    await door.node({ name: 'two' })
    await Promise.all([open(door.fleet, 'one'), open(door.fleet, 'two')])
    const heard = events(door.fleet.host)
    for (const peerId of ['kept', 'lost']) valueOf(await door.fleet.host.openPeer({ peerId, near: '330503' }))
    const goneAt = Date.now()
    door.clock(goneAt)
    one.line.close()
    await one.host.closePeer({ peerId: 'lost' })
    await expect.poll(() => door.fleet.nodes()).toMatchObject([{ name: 'one', open: false }, {}])
    // It is looked for four times a second, and back in time by the desk's clock, however busy this machine is.
    door.clock(goneAt + 900)
    await sleep(300)
    await door.node({ name: 'one', near: ['33'], run, host: one.host })
    await open(door.fleet, 'one')
    door.clock(null)
    expect(lostOf(heard)).toEqual(['lost'])
    // Longer than a line is given to come back: nobody looks at the former one any more.
    await sleep(1_500)
    expect(lostOf(heard)).toEqual(['lost'])
    expect(await homeOf({ one }, 'kept')).toBe('one')
  })

  test('MEDIA-29: a node that falls silent with its line unbroken counts as gone, and is taken in again afterwards', async () => {
    const door = await opened()
    const road = await openRelay({ at: '127.0.0.4', to: '127.0.0.1', tcp: [door.port], udp: [] })
    onTestFinished(road.close)
    await door.node({ name: 'one', near: ['33'], deskUrl: `http://${road.at}:${door.port}` })
    await door.node({ name: 'two' })
    await Promise.all([open(door.fleet, 'one'), open(door.fleet, 'two')])
    const { host } = door.fleet
    const heard = events(host)
    valueOf(await host.openPeer({ peerId: 'a', near: '330503' }))
    road.cut()
    await expect.poll(() => lostOf(heard)).toEqual(['a'])
    valueOf(await host.openPeer({ peerId: 'b', near: '330503' }))
    expect(door.fleet.nodes()).toMatchObject([{ name: 'two', peers: 1 }])
    road.heal()
    await open(door.fleet, 'one')
  })

  test('RECORDING-11: a recording is found by the next desk, paused as it was, and ends there', async () => {
    const first = await openDoor()
    await first.node({ name: 'one' })
    await open(first.fleet, 'one')
    valueOf(await first.fleet.host.openPeer({ peerId: 'a' }))
    const about = { recordingId: 'call-1', peerIds: ['a'], key: randomBytes(32).toString('base64') }
    const { partId } = valueOf(await first.fleet.host.record(about))
    valueOf(await first.fleet.host.pauseRecording(about))
    await first.leave()
    const second = await openDoor(first.secret, first.port)
    onTestFinished(async () => {
      await second.close()
      await first.close()
    })
    await open(second.fleet, 'one')
    const { host } = second.fleet
    expect((await host.inventory()).recordings).toEqual([
      { recordingId: 'call-1', state: 'paused', peerIds: ['a'] },
    ])
    expect(valueOf(await host.stopRecording(about)).parts).toMatchObject([{ recordingId: 'call-1', partId }])
  })

  test('MEDIA-28: a draining node takes nobody, gives up who is idle, and keeps a call until its time is over', async () => {
    const door = await opened()
    const nodes = {
      one: await door.node({ name: 'one', near: ['33'] }),
      two: await door.node({ name: 'two' }),
    }
    await Promise.all([open(door.fleet, 'one'), open(door.fleet, 'two')])
    const { host } = door.fleet
    const heard = events(host)
    for (const peerId of ['idle', 'a', 'b']) valueOf(await host.openPeer({ peerId, near: '330503' }))
    await aIsSeenByB(host)
    const { line } = nodes.one
    const calls = async () => (await nodes.one.host.inventory()).consumers
    const looked = Promise.withResolvers<void>()
    const held = (ms: number) => looked.promise.then(() => sleep(ms))
    const drained = drain({ line, calls, withinMs: 1_000, sleep: held, log })
    await expect.poll(() => lostOf(heard)).toEqual(['idle'])
    valueOf(await host.openPeer({ peerId: 'new', near: '330503' }))
    expect(await homeOf(nodes, 'new')).toBe('two')
    expect(await homeOf(nodes, 'a')).toBe('one')
    looked.resolve()
    await drained
    expect(lostOf(heard).toSorted()).toEqual(['a', 'b', 'idle'])
    expect((await nodes.one.host.inventory()).peers).toBe(0)
  })
})
