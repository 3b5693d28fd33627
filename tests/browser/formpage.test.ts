import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './chromium.ts'
import { openGallery, openShelf, soon } from './gallery.ts'
import type { Gallery, Size } from './gallery.ts'

/* The pages of a form under real fingers, as applicant and clerk have them; without a server. */

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

const open = (query: string, size: Size): Promise<Page> => openShelf(browser, gallery.origin, query, size)

describe('fields', () => {
  test('FORM-19: wrong characters never appear; dates are typed as on paper and padded', async () => {
    const page = await open('shelf=fields&surface=kiosk', 'kiosk')
    const capital = page.getByLabel('注册资本')
    await capital.fill('１２x3.50.')
    expect(await capital.inputValue()).toBe('123.50')
    const birth = page.getByRole('group', { name: '出生日期' })
    await birth.getByLabel('月').fill('12')
    await birth.getByLabel('日').fill('5')
    await capital.focus()
    await expect.poll(() => birth.getByLabel('日').inputValue(), soon).toBe('05')
    expect(await birth.getByLabel('年').inputValue()).toBe('1956')
  })

  test('choices are answered by arrow keys', async () => {
    const page = await open('shelf=fields&surface=desk', 'desk')
    const kinds = page.getByRole('radiogroup', { name: '企业类型' })
    await kinds.getByLabel('有限责任公司').focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => kinds.getByLabel('个人独资企业').isChecked(), soon).toBe(true)
  })

  test('SCREEN-8: half-written Chinese is not sent; the finished word is', async () => {
    const page = await open('shelf=form&surface=kiosk', 'kiosk')
    const name = page.getByLabel('企业名称')
    await name.fill('')
    await name.focus()
    const keyboard = await page.context().newCDPSession(page)
    await keyboard.send('Input.imeSetComposition', { text: 'yuan', selectionStart: 4, selectionEnd: 4 })
    expect(await name.inputValue()).toBe('yuan')
    // The sample shows whose hand the value is from as soon as it is sent; half-written it is not.
    expect(await page.locator('[data-field="field-company/name"]').getByText('本人').count()).toBe(0)
    await keyboard.send('Input.insertText', { text: '远山' })
    await expect.poll(() => name.inputValue(), soon).toBe('远山')
    await page.locator('[data-field="field-company/name"]').getByText('本人').waitFor()
  })
})

test('SCREEN-8: a late echo of one’s own typing takes no letter back', async () => {
  const page = await open('shelf=fields&surface=desk', 'desk')
  const field = page.getByLabel('回声慢的一项')
  await field.focus()
  const seen: string[] = []
  for (const letter of 'abcdefgh') {
    await page.keyboard.press(letter, { delay: 150 })
    seen.push(await field.inputValue())
  }
  expect(seen).toEqual([...'abcdefgh'].map((_, index) => 'abcdefgh'.slice(0, index + 1)))
})

describe('the form', () => {
  test('FORM-8: a field in the other hand says so and cannot be written', async () => {
    const page = await open('shelf=form&surface=kiosk', 'kiosk')
    const address = page.getByLabel('住所')
    expect(await address.isEditable()).toBe(false)
    await page.getByText('窗口人员正在填写').waitFor()
  })

  test('FORM-12: what is sensitive is masked for the clerk, and its applicant has the button to show it', async () => {
    const clerk = await open('shelf=form&side=clerk&surface=desk', 'desk')
    expect(await clerk.getByLabel('身份证号码').inputValue()).toContain('*')
    expect(await clerk.getByLabel('身份证号码').isEditable()).toBe(false)
    const applicant = await open('shelf=form&surface=kiosk', 'kiosk')
    await applicant.getByRole('button', { name: '给窗口人员看' }).click()
    await applicant.getByText('窗口人员可以看到这一项').waitFor()
  })

  test('FORM-15: what the clerk wrote is confirmed by one press', async () => {
    const page = await open('shelf=form&surface=phone', 'phone')
    await page.getByRole('button', { name: '全部确认无误' }).click()
    await expect.poll(() => page.getByText('请核对窗口人员填写的内容').count(), soon).toBe(0)
  })

  test('FORM-14: rows are added with the cursor in them, and removed only after a question', async () => {
    const page = await open('shelf=form&surface=kiosk', 'kiosk')
    await page.getByRole('button', { name: '添加股东' }).click()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.id))
      .toBe('field-shareholders/n3/name')
    expect(await page.getByRole('button', { name: '添加股东' }).getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('button', { name: '删除股东 3' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await expect.poll(() => page.getByRole('button', { name: /^删除股东/ }).count(), soon).toBe(2)
  })

  test('FORM-4: fields come and go with the answers they depend on', async () => {
    const page = await open('shelf=form&surface=phone', 'phone')
    await expect.poll(() => page.getByLabel('注册资本').count(), soon).toBe(1)
    await page.getByLabel('个人独资企业').check()
    await expect.poll(() => page.getByLabel('注册资本').count(), soon).toBe(0)
  })

  test('the clerk points at a field by one key; the applicant sees it glow and hears its name', async () => {
    const clerk = await open('shelf=form&side=clerk&surface=desk', 'desk')
    await clerk.getByLabel('企业名称').focus()
    await clerk.keyboard.press('Alt+p')
    await expect.poll(() => clerk.locator('.glow').getByLabel('企业名称').count(), soon).toBe(1)
    const applicant = await open('shelf=form&surface=kiosk', 'kiosk')
    await expect.poll(() => applicant.locator('.glow').getByLabel('注册资本').count(), soon).toBe(1)
    await applicant
      .getByRole('alert')
      .filter({ hasText: '请您看这一项：注册资本' })
      .waitFor({ state: 'attached' })
  })
})
