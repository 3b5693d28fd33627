import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openBucket } from '@farwindow/server/call/recording/s3/client.ts'
import { bucketShelf } from '@farwindow/server/call/recording/s3/shelf.ts'
import { partBytes } from '@farwindow/server/call/recording/s3/upload.ts'
import { openRecordings } from '@farwindow/server/call/recording/recordings.ts'
import { openFakeS3 } from '../lab/s3.ts'
import { valueOf } from './outcome.ts'
import { film, openSender } from './sender.ts'

/* Finished files on their way from a media node's disk to a bucket. */

const key = randomBytes(32).toString('base64')
const ask = { recordingId: 'call-1', peerIds: ['a'], key }
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const newRoot = async (): Promise<string> => {
  const root = await mkdtemp(path.join(tmpdir(), 'fw-store-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  return root
}
/** The sealed files below a folder. */
const filesBelow = async (root: string): Promise<string[]> =>
  (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.fwr')).toSorted()

const openStore = async () => {
  const s3 = await openFakeS3()
  onTestFinished(s3.close)
  return { s3, bucket: openBucket(s3.settings) }
}
type Store = Awaited<ReturnType<typeof openStore>>

/** A media node's recordings, as after its start. */
const openNode = async (root: string, { bucket }: Store) => {
  const faults: string[] = []
  const recordings = await openRecordings(root, () => undefined, {
    bucket,
    failed: (error) => void faults.push(String(error)),
  })
  onTestFinished(() => recordings.close())
  return { recordings, faults }
}

/** What a node that stopped left behind: a run that is over, with these files. */
const leave = async (root: string, recordingId: string, files: readonly Buffer[]): Promise<void> => {
  const dir = path.join(root, recordingId, 'run')
  await mkdir(dir, { recursive: true })
  const lines: object[] = [{ type: 'began', recordingId, partId: 'run', at: 1 }]
  for (const [n, bytes] of files.entries()) {
    const file = `00${n + 1}-camera.fwr`
    await writeFile(path.join(dir, file), bytes)
    lines.push(
      { type: 'opened', file, peerId: 'a', source: 'camera', codec: 'VP8', beganAt: 2 },
      { type: 'closed', file, endedAt: 3, lostPackets: 0, bytes: bytes.length, sha256: sha256(bytes) },
    )
  }
  lines.push({ type: 'ended', at: 4 })
  await writeFile(path.join(dir, 'journal.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

describe('recordings in a bucket', () => {
  test('RECORDING-40: a call’s files are in the bucket soon after its end and off the disk; the manifest holds', async () => {
    const [root, store, sender] = [await newRoot(), await openStore(), await openSender()]
    const { recordings, faults } = await openNode(root, store)
    film(await sender.send('camera'))
    valueOf(await recordings.record(ask, [sender.peer]))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const { parts } = valueOf(await recordings.stop(ask))
    const [segment] = parts[0]?.segments ?? []
    const name = `call-1/${parts[0]?.partId}/${segment?.file}`
    await expect.poll(() => store.s3.objects.has(name)).toBe(true)
    await expect.poll(() => filesBelow(root)).toEqual([])
    const stored = store.s3.objects.get(name)?.body ?? Buffer.alloc(0)
    expect(sha256(stored)).toBe(segment?.sha256)
    expect(stored.length).toBe(segment?.bytes)
    expect(valueOf(await recordings.stop(ask)).parts).toEqual(parts)
    expect(await bucketShelf(store.bucket).list('call-1')).toHaveLength(1)
    expect(faults).toEqual([])
  })

  test('RECORDING-40: the bucket away, answers lost, the node stopped in the middle: all is stored, and nothing sent twice', async () => {
    const [root, store] = [await newRoot(), await openStore()]
    const long = randomBytes(2 * partBytes + 1_000_000)
    await leave(root, 'call-1', [long])
    const partsSent = () => store.s3.asked.flatMap(({ query }) => query.get('partNumber') ?? [])
    // The first part gets through, though nobody hears of it; from then on there is no answer at all.
    let away = false
    store.s3.fail = ({ query }) => {
      if (away) return { status: null }
      away = query.get('partNumber') === '1'
      return away ? { status: null, done: true } : undefined
    }
    const { recordings: first, faults } = await openNode(root, store)
    await expect.poll(() => faults.length, { timeout: 30_000 }).toBeGreaterThan(1)
    await first.close()
    expect(await filesBelow(root)).toHaveLength(1)

    // It is back, and says that it is too much.
    let refused = 0
    store.s3.fail = ({ query }) => {
      if (query.get('partNumber') !== '3' || refused >= 4) return undefined
      refused += 1
      return { status: 503 }
    }
    await openNode(root, store)
    await expect.poll(() => filesBelow(root), { timeout: 30_000 }).toEqual([])
    expect(store.s3.objects.get('call-1/run/001-camera.fwr')?.body.equals(long)).toBe(true)
    expect(partsSent()).toEqual(['1', '2', '3'])
    expect(store.s3.uploads.size).toBe(0)
  })

  test('RECORDING-40: what changed on the disk is not stored, and keeps nothing else from being stored', async () => {
    const [root, store] = [await newRoot(), await openStore()]
    await leave(root, 'call-1', [randomBytes(1_000), randomBytes(2_000)])
    await leave(root, 'call-2', [randomBytes(3_000)])
    await writeFile(path.join(root, 'call-1/run/001-camera.fwr'), randomBytes(1_000))
    const { faults } = await openNode(root, store)
    await expect.poll(() => store.s3.objects.size).toBe(2)
    await expect.poll(() => faults.length).toBeGreaterThan(0)
    expect(faults[0]).toContain('call-1/run/001-camera.fwr')
    expect(await filesBelow(root)).toEqual(['call-1/run/001-camera.fwr'])
  })

  test('RECORDING-41: what a killed node left is stored by the next, and stays on the disk until the desk has asked', async () => {
    const [root, store, sender] = [await newRoot(), await openStore(), await openSender()]
    const { recordings } = await openNode(root, store)
    film(await sender.send('camera'))
    valueOf(await recordings.record(ask, [sender.peer]))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const left = await newRoot()
    await cp(root, left, { recursive: true })
    const { recordings: next } = await openNode(left, store)
    await expect.poll(() => store.s3.objects.size).toBe(1)
    expect(await filesBelow(left)).toHaveLength(1)
    const { parts } = valueOf(await next.stop(ask))
    const [segment] = parts[0]?.segments ?? []
    expect(segment).toMatchObject({ whole: false })
    await expect.poll(() => filesBelow(left)).toEqual([])
    expect(valueOf(await next.stop(ask)).parts).toEqual(parts)
    const stored = store.s3.objects.get(`call-1/${parts[0]?.partId}/${segment?.file}`)
    expect(sha256(stored?.body ?? Buffer.alloc(0))).toBe(segment?.sha256)
  })
})
