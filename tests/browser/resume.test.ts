import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRelay } from '../lab/relay.ts'
import type { Relay } from '../lab/relay.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { exampleAnswers, giveAnswer } from './answers.ts'
import { medicalItem } from '@farwindow/shared/catalogue/medical/item.ts'
import { openBrowser } from './chromium.ts'
import { control, pageOfForm, showForm } from './forms.ts'
import { keepFailures } from './looking.ts'
import { callBetween, kioskAt, openPage, patience } from './people.ts'

const stay = medicalItem.form.pages.find(({ id }) => id === 'stay')?.title.zh ?? ''
const missed = { 'stay/province': '上海市', 'stay/city': '松江区', 'stay/address': '人民北路1250号' }

/** The line of a kiosk is cut while the clerk goes on working. */
describe('what a page missed', () => {
  let desk: TestDesk
  let browser: Browser
  let road: Relay
  let kiosk: Page
  let clerk: Page
  /** What the kiosk's page has asked since it was cut. */
  let asked: string[] = []

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    const port = Number(new URL(desk.url).port)
    // Only the words go over this road: pictures and sound have their own way.
    road = await openRelay({ at: '127.0.0.2', to: '127.0.0.1', tcp: [port], udp: [] })
    ;[kiosk, clerk] = await Promise.all([openPage(browser, [1080, 1920]), openPage(browser, [1366, 768])])
    kiosk.on('websocket', (line) =>
      line.on('framesent', ({ payload }) => {
        const name = /"ask",\{"name":"([\w.]+)"/.exec(String(payload))?.[1]
        if (name !== undefined) asked.push(name)
      }),
    )
    await callBetween(clerk, desk.url, kiosk, await kioskAt(`http://127.0.0.2:${port}`, desk.desk))
    await showForm(kiosk, clerk)
    for (const one of exampleAnswers(medicalItem.form).filter(({ page }) => page === 'insured'))
      await giveAnswer(kiosk, one)
    for (const page of [kiosk, clerk]) await pageOfForm(page, stay).click()
    const [kind] = exampleAnswers(medicalItem.form).filter((one) => one.path === 'stay/kind')
    if (kind !== undefined) await giveAnswer(kiosk, kind)
    await control(clerk, 'stay/province').waitFor()
  })
  keepFailures(() => ({ kiosk, clerk }))
  afterAll(async () => {
    await browser?.close()
    await road?.close()
    await desk?.close()
  })

  test('LINK-2, FORM-24: the page catches up on every notice it missed, without a reload and without asking anew', async () => {
    await kiosk.evaluate(() => Object.assign(window, { sameDocument: true }))
    road.cut()
    await kiosk.getByText('网络断开了，正在自动重连。').first().waitFor()
    asked = []
    for (const [field, value] of Object.entries(missed)) {
      await control(clerk, field).click()
      await control(clerk, field).fill(value)
    }
    await clerk.getByRole('textbox', { name: '发文字给申请人' }).fill('我先帮您填好地址')
    await clerk.keyboard.press('Enter')
    await clerk.getByText('我先帮您填好地址').waitFor()
    for (const field of Object.keys(missed)) expect(await control(kiosk, field).inputValue()).toBe('')

    road.heal()
    for (const [field, value] of Object.entries(missed))
      await expect.poll(() => control(kiosk, field).inputValue(), patience).toBe(value)
    await kiosk.getByText('网络断开了').first().waitFor({ state: 'hidden' })
    await kiosk.getByRole('button', { name: /^文字/ }).click()
    await kiosk.getByText('我先帮您填好地址').first().waitFor()
    expect(await kiosk.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true)
    // Of its media, and of their way, a page asks each time: they are nobody's record.
    const ofMedia = ['media.current', 'direct.current']
    expect(asked.filter((name) => name.endsWith('.current') && !ofMedia.includes(name))).toEqual([])
  })
}, 90_000)
