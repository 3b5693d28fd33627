import { openSfu } from '@farwindow/server/call/sfu/host.ts'
import nodePath from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from '../browser/chromium.ts'
import type { Wanted } from './page/caller.ts'
import { openLine } from './page/line.ts'
import { openSite } from './page/site.ts'
import { openProduct } from './product.ts'
import { openPlain } from './plain/server.ts'
import { benchArgs, publish, reportOf } from './report.ts'

/*
 * Answer → first picture of the far side, on both screens: two pages in two processes of one browser, 720p
 * from fake cameras, real sockets and one media worker. Three take turns: our media path and the plain conference
 * flow, both on bare pages and the same worker; and the whole product, its real pages with form and all, the answer
 * committed to PostgreSQL before anything is forwarded, on a desk of its own.
 */

/** From pressing answer on the clerk's page, in ms. */
interface Sample {
  readonly clerk: number
  readonly applicant: number
}

const ringMs = 1_500
const { n, json } = benchArgs(20)
const workerBin = process.env['MEDIASOUP_WORKER_BIN']

const host = await openSfu({
  listen: [{ ip: '127.0.0.1' }],
  basePort: 0,
  workers: 1,
  ...(workerBin === undefined ? {} : { workerBin }),
})
const site = await openSite({
  ours: nodePath.resolve(import.meta.dirname, 'page/caller.ts'),
  plain: nodePath.resolve(import.meta.dirname, 'plain/page.ts'),
})
const exchange = openLine(site.sockets.of('/ours'), host)
openPlain(site.sockets.of('/plain'), host)
const product = await openProduct()
const browser = await openBrowser()

/** Opens a page in a context of its own, which is a process of its own. */
async function withPages<T>(urls: readonly string[], work: (...pages: Page[]) => Promise<T>): Promise<T> {
  const contexts = await Promise.all(urls.map(() => browser.newContext()))
  try {
    const pages = await Promise.all(contexts.map((context) => context.newPage()))
    await Promise.all(pages.map((page, index) => page.goto(`${site.origin}${urls[index]}`)))
    return await work(...pages)
  } finally {
    await Promise.all(contexts.map((context) => context.close()))
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const reached = (page: Page | undefined, wanted: Wanted): Promise<void> | undefined =>
  page?.evaluate(async (each) => (await window.caller).until(each), wanted)

async function path(run: number): Promise<Sample> {
  const [clerkId, applicantId, callId] = [`clerk-${run}`, `applicant-${run}`, `call-${run}`]
  return withPages([`/ours?session=${clerkId}`, `/ours?session=${applicantId}`], async (clerk, applicant) => {
    await Promise.all([clerk, applicant].map((page) => reached(page, { phase: 'ready', connected: 'both' })))
    await pause(ringMs)
    await exchange.warm(callId, clerkId, applicantId)
    await Promise.all([clerk, applicant].map((page) => reached(page, { phase: 'ringing', remotes: 2 })))
    await pause(ringMs)
    const answeredAt =
      (await clerk?.evaluate(async (id) => (await window.caller).answer(id), callId)) ?? Number.NaN
    const shown = await Promise.all(
      [clerk, applicant].map((page) => page?.evaluate(async () => (await window.caller).firstFrame())),
    )
    await exchange.end(callId)
    await Promise.all([clerkId, applicantId].map((id) => exchange.leave(id)))
    return sample(answeredAt, shown)
  })
}

async function plain(run: number): Promise<Sample> {
  const url = `/plain?session=room-${run}`
  return withPages([url, url], async (clerk, applicant) => {
    await Promise.all([clerk, applicant].map((page) => page?.evaluate(async () => void (await window.plain))))
    await pause(ringMs)
    const answeredAt = (await clerk?.evaluate(async () => (await window.plain).answer(''))) ?? Number.NaN
    const shown = await Promise.all(
      [clerk, applicant].map((page) => page?.evaluate(async () => (await window.plain).firstFrame())),
    )
    return sample(answeredAt, shown)
  })
}

const sample = (answeredAt: number, [clerk, applicant]: readonly (number | undefined)[]): Sample => ({
  clerk: (clerk ?? Number.NaN) - answeredAt,
  applicant: (applicant ?? Number.NaN) - answeredAt,
})

async function whole(): Promise<Sample> {
  const { answeredAt, shown } = await product.call(browser)
  return sample(answeredAt, shown)
}

const results: Readonly<Record<'whole' | 'path' | 'plain', Sample[]>> = { whole: [], path: [], plain: [] }
try {
  for (let run = 0; run < n; run += 1) {
    const [a, b, c] = [await whole(), await path(run), await plain(run)]
    results.whole.push(a)
    results.path.push(b)
    results.plain.push(c)
    console.log(`${run + 1}/${n}  whole ${show(a)}  media path ${show(b)}  plain ${show(c)}`)
  }
} finally {
  await browser.close()
  await product.close()
  await site.close()
  await host.close()
}

function show({ clerk, applicant }: Sample): string {
  return `clerk ${clerk.toFixed(0)} ms, applicant ${applicant.toFixed(0)} ms`
}

const ends = ({ clerk, applicant }: Sample): number => Math.max(clerk, applicant)
const measure = (name: string, who: 'whole' | 'path', of: (each: Sample) => number) =>
  reportOf(name, 'ms', results[who].map(of), { 'plain conference flow': results.plain.map(of) })
publish(
  [
    measure('answer → first picture, both ends', 'path', ends),
    measure('answer → first picture, clerk', 'path', ({ clerk }) => clerk),
    measure('answer → first picture, applicant', 'path', ({ applicant }) => applicant),
    measure('the same with the whole product', 'whole', ends),
  ],
  json,
)
