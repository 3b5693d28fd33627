import type { Browser, Page } from 'playwright-core'
import { openDatabase } from '../serving/database.ts'
import { openPrograms } from '../serving/programs.ts'
import type { DeskProgram, Programs } from '../serving/programs.ts'
import { openBrowser } from './chromium.ts'
import { watch, watchConnections } from './moving.ts'
import type { Watched } from './moving.ts'
import { answer, beReady, callAt, inCall, openPage, seesAndHears } from './people.ts'

const far = { applicant: '窗口人员的画面', clerk: '申请人的画面' } as const

/** A call between two browsers, with desk and media nodes in processes of their own. */
export interface DirectCall {
  readonly programs: Programs
  desk: DeskProgram
  readonly applicant: Page
  readonly clerk: Page
  /** What both sides see of the other while `work` is done: the applicant, the clerk. */
  during(work: () => Promise<unknown>): Promise<readonly [Watched, Watched]>
  bothSeeAndHear(): Promise<unknown>
  /** Both read that the call is not recorded, or do not read it any more. */
  saysNotRecorded(state: 'visible' | 'hidden'): Promise<unknown>
  close(): Promise<void>
}

/** Somebody at a kiosk calls and is answered; `before` starts what shall be there, `ringing` looks before the answer. */
export const openDirectCall = async (
  before: (programs: Programs) => Promise<unknown> = () => Promise.resolve(),
  ringing: (...pages: readonly Page[]) => Promise<unknown> = () => Promise.resolve(),
): Promise<DirectCall> => {
  const database = await openDatabase()
  const programs = await openPrograms(database.url)
  const desk = await programs.desk()
  await before(programs)
  const browsers: Browser[] = []
  const person = async (size: readonly [number, number]): Promise<Page> => {
    const browser = await openBrowser()
    browsers.push(browser)
    const page = await openPage(browser, size)
    await watchConnections(page)
    return page
  }
  const applicant = await person([1080, 1920])
  const clerk = await person([1366, 768])
  await Promise.all([beReady(clerk, desk.url), callAt(applicant, `${desk.url}/kiosk#${desk.kioskCode}`)])
  await clerk.getByRole('alertdialog', { name: '来电' }).waitFor()
  await ringing(applicant, clerk)
  await answer(clerk)
  await inCall(applicant, clerk)
  return {
    programs,
    desk,
    applicant,
    clerk,
    during: async (work) => {
      const [a, b] = await Promise.all([watch(applicant, far.applicant), watch(clerk, far.clerk)])
      await work()
      return Promise.all([a(), b()])
    },
    bothSeeAndHear: () => seesAndHears(applicant, clerk),
    saysNotRecorded: (state) =>
      Promise.all([applicant, clerk].map((page) => page.getByText('本次通话未录音录像').waitFor({ state }))),
    close: async () => {
      await Promise.all(browsers.map((browser) => browser.close()))
      await programs.close()
      await database.close()
    },
  }
}

/** The longest time between two pictures, at the applicant's and at the clerk's. */
export const gaps = (seen: readonly Watched[]): string =>
  seen.map(({ longestGapMs }) => `${Math.round(longestGapMs)} ms`).join(' / ')

/** Connections of a page that are up. */
export const connected = (page: Page): Promise<number> =>
  page.evaluate(() => {
    // Kept there by `watchConnections`.
    const { made } = window as unknown as { made: RTCPeerConnection[] }
    return made.filter(({ connectionState }) => connectionState === 'connected').length
  })

/** Waits until one of them is. */
export const whenConnected = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const { made } = window as unknown as { made: RTCPeerConnection[] }
    return made.some(({ connectionState }) => connectionState === 'connected')
  })

/** What a page sends at the moment over the connections that are up: camera and microphone are `audio,video`. */
export const sent = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { made } = window as unknown as { made: RTCPeerConnection[] }
    return made
      .filter(({ connectionState }) => connectionState === 'connected')
      .flatMap((each) => each.getSenders().flatMap(({ track }) => (track === null ? [] : [track.kind])))
      .toSorted()
      .join()
  })
