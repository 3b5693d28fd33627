import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { valueOf } from '../pure/outcome.ts'
import { fakeDevices, openBrowser, openStrictBrowser } from './chromium.ts'
import { keepFailures, pictures } from './looking.ts'
import { heard, loudestRemote, movesAgain } from './moving.ts'
import { answer, beReady, inCall, openPage, patience } from './people.ts'

/* Somebody calls with a phone whose camera or microphone cannot be used: the call goes on with what is there. */

/** Here is no hardware that could be missing or busy: the browser's own answer to it, as long as the test says so. */
const withhold = (page: Page, kind: 'audio' | 'video', name: string): Promise<unknown> =>
  page.addInitScript(
    ([withheld, error]) => {
      const { mediaDevices } = navigator
      const ask = mediaDevices.getUserMedia.bind(mediaDevices)
      Object.assign(window, { isWithheld: true })
      mediaDevices.getUserMedia = (wanted) =>
        Reflect.get(window, 'isWithheld') === true && wanted?.[withheld] !== undefined
          ? Promise.reject(new DOMException('withheld', error))
          : ask(wanted)
    },
    [kind, name] as const,
  )
const giveAgain = (page: Page): Promise<unknown> =>
  page.evaluate(() => Object.assign(window, { isWithheld: false }))

describe('a call without a camera or a microphone', () => {
  let desk: TestDesk
  let browser: Browser
  let clerk: Page
  let phone: Page | undefined
  let invite: () => Promise<string>

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    clerk = await openPage(browser, [1366, 768])
    await beReady(clerk, desk.url)
    const helper = await desk.staff('clerk', 'chen')
    invite = async () => valueOf(await helper.ask('visit.invite', {})).code
  })
  keepFailures(() => ({ phone, clerk }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  /** The phone's page, up to the check of its devices. */
  const call = async (own: Browser, before: (page: Page) => Promise<unknown>): Promise<Page> => {
    const page = await openPage(own, [390, 844], [])
    phone = page
    await before(page)
    await page.goto(`${desk.url}/phone#${await invite()}`)
    await page.getByRole('button', { name: /异地就医/ }).click()
    await page.getByRole('button', { name: '现在通话' }).click()
    await page.getByRole('heading', { name: '先检查一下设备' }).waitFor()
    return page
  }
  /** The applicant goes on as it is; the clerk answers; afterwards the clerk is free for the next. */
  const goOn = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: '就这样继续通话' }).click()
    await answer(clerk)
    await inCall(page, clerk)
    onTestFinished(async () => {
      await clerk.getByRole('button', { name: '挂断' }).click()
      await clerk.getByRole('dialog').getByRole('button', { name: '挂断' }).click()
      await clerk.getByRole('button', { name: '收尾完成' }).click()
      await page.context().close()
    })
  }

  test('MEDIA-22: both denied: the applicant reads how to allow them, sees and hears the clerk, who reads why', async () => {
    const denying = await openBrowser(['--use-fake-ui-for-media-stream=deny'])
    onTestFinished(() => denying.close())
    const page = await call(denying, async () => undefined)
    for (const words of ['摄像头没有得到允许', '麦克风没有得到允许'])
      await page.getByText(words).first().waitFor()
    await expect
      .poll(() => page.getByText('请点网址左边的小图标，把摄像头和麦克风改为“允许”').count(), patience)
      .toBe(2)
    await goOn(page)
    await movesAgain(page, '窗口人员的画面')
    await page.getByText('摄像头没有得到允许').first().waitFor()
    await clerk.getByText('申请人没有允许使用摄像头').waitFor()
    await clerk.getByText('申请人没有允许使用麦克风').waitFor()
    await clerk.screenshot({ path: path.join(pictures, 'clerk-no-camera.png') })
    await page.screenshot({ path: path.join(pictures, 'phone-no-camera.png') })
  })

  test('MEDIA-22: on one’s own phone nothing is asked before a press that says why; then it is, while one reads', async () => {
    const page = await openPage(browser, [390, 844], [])
    phone = page
    await page.addInitScript(() => {
      const { mediaDevices } = navigator
      const ask = mediaDevices.getUserMedia.bind(mediaDevices)
      Object.assign(window, { asked: 0 })
      mediaDevices.getUserMedia = (wanted) => {
        Object.assign(window, { asked: Reflect.get(window, 'asked') + 1 })
        return ask(wanted)
      }
    })
    const asked = () => page.evaluate((): number => Reflect.get(window, 'asked'))
    await page.goto(`${desk.url}/phone#${await invite()}`)
    await page.getByRole('button', { name: /异地就医/ }).click()
    await page.getByText('手机会问是否允许，请选“允许”').waitFor()
    await page.screenshot({ path: path.join(pictures, 'phone-guide-ask.png') })
    expect(await asked()).toBe(0)
    await page.getByRole('button', { name: '检查摄像头和声音' }).click()
    await page.getByText('摄像头和麦克风可以使用').waitFor()
    expect(await asked()).toBe(1)
    await page.getByRole('button', { name: '现在通话' }).click()
    await page.getByLabel('您自己的画面').waitFor()
    expect(await asked()).toBe(1)
    await page.context().close()
  })

  test('MEDIA-22: no camera there: the microphone works alone, and the clerk reads that there is none', async () => {
    const blind = await openBrowser([fakeDevices(0)])
    onTestFinished(() => blind.close())
    const page = await call(blind, async () => undefined)
    await page.getByText('没有找到摄像头').first().waitFor()
    await page.getByText('插好后也会自动识别').first().waitFor()
    await goOn(page)
    await movesAgain(page, '窗口人员的画面')
    await clerk.getByText('申请人没有摄像头').waitFor()
    await page.getByText('没有找到摄像头').first().waitFor()
  })

  test('MEDIA-22, MEDIA-15: a camera that another program holds is tried again in the call, and seen at once', async () => {
    const page = await call(browser, (one) => withhold(one, 'video', 'NotReadableError'))
    await page.getByText('摄像头正被别的程序使用').first().waitFor()
    await page.getByText('请关闭正在使用它的程序').first().waitFor()
    await goOn(page)
    await clerk.getByText('申请人的摄像头被别的程序占用').waitFor()
    await giveAgain(page)
    await page.getByRole('button', { name: '再试一次' }).first().click()
    await movesAgain(clerk, '申请人的画面')
    await expect.poll(() => clerk.getByText('申请人的摄像头被别的程序占用').count(), patience).toBe(0)
    await expect.poll(() => page.getByText('摄像头正被别的程序使用').count(), patience).toBe(0)
  })

  test('MEDIA-22: the microphone alone is denied: the picture is there, and both read why nothing is heard', async () => {
    const strict = await openStrictBrowser()
    onTestFinished(() => strict.close())
    const page = await call(strict, (one) => one.context().grantPermissions(['camera']))
    await page.getByText('麦克风没有得到允许').first().waitFor()
    expect(await page.getByText('摄像头没有得到允许').count()).toBe(0)
    await goOn(page)
    await Promise.all([movesAgain(clerk, '申请人的画面'), movesAgain(page, '窗口人员的画面')])
    await clerk.getByText('申请人没有允许使用麦克风，请用文字沟通').waitFor()
    await page.getByText('麦克风没有得到允许').first().waitFor()
    await page.screenshot({ path: path.join(pictures, 'phone-no-microphone.png') })
    await clerk.screenshot({ path: path.join(pictures, 'clerk-no-microphone.png') })
  })

  test.for([
    ['NotFoundError', '没有找到麦克风', '申请人没有麦克风，请用文字沟通'],
    ['NotReadableError', '麦克风正被别的程序使用', '申请人的麦克风被别的程序占用，请用文字沟通'],
  ] as const)(
    'MEDIA-22, MEDIA-15: the microphone alone fails (%s): the call goes on with the picture, both read why, and it is heard once it is there',
    async ([error, own, theirs]) => {
      const page = await call(browser, (one) => withhold(one, 'audio', error))
      await page.getByText(own).first().waitFor()
      await goOn(page)
      await Promise.all([movesAgain(clerk, '申请人的画面'), movesAgain(page, '窗口人员的画面')])
      await clerk.getByText(theirs).waitFor()
      await page.getByText(own).first().waitFor()
      await giveAgain(page)
      await page.getByRole('button', { name: '再试一次' }).first().click()
      await expect.poll(() => loudestRemote(clerk), patience).toBeGreaterThan(heard)
      await expect.poll(() => clerk.getByText(theirs).count(), patience).toBe(0)
      await expect.poll(() => page.getByText(own).count(), patience).toBe(0)
    },
  )
}, 60_000)
