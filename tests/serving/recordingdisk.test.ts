import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { MediaHostEvent } from '@farwindow/server/call/host.ts'
import { openRecordings } from '@farwindow/server/call/recording/recordings.ts'
import type { RecordingPart } from '@farwindow/server/call/recording/manifest.ts'
import { playable } from '@farwindow/server/call/recording/playable.ts'
import { unseal } from '@farwindow/server/call/recording/seal.ts'
import { lateness } from '../lab/lateness.ts'
import { readWebm } from '../pure/webm.ts'
import { codeOf, valueOf } from './outcome.ts'
import { film, openSender } from './sender.ts'

/* The recorder on a disk that is really full, or may not be written: a small file system of its own, made by root. */

const key = randomBytes(32)
const ask = { recordingId: 'call-1', peerIds: ['a'], key: key.toString('base64') }
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const mount = (...args: readonly string[]): void =>
  void execFileSync('mount', ['-t', 'tmpfs', ...args], { stdio: 'ignore' })
const mayMount = (() => {
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return process.getuid?.() === 0
  } catch {
    return false
  }
})()

const openDisk = async (megabytes: number): Promise<string> => {
  const disk = await mkdtemp(path.join(tmpdir(), 'fw-disk-'))
  mount('-o', `size=${megabytes}m`, 'tmpfs', disk)
  onTestFinished(async () => {
    execFileSync('umount', ['-l', disk])
    await rm(disk, { recursive: true, force: true })
  })
  return disk
}
/** Leaves no room; answers how to give it back. */
const fill = async (disk: string): Promise<() => Promise<void>> => {
  const ballast = path.join(disk, 'ballast')
  const { bavail, bsize } = await statfs(disk)
  // The recorder may have taken some meanwhile.
  await writeFile(ballast, Buffer.alloc(bavail * bsize)).catch(() => undefined)
  return () => rm(ballast)
}

const openNode = async (root: string) => {
  const events: MediaHostEvent[] = []
  const recordings = await openRecordings(root, (event) => void events.push(event))
  onTestFinished(() => recordings.close())
  const stalls = () => events.flatMap((event) => (event.type === 'recordingStalled' ? [event] : []))
  const bytes = () =>
    events.flatMap((event) => (event.type === 'recording' ? [event.streams[0]?.bytes ?? 0] : [])).at(-1) ?? 0
  return { recordings, stalls, bytes }
}

/** The numbers of all pictures in the files of a run, which all have to open. */
const numbersIn = async (
  root: string,
  { recordingId, partId, segments }: RecordingPart,
): Promise<number[]> => {
  const numbers: number[] = []
  for (const { file } of segments) {
    const sealed = await readFile(path.join(root, recordingId, partId, file))
    const clear = unseal(key, `${recordingId}/${partId}/${file}`, sealed)
    if (!clear.ok) throw new Error(clear.broken)
    const made = playable(clear.bytes)
    if (made !== null)
      numbers.push(...readWebm(made).blocks.map(({ data }) => data.readUInt32BE(data.length - 4)))
  }
  return numbers
}

describe.skipIf(!mayMount)('a disk in trouble', () => {
  test('RECORDING-44: full for some seconds: told within three with the reason, and nothing is lost', async () => {
    const [disk, sender] = [await openDisk(4), await openSender()]
    const { recordings, stalls, bytes } = await openNode(disk)
    const producer = await sender.send('camera')
    film(producer)
    valueOf(await recordings.record(ask, [sender.peer]))
    await expect.poll(bytes).toBeGreaterThan(0)
    const makeRoom = await fill(disk)
    const [fullAt, late] = [Date.now(), lateness()]
    await expect.poll(stalls, { interval: 20 }).toMatchObject([{ source: 'camera', why: 'disk' }])
    expect(Date.now() - fullAt - late()).toBeLessThan(3_000)
    // The call goes on.
    expect((await producer.getStats())[0]?.packetCount).toBeGreaterThan(50)
    const before = bytes()
    await makeRoom()
    await expect.poll(bytes).toBeGreaterThan(before)
    const [part] = valueOf(await recordings.stop(ask)).parts
    if (part === undefined) throw new Error('no part')
    expect(part.segments).toMatchObject([{ whole: true }])
    const numbers = await numbersIn(disk, part)
    expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n))
  })

  test('RECORDING-44: full for long: what does not fit is a gap with its reason, and with room it goes on in a new file', async () => {
    const [disk, sender] = [await openDisk(4), await openSender()]
    const { recordings, bytes } = await openNode(disk)
    const camera = film(await sender.send('camera'), { moreBytes: 30_000 })
    valueOf(await recordings.record(ask, [sender.peer]))
    await expect.poll(bytes).toBeGreaterThan(0)
    const makeRoom = await fill(disk)
    const fullAt = Date.now()
    await sleep(6_000)
    await makeRoom()
    const from = camera.sent.length
    await sleep(1_500)
    camera.stop()
    await sender.cameThrough()
    const [part] = valueOf(await recordings.stop(ask)).parts
    if (part === undefined) throw new Error('no part')
    expect(part.segments.length).toBeGreaterThan(1)
    expect(part.segments.at(-1)).toMatchObject({ whole: true })
    expect(part.segments[0]).toMatchObject({ whole: false })
    const gap = part.gaps.find(({ why }) => why === 'disk')
    expect(Math.abs((gap?.fromAt ?? 0) - fullAt)).toBeLessThan(1_500)
    const numbers = await numbersIn(disk, part)
    expect(numbers.filter((number) => number >= from).length).toBeGreaterThan(10)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
  })

  test('RECORDING-44: a folder that cannot be written refuses the recording, not the call; afterwards it begins', async () => {
    const [disk, sender] = [await openDisk(4), await openSender()]
    const { recordings } = await openNode(disk)
    film(await sender.send('camera'))
    mount('-o', 'remount,ro', 'tmpfs', disk)
    expect(codeOf(await recordings.record(ask, [sender.peer]))).toBe('unavailable')
    expect(recordings.held()).toEqual([])
    mount('-o', 'remount,rw', 'tmpfs', disk)
    valueOf(await recordings.record(ask, [sender.peer]))
    await expect
      .poll(async () => (await readdir(disk, { recursive: true })).filter((name) => name.endsWith('.fwr')))
      .toHaveLength(1)
  })
})
