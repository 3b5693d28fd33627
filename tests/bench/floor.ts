import nodePath from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Prepare } from './bare.ts'
import { openSite } from './page/site.ts'

/** Two pages with nothing between them. */
export interface Floor {
  call(browser: Browser, prepare: Prepare): Promise<{ readonly pages: readonly Page[]; end(): Promise<void> }>
  close(): Promise<void>
}

/** The browser’s own cost of a call: two of its pages send to each other, without a media host and next door. */
export const openFloor = async (): Promise<Floor> => {
  const site = await openSite({ direct: nodePath.resolve(import.meta.dirname, 'page/direct.ts') })
  return {
    call: async (browser, prepare) => {
      const open = async (): Promise<Page> => {
        const page = await (await browser.newContext()).newPage()
        await prepare(page)
        await page.goto(`${site.origin}/direct`)
        return page
      }
      const [one, other] = await Promise.all([open(), open()])
      const offer = await one.evaluate(async () => (await window.direct).offer())
      const answer = await other.evaluate(async (sdp) => (await window.direct).answer(sdp), offer)
      await one.evaluate(async (sdp) => (await window.direct).take(sdp), answer)
      return {
        pages: [one, other],
        end: async () => {
          await Promise.all([one, other].map((page) => page.context().close()))
        },
      }
    },
    close: site.close,
  }
}
