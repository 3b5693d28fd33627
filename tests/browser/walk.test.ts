import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationCode } from '@farwindow/server/demonstration.ts'
import { medicalItem } from '@farwindow/shared/catalogue/medical/item.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { exampleAnswers } from './answers.ts'
import { openBrowser } from './chromium.ts'
import { keepFailures, openLooking, pictures } from './looking.ts'
import { beReady, inCall, openPage, patience, seesAndHears, servedVisit, signIn } from './people.ts'
import * as steps from './steps.ts'

/** The whole first call, as three people live it; each step builds on the one before. */
describe('the first call', () => {
  let desk: TestDesk
  let browser: Browser
  let kiosk: Page
  let clerk: Page
  let supervisor: Page
  const { look, barriers } = openLooking()
  let receipt = { reference: '', code: '' }

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[kiosk, clerk, supervisor] = await Promise.all([
      openPage(browser, [1080, 1920]),
      openPage(browser, [1366, 768]),
      openPage(browser, [1920, 1080]),
    ])
  })
  keepFailures(() => ({ kiosk, clerk, supervisor }))
  afterAll(async () => {
    await browser.close()
    await desk.close()
  })

  test('the kiosk is enrolled by its code; the applicant chooses, reads, checks the devices and waits', async () => {
    await kiosk.goto(`${desk.url}/kiosk#${await demonstrationCode(desk.desk.house)}`)
    await kiosk.getByRole('heading', { name: '办什么事？' }).waitFor()
    await look(kiosk, 'kiosk-start')
    await kiosk.getByRole('button', { name: /异地就医/ }).click()
    await kiosk.getByRole('heading', { name: '请准备这些材料' }).waitFor()
    await look(kiosk, 'kiosk-guide')
    await kiosk.getByRole('button', { name: '现在通话' }).click()
    await kiosk.getByRole('heading', { name: '先检查一下设备' }).waitFor()
    // What the network is like is said, whatever it is on this machine.
    await kiosk
      .getByText(/^(网络很好|可以通话|网络有些慢|网络不太稳|声音会正常)/)
      .first()
      .waitFor()
    await look(kiosk, 'kiosk-check')
    await kiosk.getByRole('button', { name: '现在通话' }).click()
    await kiosk.getByRole('button', { name: '不等了' }).waitFor()
    await kiosk.getByText('您排在第', { exact: true }).waitFor()
    await look(kiosk, 'kiosk-waiting')
  })

  test('the clerk signs in and gets ready; it rings; the supervisor sees who waits', async () => {
    await signIn(supervisor, `${desk.url}/supervisor`, 'shen')
    await supervisor.getByText('正在等候').or(supervisor.getByText('等候')).first().waitFor()
    await beReady(clerk, desk.url)
    await clerk.getByRole('alertdialog', { name: '来电' }).waitFor()
    await look(clerk, 'clerk-ringing')
  })

  test('MEDIA: answered by one key, both see moving pictures and hear each other', async () => {
    await clerk.keyboard.press('Enter')
    await inCall(kiosk, clerk)
    await seesAndHears(kiosk, clerk)
    await look(kiosk, 'kiosk-call')
    await look(clerk, 'clerk-call')
    await look(supervisor, 'wallboard')
  })

  test('IDENT-7: the clerk checks who it is; accepting is closed until every step is done', async () => {
    await steps.showPapersAndFace(clerk, kiosk, ['证件正面照片', '本人面部照片'])
    expect(await clerk.getByRole('button', { name: '核验通过' }).isEnabled()).toBe(false)
    await steps.answerCue(clerk, () => kiosk.screenshot({ path: path.join(pictures, 'kiosk-cue.png') }))
    await clerk.getByRole('button', { name: '核验通过' }).click()
    await clerk.getByText('核验已通过').waitFor()
    await look(clerk, 'clerk-identity')
  })

  test('FORM-7: what one types, the other sees; values are the same on both sides and in the database', async () => {
    await clerk.keyboard.press('F6')
    await steps.fillInForm(kiosk, medicalItem.form)
    await look(kiosk, 'kiosk-form')
    const visitId = await servedVisit(desk)
    const stored = async () => {
      const row = await desk.db
        .selectFrom('subject')
        .select('state')
        .where('kind', '=', 'form')
        .where('id', '=', visitId)
        .executeTakeFirstOrThrow()
      return JSON.stringify(row.state)
    }
    const typed = exampleAnswers(medicalItem.form).filter(
      ({ field, value }) => field.control === 'text' && field.sensitive !== true && typeof value === 'string',
    )
    expect(typed.length).toBeGreaterThan(2)
    for (const { path: field, value, page } of typed) {
      const title = medicalItem.form.pages.find((one) => one.id === page)?.title.zh ?? ''
      await clerk.getByRole('navigation', { name: '表格目录' }).getByRole('button', { name: title }).click()
      await expect.poll(() => clerk.locator(`[id="field-${field}"]`).inputValue(), patience).toBe(value)
      await expect.poll(stored, patience).toContain(JSON.stringify(value))
    }
    await look(clerk, 'clerk-form')
  })

  test('papers are handed over and judged; the applicant signs', async () => {
    await steps.handOverPapers(kiosk, clerk, await clerk.screenshot())
    await look(kiosk, 'kiosk-papers')
    await steps.acceptPapers(clerk)
    await steps.drawSignature(kiosk)
    await look(kiosk, 'kiosk-sign')
    await steps.sign(kiosk, clerk)
  })

  test('the case is handed in; the applicant gets the receipt; the call ends', async () => {
    await clerk.keyboard.press('F10')
    await look(clerk, 'clerk-submit')
    await steps.handIn(clerk, desk)
    receipt = await steps.readReceipt(kiosk)
    expect(receipt).toEqual({
      reference: expect.stringMatching(/^.{14}$/),
      code: expect.stringMatching(/^.{9}$/),
    })
    await look(kiosk, 'kiosk-end')
  })

  test('CASE-9: whoever has reference and code finds the case on the progress page', async () => {
    const anyone = await openPage(browser, [390, 844])
    await anyone.goto(`${desk.url}/progress#${receipt.reference}.${receipt.code}`)
    await anyone.getByText(receipt.reference).first().waitFor()
    await anyone.getByText(medicalItem.name.zh).first().waitFor()
    await look(anyone, 'progress')
    await anyone.context().close()
  })

  test('VISIT-1: ending wipes the kiosk; the next person finds nothing', async () => {
    await kiosk.getByRole('button', { name: '结束并清除' }).click()
    await kiosk.getByRole('dialog').getByRole('button', { name: '结束并清除' }).click()
    await kiosk.getByRole('heading', { name: '办什么事？' }).waitFor()
    expect(await kiosk.locator('body').innerText()).not.toContain(receipt.reference)
    expect(await kiosk.content()).not.toContain(steps.idNumber)
  })

  test('SCREEN-7: nothing on any of these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 240_000)
