import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { keepFailures, openLooking } from './looking.ts'
import {
  answer,
  beReady,
  callFromKiosk,
  inCall,
  openPage,
  openPhone,
  patience,
  seesAndHears,
} from './people.ts'

/** Somebody does not want to stand before the kiosk until it is their turn, and goes on with the phone. */
describe('from the kiosk to one’s own phone', () => {
  let desk: TestDesk
  let browser: Browser
  let kiosk: Page
  let phone: Page
  let clerk: Page
  let link = ''
  const { look, barriers } = openLooking()

  const visits = async () =>
    desk.db.selectFrom('subject').select(['id', 'phase']).where('kind', '=', 'visit').execute()

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[kiosk, phone, clerk] = await Promise.all([
      openPage(browser, [1080, 1920]),
      openPhone(browser),
      openPage(browser, [1366, 768]),
    ])
    await callFromKiosk(kiosk, desk.url, desk)
    await kiosk.getByText('您排在第', { exact: true }).waitFor()
  })
  keepFailures(() => ({ kiosk, phone, clerk }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  test('VISIT-2: the kiosk shows a code to scan and the same to type; closing it changes nothing', async () => {
    await kiosk.getByRole('button', { name: /换到手机上继续/ }).click()
    const dialog = kiosk.getByRole('dialog', { name: '换到手机上继续' })
    await dialog.getByRole('img', { name: '二维码：在手机上继续办理' }).waitFor()
    const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(await dialog.innerText())?.[0]
    expect(code).toBeDefined()
    expect(await dialog.innerText()).toContain(`${desk.url}/phone`)
    link = `${desk.url}/phone#${code}`
    await look(kiosk, 'kiosk-handover')
    await dialog.getByRole('button', { name: '关闭' }).click()
    await kiosk.getByText('您排在第', { exact: true }).waitFor()
  })

  test('VISIT-2, VISIT-1: the phone goes on in the same place of the queue; the kiosk says so and knows nothing any more', async () => {
    const before = await visits()
    expect(before).toEqual([{ id: expect.any(String), phase: 'waiting' }])
    await phone.goto(link)
    await phone.getByText('您排在第', { exact: true }).waitFor()
    await look(phone, 'phone-handover')
    await kiosk.getByText('已经转到您的手机上继续办理，这里的内容已清除。').waitFor()
    await kiosk.getByRole('heading', { name: '办什么事？' }).waitFor()
    await look(kiosk, 'kiosk-handed-over')
    expect(await visits()).toEqual(before)
  })

  test('VISIT-2: whoever opens the link after that is refused in words, and the phone stays', async () => {
    const other = await openPhone(browser)
    await other.goto(link)
    await other.getByRole('heading', { name: '开始办理' }).waitFor()
    await other.getByText('这个号码不对、已经用过或已过期，请重新获取。').waitFor()
    await look(other, 'phone-link-used')
    await other.context().close()
    // The phone itself may open its own link again.
    await phone.goto('about:blank')
    await phone.goto(link)
    await phone.getByText('您排在第', { exact: true }).waitFor()
  })

  test('VISIT-2: the call comes to the phone, with picture and sound; the kiosk is free for the next person', async () => {
    await beReady(clerk, desk.url)
    await answer(clerk)
    await inCall(phone, clerk)
    await seesAndHears(phone, clerk)
    await clerk.getByText('手机', { exact: false }).first().waitFor()
    await kiosk.getByRole('button', { name: /异地就医/ }).click()
    await kiosk.getByRole('heading', { name: '请准备这些材料' }).waitFor()
    await expect.poll(visits, patience).toHaveLength(2)
  })

  test('SCREEN-7: nothing on any of these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 90_000)
