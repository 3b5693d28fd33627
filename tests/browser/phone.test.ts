import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { medicalItem } from '@farwindow/shared/catalogue/medical/item.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { valueOf } from '../pure/outcome.ts'
import { openBrowser } from './chromium.ts'
import { keepFailures, openLooking } from './looking.ts'
import { answer, beReady, inCall, openPhone, openPage, patience, seesAndHears } from './people.ts'
import * as steps from './steps.ts'

/** The same journey from home, with a phone in one hand: nobody stands beside it. */
describe('the first call, by phone', () => {
  let desk: TestDesk
  let browser: Browser
  let phone: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[phone, clerk] = await Promise.all([openPhone(browser), openPage(browser, [1920, 1080])])
  })
  keepFailures(() => ({ phone, clerk }))
  afterAll(async () => {
    await browser.close()
    await desk.close()
  })

  test('VISIT-2: a link with a one-time code lets the phone in; it calls like a kiosk', async () => {
    const administrator = await desk.staff('administrator', 'admin')
    const { code } = valueOf(await administrator.ask('visit.invite', {}))
    await phone.goto(`${desk.url}/phone#${code}`)
    await phone.getByRole('heading', { name: '办什么事？' }).waitFor()
    expect(phone.url()).not.toContain(code)
    await look(phone, 'phone-start')
    await phone.getByRole('button', { name: /异地就医/ }).click()
    await phone.getByRole('heading', { name: '请准备这些材料' }).waitFor()
    // On this phone both are allowed already: they are looked at while one reads, without a question.
    await phone.getByText('摄像头和麦克风可以使用').waitFor()
    await look(phone, 'phone-guide')
    await phone.getByRole('button', { name: '现在通话' }).click()
    await phone.getByRole('heading', { name: '先检查一下设备' }).waitFor()
    await look(phone, 'phone-check')
    await phone.getByRole('button', { name: /现在通话|就这样继续通话/ }).click()
    await phone.getByRole('button', { name: '不等了' }).waitFor()
    await phone.getByText('您排在第', { exact: true }).waitFor()
    await look(phone, 'phone-waiting')
    await beReady(clerk, desk.url)
    await answer(clerk)
    await inCall(phone, clerk)
    await seesAndHears(phone, clerk)
    await look(phone, 'phone-call')
  })

  test('SCREEN-10: the back gesture asks before it ends a call, and the call goes on', async () => {
    await phone.goBack()
    const question = phone.getByRole('dialog')
    await question.waitFor()
    await look(phone, 'phone-back')
    await phone.keyboard.press('Escape')
    await question.waitFor({ state: 'hidden' })
    await inCall(phone, clerk)
  })

  test('what is written in the chat is there on the other side, and the box is empty for the next line', async () => {
    await phone.getByRole('button', { name: /^文字/ }).click()
    const box = phone.getByRole('textbox')
    await box.fill('您好，听得见吗')
    await phone.keyboard.press('Enter')
    await clerk.getByText('您好，听得见吗').waitFor()
    await expect.poll(() => box.inputValue(), patience).toBe('')
    await look(phone, 'phone-chat')
  })

  test('IDENT-2: at a phone both sides of the document, two cues and a question are asked for', async () => {
    await phone
      .getByRole('button', { name: /^(核验|身份)/ })
      .first()
      .click()
    await steps.showPapersAndFace(clerk, phone, ['证件正面照片', '证件背面照片', '本人面部照片'])
    await steps.answerCue(clerk)
    expect(await clerk.getByRole('button', { name: '核验通过' }).isEnabled()).toBe(false)
    await steps.answerCue(clerk)
    await clerk.getByLabel('问了什么').selectOption({ label: '住址' })
    await clerk.getByRole('button', { name: '回答满意' }).click()
    await clerk.getByRole('button', { name: '核验通过' }).click()
    await clerk.getByText('核验已通过').waitFor()
  })

  test('form, papers and signature with one thumb; the receipt and the case', async () => {
    await steps.fillInForm(phone, medicalItem.form)
    await look(phone, 'phone-form')
    await steps.handOverPapers(phone, clerk, await clerk.screenshot())
    await look(phone, 'phone-papers')
    await steps.acceptPapers(clerk)
    await steps.drawSignature(phone)
    await look(phone, 'phone-sign')
    await steps.sign(phone, clerk)
    await clerk.keyboard.press('F10')
    await steps.handIn(clerk, desk)
    const { reference, code } = await steps.readReceipt(phone)
    expect([reference.length, code.length]).toEqual([14, 9])
    await look(phone, 'phone-end')
    const [progress] = await Promise.all([
      phone.context().waitForEvent('page'),
      phone.getByRole('link', { name: /打开进度页面/ }).click(),
    ])
    await progress.getByText(reference).first().waitFor()
    await progress.close()
    await phone.getByRole('button', { name: '办完了，清除屏幕' }).click()
    await phone.getByRole('link', { name: '查看办件进度' }).waitFor()
    expect(await phone.content()).not.toContain(steps.idNumber)
    await look(phone, 'phone-over')
  })

  test('SCREEN-7: nothing on any of these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 240_000)
