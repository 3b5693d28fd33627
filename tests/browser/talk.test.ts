import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openKioskCall } from './kioskcall.ts'
import type { KioskCall } from './kioskcall.ts'
import { keepFailures, openLooking, pictures } from './looking.ts'
import { patience } from './people.ts'
import { pagedPdf, scannedPdf } from './pdf.ts'

/** Writing and files to and fro, with the voice on. */
describe('the talk of a call', () => {
  let call: KioskCall
  let kiosk: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    call = await openKioskCall()
    ;({ kiosk, clerk } = call)
    await kiosk.getByRole('button', { name: /^文字/ }).click()
  })
  keepFailures(() => ({ kiosk, clerk }))
  afterAll(async () => {
    await call?.close()
  })

  const typedAt = (page: Page) => page.locator('[data-typed]')
  const focusOf = (page: Page) => page.evaluate(() => document.activeElement?.tagName)

  test('TALK-1, TALK-3: the applicant’s signs are on the clerk’s screen before they are sent, and become the line', async () => {
    const box = kiosk.getByLabel('写给窗口人员')
    await box.pressSequentially('我住在松江路')
    await typedAt(clerk).getByText('我住在松江路').waitFor()
    await kiosk.keyboard.press('Backspace')
    await expect.poll(() => typedAt(clerk).textContent(), patience).toMatch(/我住在松江$/)
    expect(await focusOf(clerk)).toBe('BODY')
    await kiosk.keyboard.press('Enter')
    await clerk.getByRole('list', { name: '文字消息' }).getByText('我住在松江').waitFor()
    await expect.poll(() => typedAt(clerk).count()).toBe(0)
  })

  test('TALK-1: within 300 ms, a sign at a time, also the other way', async () => {
    const late = await kiosk.evaluateHandle(() => {
      const seen: [string, number][] = []
      new MutationObserver(() => {
        const text = document.querySelector('[data-typed]')?.textContent ?? ''
        seen.push([text, Date.now()])
      }).observe(document.body, { childList: true, subtree: true, characterData: true })
      return seen
    })
    const typed: number[] = []
    for (const sign of '请把身份证拿近') {
      typed.push(Date.now())
      await clerk.getByLabel('发文字给申请人').pressSequentially(sign)
    }
    await typedAt(kiosk).getByText('请把身份证拿近').waitFor()
    const seen = await late.jsonValue()
    const delays = typed.map((at, index) => {
      const upTo = '请把身份证拿近'.slice(0, index + 1)
      return (seen.find(([text]) => text.includes(upTo))?.[1] ?? Number.NaN) - at
    })
    process.stdout.write(`letters seen after ${delays.join(', ')} ms\n`)
    expect(delays.every((ms) => ms >= 0)).toBe(true)
  })

  test('DESK-6, SCREEN-1: one key leads to the line, and on the dark bar under the picture the focus stands out', async () => {
    await clerk.locator('[data-field] input').first().focus()
    await clerk.keyboard.press('Alt+5')
    await expect
      .poll(() => clerk.getByLabel('发文字给申请人').evaluate((box) => box.matches(':focus')))
      .toBe(true)
    const bar = clerk.getByRole('toolbar', { name: '设备' })
    const switches = bar.getByRole('button')
    const count = await switches.count()
    // One that is on looks another way.
    await switches.first().focus()
    await clerk.keyboard.press('Space')
    for (let n = 0; n < count; n += 1) {
      const { isHere, ring } = await switches.nth(n).evaluate((one) => ({
        isHere: one.matches(':focus-visible'),
        ring: getComputedStyle(one).outlineColor.match(/\d+/g)?.map(Number) ?? [0],
      }))
      expect.soft(isHere, `switch ${n}`).toBe(true)
      expect.soft(Math.min(...ring), `switch ${n}`).toBeGreaterThan(200)
      await clerk.keyboard.press('Tab')
    }
    await switches.first().focus()
    await clerk.keyboard.press('Space')
  })

  test('TALK-4: turned off, what was seen goes; sent, the line is there', async () => {
    await clerk.getByRole('button', { name: /^逐字显示/ }).click()
    await expect.poll(() => typedAt(kiosk).count(), patience).toBe(0)
    await clerk.getByLabel('发文字给申请人').press('Enter')
    await kiosk.getByRole('list').getByText('请把身份证拿近').waitFor()
  })

  test('TALK-8, TALK-10: the clerk hands a PDF over; it comes to the front and opens in the kiosk’s own page', async () => {
    await kiosk.getByRole('button', { name: /^申请表|^表格/ }).click()
    await clerk.setInputFiles('input[aria-label="发文件"]', {
      name: '办事指南.pdf',
      mimeType: 'application/pdf',
      buffer: pagedPdf(2),
    })
    await kiosk.getByRole('button', { name: '打开 办事指南.pdf' }).click()
    const dialog = kiosk.getByRole('dialog', { name: '办事指南.pdf' })
    await dialog.getByText('第 1 页，共 2 页').waitFor()
    /** Share of the page that is ink. */
    const ink = () =>
      dialog.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
        const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
        let dark = 0
        for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark += 1
        return dark / (data.length / 4)
      })
    // The first page is a quarter black, the second half.
    await expect.poll(ink, patience).toBeCloseTo(0.25, 1)
    await kiosk.screenshot({ path: path.join(pictures, 'talk-pdf-kiosk.png') })
    await dialog.getByRole('button', { name: '下一页' }).click()
    await expect.poll(ink, patience).toBeCloseTo(0.5, 1)
    expect(await dialog.getByRole('link').count()).toBe(0)
    expect(kiosk.context().pages()).toHaveLength(1)
    await dialog.getByRole('button', { name: '关闭' }).click()
    await look(kiosk, 'talk-chat-kiosk')
  })

  test('TALK-10: pages that are scans are seen, and no policy is loosened for them', async () => {
    const complaints: string[] = []
    kiosk.on('console', (line) => {
      if (/Content Security Policy|wasm/i.test(line.text())) complaints.push(line.text())
    })
    await clerk.setInputFiles('input[aria-label="发文件"]', {
      name: '扫描件.pdf',
      mimeType: 'application/pdf',
      buffer: scannedPdf(),
    })
    await kiosk.getByRole('button', { name: '打开 扫描件.pdf' }).click()
    const dialog = kiosk.getByRole('dialog', { name: '扫描件.pdf' })
    /** How bright the page is in the middle, 0 to 255. */
    const brightness = () =>
      dialog
        .locator('canvas')
        .evaluate(
          (canvas: HTMLCanvasElement) =>
            canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[0] ?? -1,
        )
    for (const [page, wanted] of [0, 0, 128].entries()) {
      await dialog.getByText(`第 ${page + 1} 页，共 3 页`).waitFor()
      await expect.poll(async () => Math.abs((await brightness()) - wanted), patience).toBeLessThan(3)
      await dialog.getByRole('button', { name: '下一页' }).click()
    }
    await dialog.getByRole('button', { name: '关闭' }).click()
    expect(complaints).toEqual([])
  })

  test('TALK-6, TALK-10: the kiosk takes a picture and sends it; the clerk opens it and may keep it', async () => {
    await kiosk.getByRole('button', { name: '拍照发送' }).click()
    await kiosk.getByRole('button', { name: '拍摄', exact: true }).click()
    const use = kiosk.getByRole('button', { name: '用这张' })
    await use.waitFor()
    // A press right after another in the same place counts as a shaking hand's (SCREEN-4): it is pressed again.
    const pressUse = async (): Promise<boolean> => {
      await use.click({ timeout: 1_000 }).catch(() => undefined)
      return use.isVisible()
    }
    await expect.poll(pressUse, patience).toBe(false)
    await clerk.getByRole('button', { name: '打开 照片.jpg' }).click()
    const dialog = clerk.getByRole('dialog', { name: '照片.jpg' })
    const width = () =>
      dialog
        .getByRole('img')
        .evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))
    await expect.poll(width, patience).toBeGreaterThan(300)
    await clerk.screenshot({ path: path.join(pictures, 'talk-picture-clerk.png') })
    expect(await dialog.getByRole('link', { name: '保存到本机' }).getAttribute('download')).toBe('照片.jpg')
    await dialog.getByRole('button', { name: '关闭' }).click()
  })

  test('TALK-6: what is no picture is refused in words, and the talk goes on', async () => {
    await clerk.setInputFiles('input[aria-label="发文件"]', {
      name: '表.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('MZ a program'),
    })
    await clerk.getByRole('alert').filter({ hasText: '文件' }).waitFor()
    await look(clerk, 'talk-refused-clerk')
  })

  test('nothing on these screens keeps anybody out', () => {
    expect(barriers).toEqual([])
  })
}, 90_000)
