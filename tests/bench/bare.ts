import type { Exchange } from '@farwindow/server/call/exchange.ts'
import { openSfu } from '@farwindow/server/call/sfu/host.ts'
import nodePath from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { freePort, openRelay } from '../lab/relay.ts'
import type { Relay } from '../lab/relay.ts'
import type { Wanted } from './page/caller.ts'
import { openLine } from './page/line.ts'
import { openSite } from './page/site.ts'
import { openPlain } from './plain/server.ts'

/*
 * Two ways to a call on pages with nothing else on them, two pages in two processes of one browser, on the same media
 * worker: our media path, and the plain conference flow. Everything the pages do goes over one relay.
 */

/** From pressing answer on the clerk's page to the first picture of the far side, in ms. */
export interface Sample {
  readonly clerk: number
  readonly applicant: number
}

/** A call that was answered, with both pictures seen. */
export interface RunningCall {
  readonly clerk: Page
  readonly applicant: Page
  readonly sample: Sample
  end(): Promise<void>
}

/** What is done with a page before it is opened. */
export type Prepare = (page: Page) => Promise<unknown>

export interface Bare {
  /** What stands between the pages and the desk. */
  readonly road: Relay
  path(prepare?: Prepare): Promise<RunningCall>
  plain(prepare?: Prepare): Promise<RunningCall>
  close(): Promise<void>
}

/** As long as somebody needs to see that it rings. */
const ringMs = 1_500
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const reached = (page: Page, wanted: Wanted): Promise<void> =>
  page.evaluate(async (each) => (await window.caller).until(each), wanted)

/** Opens a page of the desk, in a context of its own, which is a process of its own. */
type Open = (path: string, prepare?: Prepare) => Promise<Page>

const closeAll = (pages: readonly Page[]): Promise<unknown> =>
  Promise.all(pages.map((page) => page.context().close()))

/** A call as we make it: both connected while it rings. */
const pathCall = async (
  open: Open,
  exchange: Exchange,
  number: number,
  prepare?: Prepare,
): Promise<RunningCall> => {
  const [clerkId, applicantId, callId] = [`clerk-${number}`, `applicant-${number}`, `call-${number}`]
  const [clerk, applicant] = await Promise.all([
    open(`/ours?session=${clerkId}`, prepare),
    open(`/ours?session=${applicantId}`, prepare),
  ])
  const both = [clerk, applicant]
  await Promise.all(both.map((page) => reached(page, { phase: 'ready', connected: 'both' })))
  await pause(ringMs)
  await exchange.warm(callId, clerkId, applicantId)
  await Promise.all(both.map((page) => reached(page, { phase: 'ringing', remotes: 2 })))
  await pause(ringMs)
  const answeredAt = await clerk.evaluate(async (id) => (await window.caller).answer(id), callId)
  const shown = await Promise.all(
    both.map((page) => page.evaluate(async () => (await window.caller).firstFrame())),
  )
  return {
    clerk,
    applicant,
    sample: sampleOf(answeredAt, shown),
    end: async () => {
      await exchange.end(callId)
      await Promise.all([clerkId, applicantId].map((id) => exchange.leave(id)))
      await closeAll(both)
    },
  }
}

/** A call as demonstrations of SFUs make it: both join when it is answered. */
const plainCall = async (open: Open, number: number, prepare?: Prepare): Promise<RunningCall> => {
  const at = `/plain?session=room-${number}`
  const [clerk, applicant] = await Promise.all([open(at, prepare), open(at, prepare)])
  const both = [clerk, applicant]
  await Promise.all(both.map((page) => page.evaluate(async () => void (await window.plain))))
  await pause(ringMs)
  const answeredAt = await clerk.evaluate(async () => (await window.plain).answer(''))
  const shown = await Promise.all(
    both.map((page) => page.evaluate(async () => (await window.plain).firstFrame())),
  )
  return {
    clerk,
    applicant,
    sample: sampleOf(answeredAt, shown),
    end: async () => void (await closeAll(both)),
  }
}

/** Opens worker, desk and pages; `near` is the address at which the pages find it all. */
export const openBare = async (browser: Browser, near: string): Promise<Bare> => {
  const mediaPort = await freePort()
  const workerBin = process.env['MEDIASOUP_WORKER_BIN']
  const host = await openSfu({
    listen: [{ ip: '127.0.0.1', announcedAddress: near }],
    basePort: mediaPort,
    workers: 1,
    ...(workerBin === undefined ? {} : { workerBin }),
  })
  const site = await openSite({
    ours: nodePath.resolve(import.meta.dirname, 'page/caller.ts'),
    plain: nodePath.resolve(import.meta.dirname, 'plain/page.ts'),
  })
  const exchange = openLine(site.sockets.of('/ours'), host)
  openPlain(site.sockets.of('/plain'), host)
  const sitePort = Number(new URL(site.origin).port)
  const road = await openRelay({
    at: near,
    to: '127.0.0.1',
    tcp: [sitePort, mediaPort],
    udp: [mediaPort],
  })
  let calls = 0
  const open: Open = async (path, prepare) => {
    const page = await (await browser.newContext()).newPage()
    await prepare?.(page)
    await page.goto(`http://${near}:${sitePort}${path}`)
    return page
  }
  return {
    road,
    path: (prepare) => pathCall(open, exchange, (calls += 1), prepare),
    plain: (prepare) => plainCall(open, (calls += 1), prepare),
    close: async () => {
      await road.close()
      await site.close()
      await host.close()
    },
  }
}

/** Of when answer was pressed and when clerk and applicant saw the other, all on one clock. */
export const sampleOf = (answeredAt: number, shown: readonly number[]): Sample => {
  const [clerk = Number.NaN, applicant = Number.NaN] = shown.map((at) => at - answeredAt)
  return { clerk, applicant }
}
