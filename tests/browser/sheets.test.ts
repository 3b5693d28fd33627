import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { medicalItem } from '@farwindow/shared/catalogue/medical/item.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { valueOf } from '../pure/outcome.ts'
import { openBrowser } from './chromium.ts'
import { keepFailures, openLooking } from './looking.ts'
import { callBetween, openPage, openPhone } from './people.ts'

const paper = medicalItem.guide.materials[0]
const page = medicalItem.form.pages[1]
if (paper === undefined || page === undefined) throw new Error('the item has too little for this')

/** The clerk sends parts of the matter; the applicant, at a phone, is led to them. */
describe('sheets in the talk', () => {
  let desk: TestDesk
  let browser: Browser
  let phone: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[phone, clerk] = await Promise.all([openPhone(browser), openPage(browser, [1366, 768])])
    const administrator = await desk.staff('administrator', 'admin')
    const { code } = valueOf(await administrator.ask('visit.invite', {}))
    await callBetween(clerk, desk.url, phone, `${desk.url}/phone#${code}`)
  })
  keepFailures(() => ({ phone, clerk }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  const send = async (name: string, group: string): Promise<void> => {
    await clerk.getByRole('button', { name: '发指南' }).click()
    const dialog = clerk.getByRole('dialog', { name: '发给申请人什么？' })
    if (group === '办事指南') await look(clerk, 'sheets-clerk')
    await dialog.getByRole('region', { name: group }).getByRole('button', { name }).click()
    await dialog.waitFor({ state: 'detached' })
    await clerk.getByRole('list', { name: '文字消息' }).getByText(`${group} · ${name}`).waitFor()
  }

  test('TALK-12: a paper’s rules come before the applicant, opened; one button leads to giving it', async () => {
    await send(paper.name.zh, '材料要求')
    await phone.getByText(paper.picture.zh).waitFor()
    await look(phone, 'sheets-paper-phone')
    await phone.getByRole('button', { name: '去交这份材料' }).click()
    await phone.getByRole('heading', { name: paper.name.zh }).first().waitFor()
  })

  test('TALK-12: a page of the form leads to that page', async () => {
    await send(page.title.zh, '申请表')
    await look(phone, 'sheets-page-phone')
    await phone.getByRole('button', { name: '去填这一页' }).click()
    await phone.getByRole('heading', { name: page.title.zh }).waitFor()
  })

  test('TALK-12: the guide opens within the page, in the language the applicant reads', async () => {
    await phone.getByRole('button', { name: 'English' }).first().click()
    await send(medicalItem.name.zh, '办事指南')
    await phone.getByText(medicalItem.guide.whoMayApply.en).first().waitFor()
    await look(phone, 'sheets-guide-phone')
    // Others were sent before it: it is this one that is before the eyes, without a touch.
    const open = phone.getByRole('button', { name: 'Open the guide' })
    await expect.poll(async () => (await open.boundingBox())?.y ?? 9_999).toBeLessThan(780)
    await open.click()
    const guide = phone.getByRole('dialog', { name: medicalItem.name.en })
    await guide.getByText(paper.name.en).first().waitFor()
    await look(phone, 'sheets-guide-open-phone')
    await guide.getByRole('button', { name: 'Close' }).click()
    expect(phone.context().pages()).toHaveLength(1)
    expect(barriers).toEqual([])
  })
}, 90_000)
