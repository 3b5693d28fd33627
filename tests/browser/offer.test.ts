import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ringMs } from '@farwindow/shared/call/machine.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { keepFailures, openLooking } from './looking.ts'
import { answer, beReady, callFromKiosk, inCall, openPage, patience } from './people.ts'

/** A call rings at a desk where nobody sits. */
describe('an offer that nobody answers', () => {
  let desk: TestDesk
  let browser: Browser
  let kiosk: Page
  let lin: Page
  let chen: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[kiosk, lin, chen] = await Promise.all([
      openPage(browser, [1080, 1920]),
      openPage(browser, [1366, 768]),
      openPage(browser, [1366, 768]),
    ])
    await beReady(lin, desk.url)
    await lin.getByText('可接听').waitFor()
  })
  keepFailures(() => ({ kiosk, lin, chen }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  test('QUEUE-8, CALL-2: after twenty seconds the clerk reads why she is on a break, and how to go on; the next clerk is asked', async () => {
    await callFromKiosk(kiosk, desk.url, desk)
    // It rings for twenty seconds of the desk, however long the next clerk needs to sign in on this machine.
    onTestFinished(desk.stopClock())
    const ring = lin.getByRole('alertdialog', { name: '来电' })
    await ring.waitFor()
    await ring.getByText('不接或超时会转给其他人员').waitFor()
    await beReady(chen, desk.url, 'chen')
    await chen.getByText('可接听').waitFor()
    expect(await chen.getByRole('alertdialog').count()).toBe(0)

    desk.pass(ringMs)
    await ring.waitFor({ state: 'hidden' })
    await lin.getByText('刚才的来电没有接听').waitFor()
    await lin.getByText('已转给其他窗口人员，并为您切换为休息。准备好后请恢复接听。').waitFor()
    await lin.getByText('来电未接').waitFor()
    await chen.getByRole('alertdialog', { name: '来电' }).waitFor()
    await look(lin, 'clerk-unanswered')
    expect(await lin.getByRole('alertdialog').count()).toBe(0)
  })

  test('QUEUE-8, VISIT-3: the next clerk answers; the first is ready again by one press', async () => {
    await answer(chen)
    await inCall(kiosk, chen)
    await kiosk.getByText('陈志远').first().waitFor()
    await lin.getByRole('button', { name: '恢复接听' }).click()
    await lin.getByText('可接听').waitFor()
    await expect.poll(() => lin.getByText('刚才的来电没有接听').count(), patience).toBe(0)
  })

  test('SCREEN-7: nothing on this screen keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 90_000)
