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
import { openBrowser } from './chromium.ts'
import { flashAndBeep, hearSound, playPicture } from './playing.ts'
import type { Heard, Played } from './playing.ts'

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

interface Shown {
  readonly picture: { readonly segment: Segment; readonly played: Played }
  readonly sound: { readonly segment: Segment; readonly heard: Heard }
}

/** Plays the longest picture and the longest sound of one peer. */
const show = async (browser: Browser, part: RecordingPart, peerId: string): Promise<Shown> => {
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  // A document of nothing but text.
  await page.goto(`${site.origin}/ours.js`)
  const longest = (source: string): Segment => {
    const own = part.segments.filter((each) => each.peerId === peerId && each.source === source)
    const [first] = own.toSorted((a, b) => b.bytes - a.bytes)
    if (first === undefined) throw new Error(`no ${source} of ${peerId}`)
    return first
  }
  const [camera, microphone] = [longest('camera'), longest('microphone')]
  return {
    picture: { segment: camera, played: await playPicture(page, await clear(part, camera)) },
    sound: { segment: microphone, heard: await hearSound(page, await clear(part, microphone)) },
  }
}

/** How much later each flash is than its tone, ms. */
const skews = ({ picture, sound }: Shown): number[] => {
  const tones = sound.heard.tones.map((s) => sound.segment.beganAt + 1000 * s)
  return picture.played.flashes.flatMap((s) => {
    const at = picture.segment.beganAt + 1000 * s
    const nearest = tones.reduce((a, b) => (Math.abs(b - at) < Math.abs(a - at) ? b : a), Infinity)
    return Math.abs(nearest - at) < 500 ? [at - nearest] : []
  })
}
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** What both sides' files have to be, printed. */
const expectPlayable = async (
  browser: Browser,
  part: RecordingPart,
  peers: readonly string[],
  least: number,
) => {
  const all: Shown[] = []
  for (const peerId of peers) {
    const shown = await show(browser, part, peerId)
    all.push(shown)
    const { played } = shown.picture
    const { heard } = shown.sound
    const skew = median(skews(shown))
    print(
      `picture ${played.durationS.toFixed(1)} s, ${played.frames} frames at ${played.width}; ` +
        `sound ${heard.durationS.toFixed(1)} s, ${heard.tones.length} tones; ` +
        `flash after tone: median ${skew.toFixed(0)} ms of ${skews(shown)
          .map((ms) => ms.toFixed(0))
          .join(' ')}`,
    )
    expect(played.durationS).toBeGreaterThan(least)
    expect(Math.abs(played.soughtS - (played.durationS * 2) / 3)).toBeLessThan(0.5)
    expect(played.frames).toBeGreaterThan(5 * least)
    expect(heard.durationS).toBeGreaterThan(least)
    expect(heard.loudest).toBeGreaterThan(0.1)
    expect(skews(shown).length).toBeGreaterThan(least / 2)
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
    for (const { picture, sound } of await expectPlayable(browser, part, ask.peerIds, 7)) {
      const lost = [
        killedAt - (picture.segment.beganAt + 1000 * picture.played.durationS),
        killedAt - (sound.segment.beganAt + 1000 * sound.heard.durationS),
      ]
      print(`lost with the process: picture ${lost[0]?.toFixed(0)} ms, sound ${lost[1]?.toFixed(0)} ms`)
      for (const ms of lost) expect(ms).toBeLessThan(1_000)
    }
  })
})
