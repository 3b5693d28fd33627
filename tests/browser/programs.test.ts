import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../serving/database.ts'
import { openPrograms } from '../serving/programs.ts'
import type { DeskProgram, Program, Programs } from '../serving/programs.ts'
import { fullRate, openBrowser } from './chromium.ts'
import { watch, watchConnections } from './moving.ts'
import type { Watched } from './moving.ts'
import { callBetween, inCall, openPage, patience, seesAndHears } from './people.ts'

/* A call between two browsers while the processes that serve it are killed and stopped. */

const far = { applicant: '窗口人员的画面', clerk: '申请人的画面' } as const
const offline = '网络断开了，正在自动重连。您填写的内容已保留。'
/** The figures of the run, for whoever reads its output. */
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const near = { FARWINDOW_NODE_NEAR: '3305' }

/** Datagrams that came to this machine's sockets and were thrown away because nobody fetched them in time. */
const droppedByMachine = async (): Promise<number> => {
  const [names, counts] = (await readFile('/proc/net/snmp', 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('Udp:'))
    .map((line) => line.split(' '))
  return Number(counts?.[names?.indexOf('RcvbufErrors') ?? -1])
}

/** Connections a page has made so far. */
const made = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { made: unknown[] }).made.length)

describe('a call whose processes die', () => {
  let database: Awaited<ReturnType<typeof openDatabase>>
  let programs: Programs
  let desk: DeskProgram
  let first: Program
  let second: Program
  const browsers: Browser[] = []
  let applicant: Page
  let clerk: Page

  const person = async (size: readonly [number, number]): Promise<Page> => {
    const browser = await openBrowser([fullRate])
    browsers.push(browser)
    const page = await openPage(browser, size)
    await watchConnections(page)
    return page
  }
  /** What both sides see of the other while `work` is done. */
  const during = async (work: () => Promise<void>): Promise<Record<'applicant' | 'clerk', Watched>> => {
    const seen = await Promise.all([watch(applicant, far.applicant), watch(clerk, far.clerk)])
    await work()
    const [a, b] = await Promise.all(seen.map((look) => look()))
    if (a === undefined || b === undefined) throw new Error('nobody looked')
    return { applicant: a, clerk: b }
  }
  const bothSeeAndHear = (): Promise<unknown> => seesAndHears(applicant, clerk)
  /** Does it, and waits until both pages have made new connections and see and hear each other over them. */
  const reconnected = async (work: () => Promise<void>): Promise<void> => {
    const pages = [applicant, clerk]
    const before = await Promise.all(pages.map(made))
    await work()
    for (const [n, page] of pages.entries())
      await expect.poll(() => made(page), patience).toBeGreaterThan(before[n] ?? 0)
    await bothSeeAndHear()
  }

  beforeAll(async () => {
    database = await openDatabase()
    programs = await openPrograms(database.url)
    desk = await programs.desk()
    first = await programs.node('first', near)
    applicant = await person([1080, 1920])
    clerk = await person([1366, 768])
    await callBetween(clerk, desk.url, applicant, `${desk.url}/kiosk#${desk.kioskCode}`)
  })
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()))
    await programs.close()
    await database.close()
  })

  test('MEDIA-13: with desk and media node in processes of their own, both see and hear each other', async () => {
    await bothSeeAndHear()
    expect(first.pid).not.toBe(desk.pid)
  })

  test('MEDIA-27: kill -9 of the desk: pictures and sound go on the way they went, and the pages come back to the call', async () => {
    const calm = await during(() => new Promise((resolve) => setTimeout(resolve, 3_000)))
    const droppedBefore = await droppedByMachine()
    const killedAt = Date.now()
    const seen = await during(async () => {
      await desk.kill()
      const told = Promise.all([applicant, clerk].map((page) => page.getByText(offline).waitFor()))
      await told
      desk = await programs.desk(Number(new URL(desk.url).port))
      await Promise.all(
        [applicant, clerk].map((page) => page.getByText(offline).waitFor({ state: 'hidden' })),
      )
    })
    const awayMs = Date.now() - killedAt
    print(
      `desk killed, back after ${awayMs} ms: longest gaps ${gaps(seen)}, packets lost ${losses(seen)} (in 3 s before: ${gaps(calm)}, ${losses(calm)})`,
    )
    const dropped = (await droppedByMachine()) - droppedBefore
    for (const side of [seen.applicant, seen.clerk]) {
      // Where this machine was too busy to take a datagram from its own sockets, that is not ours to answer for.
      if (dropped === 0) expect(side.lost).toBe('none')
      expect(side.untouched).toBe(true)
      // The picture went on while nobody was there to serve it; how smoothly is a matter of the machine.
      expect(side.frames).toBeGreaterThan((5 * awayMs) / 1_000)
      expect(side.longestGapMs).toBeLessThan(awayMs)
    }
    await bothSeeAndHear()
    // The new desk really knows the streams: what is held and let go again reaches the other side.
    await clerk.getByRole('button', { name: '关摄像头' }).click()
    await applicant.getByText('窗口人员的摄像头关着').waitFor()
    await clerk.getByRole('button', { name: '开摄像头' }).click()
    await bothSeeAndHear()
  })

  test('MEDIA-29: kill -9 of the media node: the call goes on over the other one', async () => {
    second = await programs.node('second', { FARWINDOW_DRAIN_S: '2' })
    const killedAt = Date.now()
    const seen = await during(() => reconnected(first.kill))
    print(`media node killed: longest gaps ${gaps(seen)}; both well after ${Date.now() - killedAt} ms`)
    for (const side of [seen.applicant, seen.clerk]) expect(side.longestGapMs).toBeGreaterThan(200)
    await inCall(applicant, clerk)
  })

  test('MEDIA-28: a media node is told to stop: the call moves when its time is over, and the node ends', async () => {
    const third = await programs.node('third')
    const seen = await during(() =>
      reconnected(async () => {
        second.stop()
        await second.ended
      }),
    )
    print(`media node drained: longest gaps ${gaps(seen)}`)
    expect(third.pid).toBeGreaterThan(0)
  })
}, 90_000)

const gaps = ({ applicant, clerk }: Record<'applicant' | 'clerk', Watched>): string =>
  [applicant, clerk].map(({ longestGapMs }) => `${Math.round(longestGapMs)} ms`).join(' / ')
const losses = ({ applicant, clerk }: Record<'applicant' | 'clerk', Watched>): string =>
  `${applicant.lost} / ${clerk.lost}`
