import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Exchange } from '@farwindow/server/call/exchange.ts'
import type { MediaHost, MediaHostEvent } from '@farwindow/server/call/host.ts'
import type { RecordingPart, Segment } from '@farwindow/server/call/recording/manifest.ts'
import { playable } from '@farwindow/server/call/recording/playable.ts'
import { unseal } from '@farwindow/server/call/recording/seal.ts'
import { openSfu } from '@farwindow/server/call/sfu/host.ts'
import { openLine } from '../bench/page/line.ts'
import { openSite } from '../bench/page/site.ts'
import type { Site } from '../bench/page/site.ts'
import { freePort, openRelay } from '../lab/relay.ts'
import { open as isOpen, openDoor } from '../serving/door.ts'
import { valueOf } from '../serving/outcome.ts'
import { openBrowser } from '../browser/chromium.ts'
import { flashAndBeep, hearSound, playPicture } from '../browser/playing.ts'
import type { Heard, Played } from '../browser/playing.ts'

/* Calls between real browsers, recorded, and the files played in a real browser. */

vi.setConfig({ testTimeout: 120_000 })

const workerBin = process.env['MEDIASOUP_WORKER_BIN']
const key = randomBytes(32)
const mediaName = 'media.farwindow.test'
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** The figures of the run, for whoever reads its output. */
const print = (line: string): void => void process.stdout.write(`${line}\n`)

let root: string
let site: Site
let call = 0
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'fw-recording-'))
  site = await openSite({ ours: path.resolve(import.meta.dirname, '../bench/page/caller.ts') })
})
afterAll(async () => {
  await site?.close()
  await rm(root, { recursive: true, force: true })
})

/** Two pages in an answered call over this host. */
const openCall = async (
  host: MediaHost,
  browser: Browser,
): Promise<{ pages: Page[]; exchange: Exchange }> => {
  call += 1
  // Each call has a line of its own: the page's sockets go to the one that was opened last.
  site.sockets.of('/ours').removeAllListeners('connection')
  const exchange = openLine(site.sockets.of('/ours'), host)
  const names = [`clerk-${call}`, `applicant-${call}`] as const
  const pages = await Promise.all(
    names.map(async (session) => {
      const context = await browser.newContext()
      onTestFinished(() => context.close())
      const page = await context.newPage()
      await flashAndBeep(page)
      await page.goto(`${site.origin}/ours?session=${session}`)
      await page.evaluate(async () => (await window.caller).until({ connected: 'both' }))
      return page
    }),
  )
  await exchange.warm(`call-${call}`, ...names)
  await exchange.answer(`call-${call}`)
  await Promise.all(pages.map((page) => page.evaluate(async () => (await window.caller).moving(10))))
  onTestFinished(async () => {
    for (const peerId of await peersOf(host)) await host.closePeer({ peerId })
  })
  return { pages, exchange }
}

const peersOf = async (host: MediaHost): Promise<string[]> =>
  (await host.inventory()).holding.map(({ peerId }) => peerId)

/** A file as a player gets it. */
const clear = async ({ recordingId, partId }: RecordingPart, { file }: Segment): Promise<Buffer> => {
  const sealed = await readFile(path.join(root, recordingId, partId, file))
  const opened = unseal(key, `${recordingId}/${partId}/${file}`, sealed)
  const made = opened.ok ? playable(opened.bytes) : null
  if (made === null) throw new Error(`${file} cannot be played`)
  return made
}

/** A segment, and what a player made of it. */
interface Shown {
  readonly pictures: readonly { readonly segment: Segment; readonly played: Played }[]
  readonly sounds: readonly { readonly segment: Segment; readonly heard: Heard }[]
}

/** Plays all of one peer that is longer than a moment: another size of picture is another file. */
const show = async (browser: Browser, part: RecordingPart, peerId: string): Promise<Shown> => {
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  // A document of nothing but text.
  await page.goto(`${site.origin}/ours.js`)
  const pictures: { segment: Segment; played: Played }[] = []
  const sounds: { segment: Segment; heard: Heard }[] = []
  for (const segment of part.segments.filter((each) => each.peerId === peerId && each.bytes > 2_000)) {
    const file = await clear(part, segment)
    if (segment.source === 'camera') pictures.push({ segment, played: await playPicture(page, file) })
    else sounds.push({ segment, heard: await hearSound(page, file) })
  }
  return { pictures, sounds }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** How much later each flash is than its tone, ms. */
const skews = ({ pictures, sounds }: Shown): number[] => {
  const tones = sounds.flatMap(({ segment, heard }) => heard.tones.map((s) => segment.beganAt + 1000 * s))
  const flashes = pictures.flatMap(({ segment, played }) =>
    played.flashes.map((s) => segment.beganAt + 1000 * s),
  )
  return flashes.flatMap((at) => {
    const nearest = tones.reduce((a, b) => (Math.abs(b - at) < Math.abs(a - at) ? b : a), Infinity)
    return Math.abs(nearest - at) < 500 ? [at - nearest] : []
  })
}
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** What both sides' files have to be, printed: at least so many seconds of each that play. */
const expectPlayable = async (
  browser: Browser,
  part: RecordingPart,
  peers: readonly string[],
  leastS: number,
): Promise<Shown[]> => {
  const all: Shown[] = []
  for (const peerId of peers) {
    const shown = await show(browser, part, peerId)
    all.push(shown)
    const { pictures, sounds } = shown
    const apart = skews(shown)
    const skew = median(apart)
    print(
      `pictures ${pictures.map(({ played: { durationS, frames, width } }) => `${durationS.toFixed(1)} s of ${frames} frames at ${width}`).join(' + ')}; ` +
        `sound ${sum(sounds.map(({ heard }) => heard.durationS)).toFixed(1)} s; ` +
        `flash after tone: median ${skew.toFixed(0)} ms of ${apart.map((ms) => ms.toFixed(0)).join(' ')}`,
    )
    expect(sum(pictures.map(({ played }) => played.durationS))).toBeGreaterThan(leastS)
    expect(sum(pictures.map(({ played }) => played.frames))).toBeGreaterThan(5 * leastS)
    for (const { played } of pictures)
      expect(Math.abs(played.soughtS - (played.durationS * 2) / 3)).toBeLessThan(0.5)
    expect(sum(sounds.map(({ heard }) => heard.durationS))).toBeGreaterThan(leastS)
    expect(Math.max(...sounds.map(({ heard }) => heard.loudest))).toBeGreaterThan(0.1)
    expect(apart.length).toBeGreaterThan(leastS / 2)
    expect(Math.abs(skew)).toBeLessThan(100)
  }
  return all
}

describe('a recorded call', () => {
  let browser: Browser
  let host: MediaHost
  let road: Awaited<ReturnType<typeof openRelay>>
  const events: MediaHostEvent[] = []

  beforeAll(async () => {
    const port = await freePort()
    host = await openSfu({
      listen: [{ ip: '127.0.0.1', announcedAddress: mediaName }],
      basePort: port,
      workers: 1,
      recordings: root,
      ...(workerBin === undefined ? {} : { workerBin }),
    })
    host.listen((event) => events.push(event))
    road = await openRelay({ at: '127.0.0.4', to: '127.0.0.1', tcp: [port], udp: [port] })
    browser = await openBrowser([`--host-resolver-rules=MAP ${mediaName}. 127.0.0.4`])
  })
  afterAll(async () => {
    await browser?.close()
    await road?.close()
    await host?.close()
  })

  test('RECORDING-4: ten seconds of picture and sound play, can be searched, and are together', async () => {
    await openCall(host, browser)
    const ask = { recordingId: 'fair', peerIds: await peersOf(host), key: key.toString('base64') }
    valueOf(await host.record(ask))
    await sleep(12_000)
    const [part] = valueOf(await host.stopRecording(ask)).parts
    if (part === undefined) throw new Error('no part')
    expect(events.filter(({ type }) => type === 'recordingStalled')).toEqual([])
    await expectPlayable(browser, part, ask.peerIds, 8)
  })

  test('RECORDING-3: the same with 5 % of the packets lost and 40 ms of jitter each way', async () => {
    await openCall(host, browser)
    const ask = { recordingId: 'rough', peerIds: await peersOf(host), key: key.toString('base64') }
    road.weather({ loss: 0.05, jitterMs: 40 })
    // Consent comes when a call has gone on for a while: the senders have reported by then.
    await sleep(6_000)
    valueOf(await host.record(ask))
    await sleep(12_000)
    road.weather({ loss: 0, jitterMs: 0 })
    const [part] = valueOf(await host.stopRecording(ask)).parts
    if (part === undefined) throw new Error('no part')
    expect(sum(part.segments.map(({ bytes }) => bytes))).toBeGreaterThan(100_000)
    print(
      `gaps: ${part.gaps.map(({ source, fromAt, toAt }) => `${source} ${Math.round(toAt - fromAt)} ms`).join(', ')}`,
    )
    await expectPlayable(browser, part, ask.peerIds, 8)
  })
})

/** A media node in a process of its own, for the desk at this door. */
const startNode = async (door: Awaited<ReturnType<typeof openDoor>>, dataDir: string) => {
  const child = spawn(
    process.execPath,
    [path.resolve(import.meta.dirname, '../../server/src/medianode/main.ts')],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        FARWINDOW_LOG_LEVEL: 'fatal',
        FARWINDOW_HOST: '127.0.0.1',
        FARWINDOW_DATA_DIR: dataDir,
        FARWINDOW_DESK_URL: `http://127.0.0.1:${door.port}`,
        FARWINDOW_NODE_SECRET: Buffer.from(door.secret).toString('base64'),
        FARWINDOW_NODE_NAME: 'one',
        FARWINDOW_MEDIA_PORT: '0',
        FARWINDOW_MEDIA_WORKERS: '1',
      },
    },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  onTestFinished(() => {
    child.kill('SIGKILL')
    return gone
  })
  await isOpen(door.fleet, 'one')
  return async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
  }
}

describe('a media node that is killed', () => {
  test('RECORDING-7: kill -9 in the middle: the files play up to the last second, and the next process finds them', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'fw-recording-'))
    const former = root
    root = path.join(dataDir, 'recordings')
    const [door, browser] = [await openDoor(), await openBrowser()]
    onTestFinished(async () => {
      await browser.close()
      await door.close()
      root = former
      await rm(dataDir, { recursive: true, force: true })
    })
    const { host } = door.fleet
    const kill = await startNode(door, dataDir)
    await openCall(host, browser)
    const ask = { recordingId: 'killed', peerIds: await peersOf(host), key: key.toString('base64') }
    valueOf(await host.record(ask))
    await sleep(10_000)
    const killedAt = Date.now()
    await kill()

    await startNode(door, dataDir)
    expect((await host.inventory()).recordings).toEqual([
      { recordingId: 'killed', state: 'broken', peerIds: [] },
    ])
    const [part] = valueOf(await host.stopRecording(ask)).parts
    if (part === undefined) throw new Error('no part')
    expect(part.endedAt).toBeNull()
    for (const { pictures, sounds } of await expectPlayable(browser, part, ask.peerIds, 7)) {
      const ends = [
        pictures.map(({ segment, played }) => segment.beganAt + 1000 * played.durationS),
        sounds.map(({ segment, heard }) => segment.beganAt + 1000 * heard.durationS),
      ]
      const lost = ends.map((each) => killedAt - Math.max(...each))
      print(`lost with the process: picture ${lost[0]?.toFixed(0)} ms, sound ${lost[1]?.toFixed(0)} ms`)
      for (const ms of lost) expect(ms).toBeLessThan(1_000)
    }
  })
})
