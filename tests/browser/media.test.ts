import type { MediaHost, PeerStats } from '@farwindow/server/call/host.ts'
import type { Exchange } from '@farwindow/server/call/exchange.ts'
import { openSfu } from '@farwindow/server/call/sfu/host.ts'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Wanted } from '../bench/page/caller.ts'
import { openLine } from '../bench/page/line.ts'
import { openSite } from '../bench/page/site.ts'
import type { Site } from '../bench/page/site.ts'
import { valueOf } from '../serving/outcome.ts'
import { openBrowser } from './chromium.ts'

/* Two real pages, a real worker, fake cameras: what each side sees and hears of the other. */

// Several pages encode and decode at once: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 })

const workerBin = process.env['MEDIASOUP_WORKER_BIN']
let host: MediaHost
let site: Site
let exchange: Exchange
let browser: Browser
let call = 0
const ids = () => ({ callId: `call-${call}`, clerk: `clerk-${call}`, applicant: `applicant-${call}` })

beforeAll(async () => {
  const settings = { listen: [{ ip: '127.0.0.1' }], basePort: 0, workers: 2 }
  host = await openSfu({ ...settings, ...(workerBin === undefined ? {} : { workerBin }) })
  site = await openSite({ ours: path.resolve(import.meta.dirname, '../bench/page/caller.ts') })
  exchange = openLine(site.sockets.of('/ours'), host)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await host?.close()
})
beforeEach(() => {
  call += 1
})

async function open(session: string, query = ''): Promise<Page> {
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(`${site.origin}/ours?session=${session}${query}`)
  await until(page, { connected: query.includes('microphone') ? 'receive' : 'both' })
  return page
}

const until = (page: Page, wanted: Wanted): Promise<void> =>
  page.evaluate(async (each) => (await window.caller).until(each), wanted)
const sees = (page: Page): Promise<void> => page.evaluate(async () => (await window.caller).moving(15))
const hears = (page: Page): Promise<void> => page.evaluate(async () => (await window.caller).hearing())
const sourcesSeen = (page: Page): Promise<string[]> =>
  page.evaluate(async () =>
    (await window.caller).session
      .view()
      .remotes.map(({ source }) => source)
      .sort(),
  )

const statsOf = async (session: string): Promise<PeerStats> => valueOf(await exchange.stats(session))

/** How many packets of each own stream have reached the host, at least. */
const arrived = async (session: string): Promise<number> =>
  Math.min(...(await statsOf(session)).producers.map((each) => each.packets))
const bothSources = ['camera', 'microphone']
const patient = { timeout: 10_000 }

describe('a call between two browsers', () => {
  test('MEDIA-13: both are connected and prepared while it rings, nothing is forwarded before the answer, then both see and hear', async () => {
    const { callId, clerk, applicant } = ids()
    const pages = await Promise.all([open(clerk), open(applicant)])
    await exchange.warm(callId, clerk, applicant)
    await Promise.all(pages.map((page) => until(page, { phase: 'ringing', remotes: 2 })))

    // Both send to the host while it rings: the encoders are warm.
    await expect.poll(() => arrived(clerk), patient).toBeGreaterThan(20)
    await expect.poll(() => arrived(applicant), patient).toBeGreaterThan(20)
    for (const session of [clerk, applicant])
      expect((await statsOf(session)).consumers.map((each) => each.packets)).toEqual([0, 0])

    await pages[0]?.evaluate(async (id) => void (await window.caller).answer(id), callId)
    await Promise.all(pages.map((page) => Promise.all([sees(page), hears(page)])))
    // EN 301 549 6.5: at least 640 × 480 for sign language. (720p, unless this machine is overloaded.)
    const width = await pages[0]?.evaluate(() => document.querySelector('video')?.videoWidth)
    expect(width).toBeGreaterThanOrEqual(640)

    await exchange.end(callId)
    await Promise.all(pages.map((page) => until(page, { phase: 'ready', remotes: 0 })))
    for (const session of [clerk, applicant]) expect((await statsOf(session)).consumers).toEqual([])
  })

  test('MEDIA-14: an offer that nobody answers ends, and the cameras send nothing more', async () => {
    const { callId, clerk, applicant } = ids()
    const pages = await Promise.all([open(clerk), open(applicant)])
    await exchange.warm(callId, clerk, applicant)
    await Promise.all(pages.map((page) => until(page, { phase: 'ringing', remotes: 2 })))
    await exchange.end(callId)
    await Promise.all(pages.map((page) => until(page, { phase: 'ready', remotes: 0 })))
    const sent = async (): Promise<number> =>
      (await statsOf(applicant)).producers.reduce((sum, each) => sum + each.packets, 0)
    let before = -1
    // Settles: what was under way when the notice came.
    await expect
      .poll(
        async () => {
          const now = await sent()
          const same = now === before
          before = now
          return same
        },
        { ...patient, interval: 300 },
      )
      .toBe(true)
    await exchange.warm(`${callId}-again`, clerk, applicant)
    await expect.poll(sent, patient).toBeGreaterThan(before)
  })

  test('MEDIA-15: a camera allowed only during the call is seen at once; one that is held is announced', async () => {
    const { callId, clerk, applicant } = ids()
    const [desk, kiosk] = await Promise.all([open(clerk), open(applicant, '&without=camera')])
    await exchange.warm(callId, clerk, applicant)
    await Promise.all([until(desk, { remotes: 1 }), until(kiosk, { remotes: 2 })])
    await exchange.answer(callId)
    await Promise.all([sees(kiosk), hears(desk)])
    expect(await sourcesSeen(desk)).toEqual(['microphone'])

    await kiosk.evaluate(async () => (await window.caller).addCamera())
    await until(desk, { remotes: 2 })
    await sees(desk)
    expect(await sourcesSeen(desk)).toEqual(['camera', 'microphone'])

    await kiosk.evaluate(async () => (await window.caller).session.setHeld('camera', true))
    await until(desk, { cameraHeld: true })
    await kiosk.evaluate(async () => (await window.caller).session.setHeld('camera', false))
    await until(desk, { cameraHeld: false })
    await sees(desk)
  })

  test('MEDIA-13: an applicant without camera and microphone still sees and hears the clerk', async () => {
    const { callId, clerk, applicant } = ids()
    const [, kiosk] = await Promise.all([open(clerk), open(applicant, '&without=camera&without=microphone')])
    await exchange.warm(callId, clerk, applicant)
    await exchange.answer(callId)
    await Promise.all([sees(kiosk), hears(kiosk)])
    expect(await sourcesSeen(kiosk)).toEqual(bothSources)
  })

  test('MEDIA-16: a page that is loaded again is back in the same call, on both screens', async () => {
    const { callId, clerk, applicant } = ids()
    const [desk, kiosk] = await Promise.all([open(clerk), open(applicant)])
    await exchange.warm(callId, clerk, applicant)
    await exchange.answer(callId)
    await Promise.all([sees(desk), sees(kiosk)])
    await kiosk.reload()
    await Promise.all([desk, kiosk].map((page) => until(page, { phase: 'live', remotes: 2 })))
    await Promise.all([sees(desk), sees(kiosk), hears(desk), hears(kiosk)])
    expect(await sourcesSeen(desk)).toEqual(['camera', 'microphone'])
  })

  test('MEDIA-17: when the media workers die, both see each other again in the same call', async () => {
    const { callId, clerk, applicant } = ids()
    const pages = await Promise.all([open(clerk), open(applicant)])
    await exchange.warm(callId, clerk, applicant)
    await exchange.answer(callId)
    await Promise.all(pages.map(sees))
    const before = (await host.inventory()).workers.map(({ pid }) => pid)
    for (const pid of before) process.kill(pid, 'SIGKILL')
    // More pictures than any buffer holds.
    await Promise.all(pages.map((page) => Promise.all([sees(page), hears(page)])))
    await Promise.all(pages.map((page) => until(page, { phase: 'live', remotes: 2 })))
    const after = (await host.inventory()).workers.map(({ pid }) => pid)
    expect(after.filter((pid) => before.includes(pid))).toEqual([])
  })

  test('MEDIA-21: after ten seconds of silence on the network the pictures move again in the same call', async () => {
    const { callId, clerk, applicant } = ids()
    const pages = await Promise.all([open(clerk), open(applicant)])
    await exchange.warm(callId, clerk, applicant)
    await exchange.answer(callId)
    await Promise.all(pages.map(sees))
    // Neither end can reach the other, as when the network of a hall is gone.
    const workers = (await host.inventory()).workers.map(({ pid }) => pid)
    for (const pid of workers) process.kill(pid, 'SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    for (const pid of workers) process.kill(pid, 'SIGCONT')
    await Promise.all(pages.map((page) => Promise.all([sees(page), hears(page)])))
    await Promise.all(pages.map((page) => until(page, { phase: 'live', remotes: 2 })))
    const seen = await Promise.all(pages.map(sourcesSeen))
    expect(seen).toEqual([bothSources, bothSources])
  })

  test('MEDIA-18: a second tab takes the media over, and the first says so instead of fighting for it', async () => {
    const { clerk } = ids()
    const first = await open(clerk)
    const second = await open(clerk)
    await until(first, { phase: 'replaced' })
    expect(await second.evaluate(async () => (await window.caller).session.view().phase)).toBe('ready')
  })
})
