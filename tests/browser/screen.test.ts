import type { Browser, Page } from 'playwright-core'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser, openStrictBrowser } from './chromium.ts'
import { keepFailures, pictures } from './looking.ts'
import { openCall, openPage, patience, seesAndHears } from './people.ts'

/* A screen is shown in a call: a tab with small print, chosen by Chromium itself in place of a person. */

const title = 'farwindow-shared-page'
/** Small print, as an office's own system has it; each version is another text. */
const smallPrint = (version: number): string =>
  `<title>${title}</title><style>body{margin:0;background:#fff;color:#000;font:12px/18px sans-serif}</style>` +
  Array.from(
    { length: 50 },
    (_, line) =>
      `<div>${version}-${line} ${`统一社会信用代码 9131${(line * 7919 + version * 104_729) % 1_000_000} `.repeat(5)}</div>`,
  ).join('')
/** The figures of the run, for whoever reads its output. */
const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** How many screens reach the media host at the moment. */
const screensAt = async ({ media }: TestDesk): Promise<number> => {
  const { holding } = await media.inventory()
  return holding.flatMap(({ producers }) => producers).filter(({ source }) => source === 'screen').length
}

describe('a screen that is shown', () => {
  let desk: TestDesk
  const browsers: Browser[] = []
  let applicant: Page
  let clerk: Page
  let shared: Page

  const openShared = async (): Promise<Page> => {
    const page = await clerk.context().newPage()
    await page.setContent(smallPrint(1))
    await clerk.bringToFront()
    return page
  }

  beforeAll(async () => {
    desk = await openDesk()
    browsers.push(
      await openBrowser(),
      await openStrictBrowser([
        `--auto-select-tab-capture-source-by-title=${title}`,
        '--auto-accept-this-tab-capture',
      ]),
    )
    const [atKiosk, atOffice] = browsers
    if (atKiosk === undefined || atOffice === undefined) throw new Error('no browser')
    applicant = await openPage(atKiosk, [1080, 1920])
    clerk = await openPage(atOffice, [1920, 1080])
    shared = await openShared()
    await openCall(clerk, applicant, desk)
  })
  keepFailures(() => ({ applicant, clerk }))
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()))
    await desk?.close()
  })

  /** How well the far screen shows what the shared page looks like now: 1 is point by point the same. */
  const likeness = async (reference: string): Promise<number> =>
    applicant.evaluate(async (encoded) => {
      const video = document.querySelector<HTMLVideoElement>('video[aria-label="窗口人员的屏幕"]')
      if (video === null || video.videoWidth === 0) return 0
      const image = new Image()
      image.src = `data:image/png;base64,${encoded}`
      await image.decode()
      const [width, height] = [Math.min(image.width, 900), Math.min(image.height, 700)]
      const grey = (source: CanvasImageSource, from: readonly [number, number]): number[] => {
        const canvas = document.createElement('canvas')
        canvas.width = width
        canvas.height = height
        const pen = canvas.getContext('2d')
        if (pen === null) throw new Error('no canvas')
        // What is shared may come in another size than the page has.
        pen.drawImage(
          source,
          0,
          0,
          (width * from[0]) / image.width,
          (height * from[1]) / image.height,
          0,
          0,
          width,
          height,
        )
        const { data } = pen.getImageData(0, 0, width, height)
        return Array.from({ length: width * height }, (_, n) => data[4 * n] ?? 0)
      }
      const [a, b] = [
        grey(image, [image.width, image.height]),
        grey(video, [video.videoWidth, video.videoHeight]),
      ]
      const [meanA, meanB] = [a, b].map(
        (values) => values.reduce((sum, each) => sum + each, 0) / values.length,
      )
      if (meanA === undefined || meanB === undefined) return 0
      let [both, ownA, ownB] = [0, 0, 0]
      for (const [n, value] of a.entries()) {
        const [da, db] = [value - meanA, (b[n] ?? 0) - meanB]
        both += da * db
        ownA += da * da
        ownB += db * db
      }
      return both / Math.sqrt(ownA * ownB || 1)
    }, reference)
  const showing = async (): Promise<string> => (await shared.screenshot()).toString('base64')

  test('MEDIA-31: the clerk’s screen comes to the front at the kiosk, point by point, and the face stays', async () => {
    await clerk.getByRole('button', { name: '共享屏幕' }).click()
    await applicant.getByRole('region', { name: '窗口人员的屏幕' }).waitFor()
    await clerk.getByText('对方正在看您的屏幕').waitFor()
    const size = (): Promise<readonly number[]> =>
      applicant.evaluate(() => {
        const video = document.querySelector<HTMLVideoElement>('video[aria-label="窗口人员的屏幕"]')
        return [video?.videoWidth ?? 0, video?.videoHeight ?? 0]
      })
    await expect.poll(size, patience).toEqual([1920, 1080])
    await expect.poll(async () => likeness(await showing()), patience).toBeGreaterThan(0.9)
    await seesAndHears(applicant)
    await applicant.screenshot({ path: path.join(pictures, 'screen-kiosk.png') })
    await clerk.screenshot({ path: path.join(pictures, 'screen-clerk.png') })
  })

  test('MEDIA-31: small print that changes is legible on the other side in a moment', async () => {
    await shared.setContent(smallPrint(2))
    const reference = await showing()
    const changedAt = Date.now()
    await expect.poll(() => likeness(reference), { ...patience, interval: 50 }).toBeGreaterThan(0.9)
    print(`12 px print legible (correlation > 0.9) after ${Date.now() - changedAt} ms`)
  })

  test('MEDIA-31: one press ends it; the applicant is back at the form', async () => {
    await clerk.getByRole('button', { name: '停止共享' }).first().click()
    await applicant.getByRole('region', { name: '窗口人员的屏幕' }).waitFor({ state: 'detached' })
    await expect.poll(() => clerk.getByText('对方正在看您的屏幕').count()).toBe(0)
    await seesAndHears(applicant)
  })

  test('MEDIA-31: it ends when the browser ends it: what was shown is closed', async () => {
    await clerk.getByRole('button', { name: '共享屏幕' }).click()
    await applicant.getByRole('region', { name: '窗口人员的屏幕' }).waitFor()
    await shared.close()
    await applicant.getByRole('region', { name: '窗口人员的屏幕' }).waitFor({ state: 'detached' })
    await expect.poll(() => clerk.getByText('对方正在看您的屏幕').count()).toBe(0)
    shared = await openShared()
  })

  test('MEDIA-31: it ends with the call, whoever showed it', async () => {
    await clerk.getByRole('button', { name: '共享屏幕' }).click()
    await applicant.getByRole('region', { name: '窗口人员的屏幕' }).waitFor()
    await applicant.getByRole('button', { name: '挂断' }).first().click()
    await applicant.getByRole('dialog').getByRole('button', { name: '挂断' }).click()
    await clerk.getByRole('button', { name: '收尾完成' }).waitFor()
    await expect.poll(() => clerk.getByText('对方正在看您的屏幕').count()).toBe(0)
    await expect.poll(() => screensAt(desk), patience).toBe(0)
  })
}, 90_000)
