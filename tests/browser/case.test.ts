import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { pdf } from '../serving/picture.ts'
import { callFrom, courier, endCall, handIn } from '../serving/walk.ts'
import { openBrowser } from './chromium.ts'
import { openLooking } from './looking.ts'
import { openPage, openPhone, signIn } from './people.ts'

/** From the reviewer's desk to the applicant's phone and back, as three people see it. */
describe('a case to its end', () => {
  let desk: TestDesk
  let browser: Browser
  let reviewer: Page
  let applicant: Page
  let certificate: { reference: string; code: string }
  let parcel: { reference: string; code: string }
  let second: { reference: string; code: string }
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    const [kiosk, lin] = await Promise.all([desk.kiosk(), desk.staff('clerk', 'lin')])
    const begin = async (item: string, delivery: DeliveryWish) => {
      const call = await callFrom(kiosk, lin, item)
      const key = await handIn(call, delivery)
      await endCall(call)
      return key
    }
    certificate = await begin('medical-elsewhere', { method: 'electronic' })
    parcel = await begin('company-establishment', courier)
    second = await begin('medical-elsewhere', { method: 'electronic' })
    ;[reviewer, applicant] = await Promise.all([openPage(browser, [1366, 768]), openPhone(browser)])
    await signIn(reviewer, `${desk.url}/reviewer`, 'wu')
  })
  afterAll(async () => {
    await browser.close()
    await desk.close()
  })

  const open = (page: Page, { reference, code }: { reference: string; code: string }) =>
    page.goto(`${desk.url}/progress#${reference}.${code}`)
  const choose = ({ reference }: { reference: string }) =>
    reviewer.getByRole('button', { name: new RegExp(reference) }).click()
  const press = (name: string) => reviewer.getByRole('button', { name, exact: true }).click()
  const toApproved = async (): Promise<void> => {
    await press('受理')
    await press('确认受理')
    await press('转交承办部门')
    await reviewer.getByRole('textbox', { name: '承办部门' }).fill('登记审批科')
    await press('确认转交')
    await press('开始办理')
    await reviewer.getByRole('dialog').getByRole('button', { name: '开始办理' }).click()
    await press('审批通过')
    await press('确认通过')
    await reviewer.getByRole('button', { name: '发出结果', exact: true }).waitFor()
  }

  test('CASE-17: the reviewer takes a case through its steps and sees where it went and who did what', async () => {
    await choose(certificate)
    await look(reviewer, 'reviewer-case')
    await toApproved()
    await reviewer.getByText('承办：登记审批科').first().waitFor()
    await reviewer.getByRole('tab', { name: '办理经过' }).click()
    await reviewer.getByText('林晓雯 8').waitFor()
    await reviewer.getByText('至 登记审批科').waitFor()
    await look(reviewer, 'reviewer-history')
  })

  test('CASE-18: the reviewer uploads the certificate and hands it over; a file that acts is refused in words', async () => {
    await press('发出结果')
    const dialog = reviewer.getByRole('dialog')
    const upload = (text: string) =>
      dialog
        .locator('input[type=file]')
        .setInputFiles({ name: '备案凭证.pdf', mimeType: 'application/pdf', buffer: Buffer.from(text) })
    await upload(pdf().toString().replace('/Root', '/OpenAction 5 0 R /Root'))
    await dialog.getByRole('button', { name: '确认发出' }).click()
    await dialog.getByText('这个 PDF 带有脚本').waitFor()
    await look(reviewer, 'reviewer-issue')
    await upload(pdf().toString())
    await dialog.getByRole('button', { name: '确认发出' }).click()
    await reviewer.getByRole('link', { name: '打开电子证照' }).waitFor()
    await look(reviewer, 'reviewer-issued')
  })

  test('CASE-18, CASE-11: the applicant downloads it with reference and code, and reads who worked on it', async () => {
    await open(applicant, certificate)
    await applicant.getByText('登记审批科').first().waitFor()
    await applicant.getByText('窗口人员 林晓雯，工号 8').waitFor()
    await look(applicant, 'progress-issued')
    const saved = applicant.waitForEvent('download')
    await applicant.getByRole('button', { name: '下载电子证照' }).click()
    const download = await saved
    expect(download.suggestedFilename()).toBe('备案凭证.pdf')
    expect((await readFile(await download.path())).equals(pdf())).toBe(true)
  })

  test('CASE-10: a low rating reaches the supervisor and the reviewer, and somebody closes it', async () => {
    await applicant.getByText('不满意', { exact: true }).click()
    await applicant.getByRole('textbox', { name: /哪里不满意/ }).fill('跑了两趟才办成')
    await look(applicant, 'progress-rating')
    await applicant.getByRole('button', { name: '提交评价' }).click()
    await applicant.getByText('您的评价：不满意').waitFor()
    await reviewer.getByText('跑了两趟才办成').waitFor()
    await reviewer.getByRole('button', { name: '差评待回访 1 件' }).click()
    await look(reviewer, 'reviewer-low-rating')
    const supervisor = await openPage(browser, [1920, 1080])
    await signIn(supervisor, `${desk.url}/supervisor`, 'shen')
    await supervisor.getByRole('button', { name: '差评待回访 1 件' }).click()
    await look(supervisor, 'supervisor-low-ratings')
    await supervisor.getByRole('textbox', { name: '回访和整改情况' }).fill('已致歉，材料清单已改')
    await supervisor.getByRole('button', { name: '登记回访' }).click()
    await supervisor.getByText('没有待回访的差评').waitFor()
    await reviewer.getByText('已致歉，材料清单已改').first().waitFor()
    await supervisor.context().close()
  })

  test('CASE-7: a parcel is noted as delivered; at 1920 × 1080 everything stands in its place', async () => {
    await reviewer.setViewportSize({ width: 1920, height: 1080 })
    await reviewer.reload()
    await choose(parcel)
    await toApproved()
    await press('发出结果')
    await reviewer.getByRole('textbox', { name: '快递单号' }).fill('ea 1234 5678 9cn')
    await look(reviewer, 'reviewer-issue-courier')
    await press('确认发出')
    await press('登记已送达 快递')
    await reviewer
      .getByText(/已送达/)
      .first()
      .waitFor()
    await look(reviewer, 'reviewer-delivered')
  })

  test('CASE-12: the applicant takes a case back, asked about once more', async () => {
    const tall = await openPage(browser, [1080, 1920])
    await open(tall, second)
    await tall.getByText('已收到您的申请').waitFor()
    await look(tall, 'progress-open')
    await tall.getByRole('button', { name: '撤回申请' }).click()
    await look(tall, 'progress-withdraw')
    await tall.getByRole('button', { name: '不撤回，继续办理' }).click()
    await tall.getByRole('button', { name: '撤回申请' }).click()
    await tall.getByRole('button', { name: '确定撤回' }).click()
    await tall.getByRole('heading', { name: '确定要撤回申请吗？' }).waitFor({ state: 'hidden' })
    await tall.getByText('申请已撤回').waitFor()
    expect(await tall.getByRole('button', { name: '撤回申请' }).count()).toBe(0)
    await look(tall, 'progress-withdrawn')
    await tall.context().close()
  })

  test('SCREEN-7: nothing on any of these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 180_000)
