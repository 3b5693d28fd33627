import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { barriersOn } from './barriers.ts'
import { openBrowser } from './chromium.ts'
import { openGallery, openShelf, soon } from './gallery.ts'
import type { Gallery, Size } from './gallery.ts'

/* Every part in every state, on each kind of screen, under the policy of the real pages. */

let gallery: Gallery
let browser: Browser

beforeAll(async () => {
  gallery = await openGallery()
  browser = await openBrowser(['--disable-gpu'])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await gallery?.close()
})

const open = (query: string, size: Size, language = 'zh'): Promise<Page> =>
  openShelf(browser, gallery.origin, query, size, language)

/** Shelf, look, size of the screen, and on public screens the least height of a target. */
const screens = [
  ['parts', 'surface=kiosk', 'kiosk', 0],
  ['parts', 'surface=desk&dark=on', 'desk', 0],
  ['fields', 'surface=kiosk', 'lying', 64],
  ['fields', 'surface=phone&care=on', 'phone', 60],
  ['fields', 'surface=desk', 'desk', 0],
  ['form', 'surface=phone', 'phone', 48],
  ['form', 'surface=kiosk&care=on', 'kiosk', 80],
  ['form&side=clerk', 'surface=desk&dark=on', 'lying', 0],
  ['public', 'surface=kiosk', 'kiosk', 64],
  ['public', 'surface=kiosk&care=on', 'lying', 80],
  ['public', 'surface=phone&care=on', 'phone', 60],
  ['desk', 'surface=desk', 'desk', 0],
] as const

const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** Things to touch that are lower than `least` pixels; the picker of staff stands on no public screen. */
const lowTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((pixels) => {
    const found = document.querySelectorAll(
      'button, select, textarea, label:has(input[type=radio], input[type=checkbox]), input[type=text]',
    )
    return [...found]
      .filter(
        (target) =>
          target.getBoundingClientRect().height < pixels && target.getAttribute('role') !== 'combobox',
      )
      .map((target) => target.outerHTML.slice(0, 120))
  }, least)

describe('each shelf on each surface', () => {
  test.each(screens)(
    '%s %s (%s): SCREEN-7, SCREEN-2: axe finds nothing serious, nothing is cut, targets can be hit',
    async (shelf, query, size, least) => {
      const page = await open(`shelf=${shelf}&${query}`, size)
      expect(await barriersOn(page)).toEqual([])
      expect(await overhang(page)).toBeLessThanOrEqual(0)
      expect(await lowTargets(page, least)).toEqual([])
    },
  )

  test.each(['phone', 'kiosk'] as const)('SCREEN-2: English fits as well (%s)', async (surface) => {
    for (const shelf of ['public', 'form']) {
      const page = await open(`shelf=${shelf}&surface=${surface}&care=on`, surface, 'en')
      await page.getByRole('button', { name: 'Help' }).waitFor()
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
    }
  })
})

describe('keyboard and fingers', () => {
  test('SCREEN-4: a button pressed twice at once acts once; a closed one says why and does nothing', async () => {
    const page = await open('shelf=parts&surface=desk', 'desk')
    await page.getByRole('button', { name: '现在通话' }).dblclick()
    await expect.poll(() => page.getByTestId('presses').textContent(), soon).toBe('按了 1 次')
    const closed = page.getByRole('button', { name: '受理' })
    await closed.focus()
    expect(await closed.getAttribute('aria-disabled')).toBe('true')
    const reason = await closed.getAttribute('aria-describedby')
    expect(await page.locator(`[id="${reason}"]`).textContent()).toBe('请先完成身份核验')
  })

  test('SCREEN-5, SCREEN-7: a public screen is walked by Tab alone, its bar at the bottom last, and the focus is always seen', async () => {
    const page = await open('shelf=public&surface=kiosk', 'kiosk')
    const names: string[] = []
    for (let step = 0; step < 7; step += 1) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const element = document.activeElement
        const { outlineStyle, outlineWidth } = getComputedStyle(element ?? document.body)
        return {
          name: element?.textContent ?? '',
          ring: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
        }
      })
      names.push(focused.name)
      expect(focused.ring, focused.name).toBeGreaterThanOrEqual(3)
    }
    expect(names).toEqual(['现在通话', '预约回电', '返回', '帮助', 'English', '大字', '结束'])
  })

  test('SCREEN-5: the language and care buttons change the whole page and are remembered', async () => {
    const page = await open('shelf=public&surface=phone', 'phone')
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await page.getByRole('button', { name: 'Large' }).click()
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['care']), soon).toBe('on')
    await expect
      .poll(() => page.evaluate(() => Object.entries(localStorage).sort()), soon)
      .toEqual([
        ['farwindow.care', 'on'],
        ['farwindow.language', 'en'],
      ])
  })

  test('SCREEN-5, SCREEN-7: ending asks first; Escape and the safe button keep everything', async () => {
    const page = await open('shelf=public&surface=kiosk', 'kiosk')
    const end = page.getByRole('button', { name: '结束并清除' })
    await end.click()
    const dialog = page.getByRole('dialog', { name: '结束本次办理？' })
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count(), soon).toBe(0)
    await expect.poll(() => end.evaluate((element) => element === document.activeElement), soon).toBe(true)
  })

  test('SCREEN-6: after a while untouched the screen asks, waits, and a press goes on', async () => {
    const page = await open('shelf=overlay&surface=kiosk', 'kiosk')
    const question = page.getByRole('alertdialog', { name: '您还在吗？' })
    await question.waitFor()
    await question.getByRole('button', { name: '我还在，继续办理' }).click()
    await expect.poll(() => question.count(), soon).toBe(0)
    expect(await page.getByText('已清除').count()).toBe(0)
  })

  test('a signature is noticed when drawn and gone when cleared', async () => {
    const page = await open('shelf=parts&surface=kiosk', 'kiosk')
    const pad = page.locator('canvas')
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox()
    if (box === null) throw new Error('no pad')
    await page.mouse.move(box.x + 100, box.y + 100)
    await page.mouse.down()
    await page.mouse.move(box.x + 300, box.y + 200, { steps: 8 })
    await page.mouse.up()
    await expect.poll(() => page.getByTestId('signed').textContent(), soon).toBe('已签名')
    await page.getByRole('button', { name: '重写' }).click()
    await expect.poll(() => page.getByTestId('signed').textContent(), soon).toBe('未签名')
  })
})

describe('weight', () => {
  test.each(['/kiosk', '/phone'])(
    'SCREEN-9: the first screen of %s fetches at most 180 kB of compressed script',
    async (path) => {
      const context = await browser.newContext()
      onTestFinished(() => context.close())
      const page = await context.newPage()
      const scripts = new Map<string, Promise<number>>()
      page.on('response', (response) => {
        if (!response.url().endsWith('.js')) return
        scripts.set(
          response.url(),
          response.body().then((body) => gzipSync(body).length),
        )
      })
      await page.goto(`${gallery.origin}${path}`)
      // The first screen stands and everything it asked for is there; without a desk behind it, it goes on asking for one.
      await page.locator('h1').waitFor()
      await page.waitForLoadState('load')
      const bytes = (await Promise.all(scripts.values())).reduce((sum, one) => sum + one, 0)
      expect(bytes).toBeGreaterThan(20_000)
      expect(bytes).toBeLessThanOrEqual(180_000)
    },
  )
})
