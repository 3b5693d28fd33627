import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { demonstrationCode, demonstrationPassword } from '@farwindow/server/demonstration.ts'
import type { TestDesk } from '../serving/desk.ts'
import { heard, loudestRemote, movingVideos } from './moving.ts'

/** Several browsers on a small machine take their time. */
export const patience = { timeout: 30_000 }

/** A page of somebody's own: nobody else's cookies, camera and microphone allowed unless said otherwise. */
export const openPage = async (
  browser: Browser,
  [width, height]: readonly [number, number],
  permissions: readonly string[] = ['camera', 'microphone'],
): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width, height },
    permissions: [...permissions],
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patience.timeout)
  return page
}

/** A phone: small, held upright, touched. */
export const openPhone = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    permissions: ['camera', 'microphone'],
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patience.timeout)
  return page
}

/** Signs a member of staff of the demonstration in; `at` is the whole address of their page. */
export const signIn = async (page: Page, at: string, login: string): Promise<void> => {
  await page.goto(at)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(demonstrationPassword)
  await page.getByRole('button', { name: '登录' }).click()
}

/** A clerk signs in and gets ready. */
export const beReady = async (clerk: Page, url: string, login = 'lin'): Promise<void> => {
  await signIn(clerk, `${url}/clerk`, login)
  await clerk.getByRole('button', { name: '开始接听' }).click()
}

/** Somebody at the demonstration's kiosk calls, for the medical item if not for another, and waits. */
export const callFromKiosk = async (
  kiosk: Page,
  url: string,
  { desk }: TestDesk,
  item: RegExp = /异地就医/,
): Promise<void> => callAt(kiosk, await kioskAt(url, desk), item)

/** The whole address of the demonstration's kiosk, enrolment code and all; `url` is that of the desk. */
export const kioskAt = async (url: string, { house }: TestDesk['desk']): Promise<string> =>
  `${url}/kiosk#${await demonstrationCode(house)}`

/** The same with the whole address of the kiosk's page, enrolment code and all. */
export const callAt = async (kiosk: Page, at: string, item: RegExp = /异地就医/): Promise<void> => {
  await kiosk.goto(at)
  await kiosk.getByRole('button', { name: item }).click()
  await kiosk.getByRole('button', { name: '现在通话' }).click()
  await kiosk.getByRole('heading', { name: '先检查一下设备' }).waitFor()
  await kiosk.getByRole('button', { name: /现在通话|就这样继续通话/ }).click()
}

/** The clerk answers what rings. */
export const answer = async (clerk: Page): Promise<void> => {
  await clerk.getByRole('alertdialog', { name: '来电' }).waitFor()
  await clerk.keyboard.press('Enter')
}

/** The clerk gets ready while somebody calls from the kiosk of this address, and answers: both are in the call. */
export const callBetween = async (
  clerk: Page,
  url: string,
  kiosk: Page,
  at: string,
  item?: RegExp,
): Promise<void> => {
  await Promise.all([beReady(clerk, url), callAt(kiosk, at, item)])
  await answer(clerk)
  await inCall(kiosk, clerk)
}

/** The same where both reach the desk at its own address. */
export const openCall = async (
  clerk: Page,
  kiosk: Page,
  { url, desk }: TestDesk,
  item?: RegExp,
): Promise<void> => callBetween(clerk, url, kiosk, await kioskAt(url, desk), item)

/** Both are in the call: its clock runs on both screens. */
export const inCall = (...pages: readonly Page[]): Promise<unknown> =>
  Promise.all(pages.map((page) => page.getByRole('timer', { name: '通话时长' }).waitFor()))

/**
 * Resolves when on each of these pages the far picture moves (five new frames in a second, and one's own too) and
 * sound is heard.
 */
export const seesAndHears = async (...pages: readonly Page[]): Promise<void> => {
  const moving = async (page: Page): Promise<number> =>
    (await movingVideos(page)).filter(({ frames, width }) => frames >= 5 && width >= 320).length
  const sees = async (page: Page): Promise<void> => {
    await expect.poll(() => moving(page), patience).toBeGreaterThanOrEqual(2)
  }
  const hears = async (page: Page): Promise<void> => {
    await expect.poll(() => loudestRemote(page), patience).toBeGreaterThan(heard)
  }
  await Promise.all(pages.flatMap((page) => [sees(page), hears(page)]))
}

/** The visit that is being served. */
export const servedVisit = async ({ db }: TestDesk): Promise<string> => {
  const row = await db
    .selectFrom('subject')
    .select('id')
    .where('kind', '=', 'visit')
    .where('phase', '=', 'served')
    .executeTakeFirstOrThrow()
  return row.id
}

/** The clerk invites a sign language interpreter, who comes in on a phone of their own once the applicant has agreed. */
export const interpreterJoins = async (
  { clerk, applicant }: { readonly clerk: Page; readonly applicant: Page },
  browser: Browser,
  url: string,
): Promise<Page> => {
  await clerk.getByRole('button', { name: '请人加入' }).click()
  await clerk.getByRole('button', { name: '手语翻译' }).click()
  const code = await clerk.getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/).innerText()
  await clerk.getByRole('button', { name: '完成' }).click()
  const guest = await openPhone(browser)
  await guest.goto(`${url}/guest#${code}`)
  await guest.getByLabel('您的姓名').fill('赵老师')
  await guest.getByRole('button', { name: '加入通话' }).click()
  await applicant.getByRole('button', { name: /^可以，请进来$/ }).click()
  return guest
}

const turningSwitch = {
  lang: (page: Page) => page.locator('footer button[lang]'),
  'data-care': (page: Page) => page.getByRole('button', { name: /^(大字|标准字|Large|Normal)$/ }),
} as const

/** Turns an applicant's page to the other language, or the other type; over when it stands: the words are fetched first. */
export const turnPage = async (page: Page, what: keyof typeof turningSwitch): Promise<void> => {
  const now = () => page.locator('html').getAttribute(what)
  const before = await now()
  await turningSwitch[what](page).click()
  await expect.poll(now, patience).not.toBe(before)
}
