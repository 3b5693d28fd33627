import type { Browser, Page } from 'playwright-core'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk, TestDeskOptions } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { openCall, openPage } from './people.ts'

/** Somebody at a kiosk and a clerk in a call, each on a page of one browser, at a desk of their own. */
export interface KioskCall {
  readonly desk: TestDesk
  readonly browser: Browser
  readonly kiosk: Page
  readonly clerk: Page
  close(): Promise<void>
}

export interface KioskCallPlan extends TestDeskOptions {
  /** What is asked for; the medical item when nothing else is said. */
  readonly item?: RegExp
  /** Of the kiosk's screen: standing when nothing else is said. */
  readonly screen?: readonly [number, number]
}

/** Opens all of it; resolves when both are in the call. Whatever fails on the way is closed again. */
export const openKioskCall = async ({
  item,
  screen = [1080, 1920],
  ...about
}: KioskCallPlan = {}): Promise<KioskCall> => {
  const [desk, browser] = await Promise.all([openDesk(about), openBrowser()])
  const close = async (): Promise<void> => {
    await browser.close()
    await desk.close()
  }
  try {
    const [kiosk, clerk] = await Promise.all([openPage(browser, screen), openPage(browser, [1366, 768])])
    await openCall(clerk, kiosk, desk, item)
    return { desk, browser, kiosk, clerk, close }
  } catch (error) {
    await close()
    throw error
  }
}
