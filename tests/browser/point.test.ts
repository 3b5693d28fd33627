import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser, openStrictBrowser } from './chromium.ts'
import { keepFailures, pictures } from './looking.ts'
import { openCall, openPage, patience } from './people.ts'

const title = 'farwindow-marked-page'

/** A screen is shown, and both sides point and draw on it. */
describe('marks on a shown screen', () => {
  let desk: TestDesk
  const browsers: Browser[] = []
  let kiosk: Page
  let clerk: Page

  beforeAll(async () => {
    desk = await openDesk()
    const atKiosk = await openBrowser()
    const atOffice = await openStrictBrowser([`--auto-select-tab-capture-source-by-title=${title}`])
    browsers.push(atKiosk, atOffice)
    kiosk = await openPage(atKiosk, [1080, 1920])
    clerk = await openPage(atOffice, [1366, 768])
    const shared = await clerk.context().newPage()
    await shared.setContent(`<title>${title}</title><h1>办事系统</h1>`)
    await clerk.bringToFront()
    await openCall(clerk, kiosk, desk)
    await clerk.getByRole('button', { name: '共享屏幕' }).click()
    for (const page of [kiosk, clerk]) await page.locator('[data-marks="clerk"] svg').waitFor()
  })
  keepFailures(() => ({ kiosk, clerk }))
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()))
    await desk?.close()
  })

  /** Where the picture lies on this page. */
  const pictureAt = async (page: Page) => {
    const box = await page.locator('[data-marks="clerk"] svg').first().boundingBox()
    if (box === null) throw new Error('no picture')
    return box
  }
  const drag = async (page: Page, from: readonly number[], to: readonly number[]): Promise<void> => {
    const box = await pictureAt(page)
    const place = ([x = 0, y = 0]: readonly number[]) =>
      [box.x + x * box.width, box.y + y * box.height] as const
    await page.mouse.move(...place(from))
    await page.mouse.down()
    await page.mouse.move(...place(to), { steps: 8 })
    await page.mouse.up()
  }
  /** Beginning and end of the last stroke on this page, as shares of the picture. */
  const lastStroke = (page: Page) =>
    page.locator('[data-marks="clerk"] [data-stroke] path').evaluateAll((paths) => {
      const d = paths.at(-1)?.getAttribute('d') ?? ''
      const points = [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [
        Number(x) / 1_000,
        Number(y) / 1_000,
      ])
      return [points[0], points.at(-1)]
    })
  const isNear = (places: readonly (readonly number[] | undefined)[], wanted: readonly number[][]): boolean =>
    wanted.every((one, n) => one.every((value, axis) => Math.abs((places[n]?.[axis] ?? 9) - value) < 0.02))

  test('POINT-1: what the kiosk draws on the clerk’s screen, the clerk sees at the same place of it, and the other way', async () => {
    await kiosk.getByRole('button', { name: '画线' }).click()
    const line = [
      [0.2, 0.3],
      [0.6, 0.8],
    ]
    await drag(kiosk, [0.2, 0.3], [0.6, 0.8])
    for (const page of [clerk, kiosk])
      await expect.poll(async () => isNear(await lastStroke(page), line), patience).toBe(true)
    const back = [
      [0.9, 0.1],
      [0.5, 0.1],
    ]
    await clerk.getByRole('button', { name: '画线' }).click()
    await drag(clerk, [0.9, 0.1], [0.5, 0.1])
    await expect.poll(async () => isNear(await lastStroke(kiosk), back), patience).toBe(true)
    await kiosk.screenshot({ path: path.join(pictures, 'point-kiosk.png') })
    await clerk.screenshot({ path: path.join(pictures, 'point-clerk.png') })
  })

  test('POINT-2: either wipes them away; whatever stays goes by itself', async () => {
    const count = (page: Page) => page.locator('[data-marks="clerk"] [data-stroke]').count()
    await drag(clerk, [0.3, 0.3], [0.4, 0.4])
    await expect.poll(() => count(kiosk), patience).toBeGreaterThan(0)
    await kiosk.getByRole('button', { name: '擦掉' }).click()
    for (const page of [kiosk, clerk]) await expect.poll(() => count(page), patience).toBe(0)
    await drag(kiosk, [0.3, 0.3], [0.4, 0.4])
    await expect.poll(() => count(clerk), patience).toBe(1)
    for (const page of [kiosk, clerk]) await expect.poll(() => count(page), patience).toBe(0)
  })

  test('POINT-1: a mouse only points, with its name', async () => {
    await clerk.getByRole('button', { name: '画完了' }).click()
    const box = await pictureAt(clerk)
    let trembles = 0
    // As under a hand: one that rests for some seconds is not shown any more.
    const isSeen = async (): Promise<boolean> => {
      await clerk.mouse.move(box.x + box.width / 2 + (trembles++ % 2), box.y + box.height / 4)
      return kiosk.locator('[data-pointer="clerk"]').getByText('窗口人员').isVisible()
    }
    await expect.poll(isSeen, patience).toBe(true)
  })
}, 90_000)
