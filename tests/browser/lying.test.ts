import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationCode } from '@farwindow/server/demonstration.ts'
import { medicalItem } from '@farwindow/shared/catalogue/medical/item.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { cutOff, outOfSight } from './insight.ts'
import { keepFailures, openLooking } from './looking.ts'
import { answer, beReady, inCall, openPage, seesAndHears, signIn } from './people.ts'
import * as steps from './steps.ts'

/** The same walk on a kiosk whose screen lies, with a clerk at a large one; and the progress page in a hall. */
describe('screens of 1920 × 1080', () => {
  let desk: TestDesk
  let browser: Browser
  let kiosk: Page
  let clerk: Page
  const { look, barriers } = openLooking()
  let receipt = { reference: '', code: '' }

  /** Keeps a picture; nothing may be wider than the screen, and what to do next is seen without scrolling. */
  const see = async (page: Page, name: string): Promise<void> => {
    await look(page, name)
    const { wide, high } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - window.innerWidth,
      high: document.querySelector('footer')?.getBoundingClientRect().bottom ?? 0,
    }))
    expect([name, wide <= 0, high <= 1080]).toEqual([name, true, true])
  }

  /** The bar at the foot of a lying kiosk begins here (px): what lies below is covered. */
  const footer = 965
  const bottomOf = async (at: Locator): Promise<number> => {
    const box = await at.boundingBox()
    return box === null ? Infinity : box.y + box.height
  }

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[kiosk, clerk] = await Promise.all([openPage(browser, [1920, 1080]), openPage(browser, [1920, 1080])])
  })
  keepFailures(() => ({ kiosk, clerk }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  test('SCREEN-2: a lying kiosk up to the call', async () => {
    await kiosk.goto(`${desk.url}/kiosk#${await demonstrationCode(desk.desk.house)}`)
    await kiosk.getByRole('heading', { name: '办什么事？' }).waitFor()
    await see(kiosk, 'lying-start')
    await kiosk.getByRole('button', { name: /异地就医/ }).click()
    await kiosk.getByRole('heading', { name: '请准备这些材料' }).waitFor()
    await see(kiosk, 'lying-guide')
    await kiosk.getByRole('button', { name: '现在通话' }).click()
    await kiosk.getByRole('heading', { name: '先检查一下设备' }).waitFor()
    await see(kiosk, 'lying-check')
    await kiosk.getByRole('button', { name: /现在通话|就这样继续通话/ }).click()
    await kiosk.getByText('您排在第', { exact: true }).waitFor()
    await see(kiosk, 'lying-waiting')
    await beReady(clerk, desk.url)
    await answer(clerk)
    await inCall(kiosk, clerk)
    await seesAndHears(kiosk, clerk)
    await see(kiosk, 'lying-call')
    await see(clerk, 'clerk-call-1920')
  })

  test('SCREEN-2, SCREEN-12: a lying kiosk in the call and after it; the clerk’s wrap-up; the wallboard', async () => {
    await steps.showPapersAndFace(clerk, kiosk, ['证件正面照片', '本人面部照片'])
    await steps.answerCue(clerk)
    await clerk.getByRole('button', { name: '核验通过' }).click()
    await see(clerk, 'clerk-identity-1920')
    await steps.fillInForm(kiosk, medicalItem.form)
    await see(kiosk, 'lying-form')
    await steps.handOverPapers(kiosk, clerk, await clerk.screenshot())
    await see(kiosk, 'lying-papers')
    await steps.acceptPapers(clerk)
    await steps.drawSignature(kiosk)
    await see(kiosk, 'lying-sign')
    // Pad, consent and the button that sends it stand on the screen together.
    const send = kiosk.getByRole('button', { name: '确认签名' })
    await send.scrollIntoViewIfNeeded()
    expect(await bottomOf(send)).toBeLessThan(1080)
    expect((await kiosk.locator('canvas').boundingBox())?.y).toBeGreaterThan(270)
    await steps.sign(kiosk, clerk)
    await clerk.keyboard.press('F10')
    await steps.handIn(clerk, desk)
    receipt = await steps.readReceipt(kiosk)
    await see(kiosk, 'lying-end')
    expect(await bottomOf(kiosk.getByText('非常不满意'))).toBeLessThan(footer)
    await clerk.getByText('通话已结束').first().waitFor()
    await see(clerk, 'clerk-wrap-up-1920')
    const supervisor = await openPage(browser, [1920, 1080])
    await signIn(supervisor, `${desk.url}/supervisor`, 'shen')
    await supervisor.getByText('今日来访').waitFor()
    await see(supervisor, 'wallboard-1920')
    await supervisor.setViewportSize({ width: 1366, height: 768 })
    await see(supervisor, 'wallboard-1366')
    const tiles = await supervisor.locator('main dl > div, main h2').all()
    expect(tiles).toHaveLength(15)
    expect(await outOfSight(tiles)).toEqual([])
    expect(await cutOff(supervisor)).toEqual([])
    await supervisor.locator('header button[lang]').click()
    await see(supervisor, 'wallboard-1366-en')
    expect(await cutOff(supervisor)).toEqual([])
    await supervisor.context().close()
  })

  test.for([
    ['progress-desk', 1920, 1080, 18],
    ['progress-hall', 1080, 1920, 24],
  ] as const)(
    'SCREEN-2, CASE-9: the progress page at its size (%s)',
    async ([name, width, height, least]) => {
      const page = await openPage(browser, [width, height])
      await page.goto(`${desk.url}/progress`)
      await page.getByRole('textbox', { name: '办件编号' }).waitFor()
      await look(page, `${name}-look-up`)
      await page.goto(`${desk.url}/progress#${receipt.reference}.${receipt.code}`)
      await page.reload()
      await page.getByText(receipt.reference).first().waitFor()
      await look(page, name)
      const { wide, type } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - window.innerWidth,
        type: Number.parseFloat(getComputedStyle(document.body).fontSize),
      }))
      expect(wide).toBeLessThanOrEqual(0)
      expect(type).toBeGreaterThanOrEqual(least)
      await page.context().close()
    },
  )

  test('SCREEN-7: nothing on any of these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 240_000)
