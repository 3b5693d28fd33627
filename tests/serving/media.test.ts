import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSfu } from '@farwindow/server/call/sfu/host.ts'
import type { MediaHost, MediaHostEvent } from '@farwindow/server/call/host.ts'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { childrenOf } from '../lab/processes.ts'
import { mediaHostContract, streamOf } from './mediahost.contract.ts'
import { valueOf } from './outcome.ts'

const workerBin = process.env['MEDIASOUP_WORKER_BIN']
const loopback = {
  listen: [{ ip: '127.0.0.1' }],
  basePort: 0,
  recordings: mkdtempSync(path.join(tmpdir(), 'fw-recordings-')),
  ...(workerBin === undefined ? {} : { workerBin }),
}

afterAll(() => rmSync(loopback.recordings, { recursive: true, force: true }))

mediaHostContract('mediasoup, one worker', () => openSfu({ ...loopback, workers: 1 }))
mediaHostContract('mediasoup, two workers', () => openSfu({ ...loopback, workers: 2 }))

const opened = async (workers: number): Promise<MediaHost> => {
  const host = await openSfu({ ...loopback, workers })
  onTestFinished(() => host.close())
  return host
}

const nextEvent = (host: MediaHost, type: MediaHostEvent['type']): Promise<MediaHostEvent> =>
  new Promise((resolve) => {
    const stop = host.listen((event) => {
      if (event.type !== type) return
      stop()
      resolve(event)
    })
  })

/** The machine may be busy. */
const patience = { timeout: 15_000 }

describe('mediasoup workers', () => {
  test('MEDIA-9: a killed worker loses its peers, says so, and they can be opened again at once', async () => {
    const host = await opened(1)
    valueOf(await host.openPeer({ peerId: 'a' }))
    const [before] = (await host.inventory()).workers
    const lost = nextEvent(host, 'peerLost')
    process.kill(before?.pid ?? 0, 'SIGKILL')
    expect(await lost).toEqual({ type: 'peerLost', peerId: 'a' })
    valueOf(await host.openPeer({ peerId: 'a' }))
    const [after] = (await host.inventory()).workers
    expect(after?.pid).not.toBe(before?.pid)
  })

  test('MEDIA-73: the place of a killed worker is taken by one that was running already, again and again', async () => {
    const others = new Set(childrenOf(process.pid, 'mediasoup'))
    const host = await opened(1)
    const own = (): number[] => childrenOf(process.pid, 'mediasoup').filter((pid) => !others.has(pid))
    const serving = async (): Promise<number | undefined> => (await host.inventory()).workers[0]?.pid
    for (let time = 0; time < 3; time += 1) {
      await expect.poll(own, patience).toHaveLength(2)
      const killed = await serving()
      const spare = own().find((pid) => pid !== killed)
      process.kill(killed ?? 0, 'SIGKILL')
      await expect.poll(serving, patience).toBe(spare)
      valueOf(await host.openPeer({ peerId: `after ${time}` }))
    }
    // A spare that dies is replaced, and nobody notices.
    await expect.poll(own, patience).toHaveLength(2)
    const before = await serving()
    const [idle] = own().filter((pid) => pid !== before)
    process.kill(idle ?? 0, 'SIGKILL')
    await expect.poll(own, patience).not.toContain(idle)
    await expect.poll(own, patience).toHaveLength(2)
    expect(await serving()).toBe(before)
    await host.close()
    expect(own()).toEqual([])
  }, 60_000)

  test('MEDIA-10: peers with one placement key share a worker, others go to the emptiest', async () => {
    const host = await opened(2)
    for (const peerId of ['a1', 'a2', 'a3']) valueOf(await host.openPeer({ peerId, near: 'a' }))
    valueOf(await host.openPeer({ peerId: 'b1', near: 'b' }))
    valueOf(await host.openPeer({ peerId: 'nowhere' }))
    expect((await host.inventory()).workers.map((each) => each.peers).sort()).toEqual([2, 3])
  })

  test('MEDIA-11: a stream crosses from one worker to another for several viewers', async () => {
    const host = await opened(2)
    for (const peerId of ['a', 'b']) valueOf(await host.openPeer({ peerId, near: peerId }))
    valueOf(await host.openPeer({ peerId: 'c', near: 'b' }))
    const rtpCapabilities = await host.capabilities()
    const rtpParameters = streamOf(rtpCapabilities, 'video')
    const { producerId } = valueOf(await host.produce({ peerId: 'a', source: 'camera', rtpParameters }))
    const from = { peerId: 'a', producerId }
    const consumers = await Promise.all(
      ['b', 'c'].map((peerId) => host.consume({ peerId, from, rtpCapabilities })),
    )
    expect(consumers.map(valueOf).map((each) => each.producerId)).toEqual([producerId, producerId])
    const gone = nextEvent(host, 'consumerGone')
    valueOf(await host.closeProducer(from))
    await gone
  })

  test('MEDIA-12: a worker program that does not start is an error at once, not a host that never answers', async () => {
    await expect(openSfu({ ...loopback, workers: 2, workerBin: '/bin/false' })).rejects.toThrow(/./)
  })
})
