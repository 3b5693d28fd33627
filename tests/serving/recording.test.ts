import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { MediaHostEvent } from '@farwindow/server/call/host.ts'
import { openRecordings } from '@farwindow/server/call/recording/recordings.ts'
import type { RecordingPart } from '@farwindow/server/call/recording/manifest.ts'
import { playable } from '@farwindow/server/call/recording/playable.ts'
import { unseal } from '@farwindow/server/call/recording/seal.ts'
import { lateness } from '../lab/lateness.ts'
import { senderReport } from '../pure/rtp.ts'
import { readWebm } from '../pure/webm.ts'
import { codeOf, valueOf } from './outcome.ts'
import { film, openSender } from './sender.ts'

/* The recorder on a real worker and a real disk; the packets are made by hand. */

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const key = randomBytes(32)
const ask = { recordingId: 'call-1', peerIds: ['a'], key: key.toString('base64') }

const opened = async (root: string) => {
  const events: MediaHostEvent[] = []
  const recordings = await openRecordings(root, (event) => void events.push(event))
  onTestFinished(() => recordings.close())
  return { recordings, events }
}
const newRoot = async (): Promise<string> => {
  const root = await mkdtemp(path.join(tmpdir(), 'fw-recording-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  return root
}

/** Opens every file of a run, checks its hash, and reads it. */
const filesOf = async (root: string, { recordingId, partId, segments }: RecordingPart) =>
  Promise.all(
    segments.map(async ({ file, sha256, bytes, whole }) => {
      const sealed = await readFile(path.join(root, recordingId, partId, file))
      expect(createHash('sha256').update(sealed).digest('hex')).toBe(sha256)
      expect(sealed.length).toBe(bytes)
      const clear = unseal(key, `${recordingId}/${partId}/${file}`, sealed)
      if (!clear.ok) throw new Error(clear.broken)
      expect(clear.cut).toBe(!whole)
      const made = playable(clear.bytes)
      if (made === null) throw new Error('nothing to play')
      return readWebm(made)
    }),
  )
const bytesOf = (events: readonly MediaHostEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'recording' ? [event.streams[0]?.bytes ?? 0] : []))

describe('recording on a media node', () => {
  test('RECORDING-7: bytes reach the disk at least once a second, and all that was sent is in the files', async () => {
    const [root, sender] = [await newRoot(), await openSender()]
    const { recordings, events } = await opened(root)
    const camera = film(await sender.send('camera'))
    valueOf(await recordings.record(ask, [sender.peer]))
    await expect.poll(() => bytesOf(events).length).toBeGreaterThan(3)
    const bytes = bytesOf(events)
    expect(bytes).toEqual(bytes.toSorted((a, b) => a - b))
    // A disk, or a process, that many others keep busy may miss one.
    expect(new Set(bytes).size).toBeGreaterThanOrEqual(bytes.length - 1)
    camera.stop()
    await sender.cameThrough()
    const { parts } = valueOf(await recordings.stop(ask))
    expect(parts).toMatchObject([
      { segments: [{ source: 'camera', codec: 'VP8', whole: true, lostPackets: 0 }] },
    ])
    const [part] = parts
    if (part === undefined) throw new Error('no part')
    const [file] = await filesOf(root, part)
    const pictures = file?.blocks.map(({ data }) => data) ?? []
    expect(file?.blocks[0]?.key).toBe(true)
    const first = camera.sent.findIndex((each) => each.equals(pictures[0] ?? Buffer.alloc(0)))
    expect(first).toBeGreaterThanOrEqual(0)
    expect(pictures).toEqual(camera.sent.slice(first))
    expect(pictures.length).toBeGreaterThan(60)
  })

  test('RECORDING-3: times are those at which the sender took it, on our clock, whatever the sender’s clock says', async () => {
    const [root, sender] = [await newRoot(), await openSender()]
    const { recordings } = await opened(root)
    // The sender’s clock is an hour slow, and what it sends was taken 400 ms before.
    const olderMs = 400
    const producer = await sender.send('camera')
    recordings.produced(sender.peer, { producer, source: 'camera' })
    const camera = film(producer, {
      report: (timestamp, at) =>
        sender.transport.sendRtcp(senderReport(timestamp + 90 * olderMs, at - 3_600_000)),
    })
    await sleep(1_200)
    valueOf(await recordings.record(ask, [sender.peer]))
    await sleep(2_500)
    camera.stop()
    await sender.cameThrough()
    const [part] = valueOf(await recordings.stop(ask)).parts
    expect(part?.segments).toHaveLength(1)
    const ended = part?.segments[0]?.endedAt ?? 0
    expect(Math.abs(ended - (camera.lastTakenAt() - olderMs))).toBeLessThan(100)
  })

  test('RECORDING-8: nothing that is sent during a pause is on the disk, and it goes on in a new file', async () => {
    const [root, sender] = [await newRoot(), await openSender()]
    const { recordings } = await opened(root)
    const camera = film(await sender.send('camera'))
    valueOf(await recordings.record(ask, [sender.peer]))
    await sleep(1_000)
    await sender.cameThrough()
    valueOf(await recordings.pause(ask))
    const from = camera.sent.length
    await sleep(1_000)
    const to = camera.sent.length
    await sender.cameThrough()
    valueOf(await recordings.resume(ask))
    await sleep(1_000)
    await sender.cameThrough()
    const [part] = valueOf(await recordings.stop(ask)).parts
    if (part === undefined) throw new Error('no part')
    const files = await filesOf(root, part)
    expect(files).toHaveLength(2)
    const kept = files.flatMap(({ blocks }) => blocks.map(({ data }) => data.readUInt32BE(data.length - 4)))
    expect(kept.filter((number) => number >= from && number < to)).toEqual([])
    expect(kept.filter((number) => number < from).length).toBeGreaterThan(10)
    expect(kept.filter((number) => number >= to).length).toBeGreaterThan(10)
    expect(part.gaps.map(({ why }) => why)).toContain('paused')
  })

  test('RECORDING-9: a stream that should grow and does not is told within three seconds, one that is held is not', async () => {
    const [root, sender] = [await newRoot(), await openSender()]
    const { recordings, events } = await opened(root)
    const producer = await sender.send('camera')
    const camera = film(producer)
    valueOf(await recordings.record(ask, [sender.peer]))
    await sleep(1_000)
    const stalls = () => events.filter(({ type }) => type === 'recordingStalled')
    await producer.pause()
    await sleep(3_000)
    expect(stalls()).toEqual([])
    await producer.resume()
    await sleep(1_000)
    camera.stop()
    const [stoppedAt, late] = [Date.now(), lateness()]
    await expect.poll(stalls, { interval: 20 }).toMatchObject([{ peerId: 'a', source: 'camera' }])
    expect(Date.now() - stoppedAt - late()).toBeLessThan(3_000)
    const [part] = valueOf(await recordings.stop(ask)).parts
    expect(part?.gaps.map(({ why }) => why)).toEqual(expect.arrayContaining(['held', 'lost']))
  })

  test('RECORDING-10: what a process left that was killed is found by the next, with its hash, once', async () => {
    const [root, sender] = [await newRoot(), await openSender()]
    const { recordings, events } = await opened(root)
    film(await sender.send('camera'))
    valueOf(await recordings.record(ask, [sender.peer]))
    // More than a second of it is on the disk, however long that takes.
    await expect.poll(() => new Set(bytesOf(events)).size).toBeGreaterThan(3)
    // As it lies there at this moment: nobody has ended anything.
    const left = await newRoot()
    await cp(root, left, { recursive: true })
    const { recordings: next } = await opened(left)
    expect(next.held()).toEqual([{ recordingId: 'call-1', state: 'broken', peerIds: [] }])
    const [part] = valueOf(await next.stop(ask)).parts
    expect(part).toMatchObject({ endedAt: null })
    if (part === undefined) throw new Error('no part')
    const [file] = await filesOf(left, part)
    expect(file?.durationMs).toBeGreaterThan(1_000)
    const { recordings: third } = await opened(left)
    expect(third.held()).toEqual([])
    expect(codeOf(await third.stop({ recordingId: '../call-1' }))).toBe('notFound')
    expect(codeOf(await third.record({ ...ask, recordingId: '../call-1' }, []))).toBe('malformed')
    expect(codeOf(await third.record({ ...ask, key: 'short' }, []))).toBe('malformed')
  })
})
