import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRecogniser } from '../lab/recogniser.ts'
import type { ScriptedRecogniser } from '../lab/recogniser.ts'
import { valueOf } from '../pure/outcome.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { brokenWords, outOfSight, overlaps } from './insight.ts'
import { keepFailures, openLooking } from './looking.ts'
import {
  answer,
  beReady,
  inCall,
  interpreterJoins,
  openPage,
  openPhone,
  patience,
  turnPage,
} from './people.ts'

/** A phone’s call with all there may be on one screen: recorded, captioned, in large type, in English, with a guest. */
describe('a crowded call on a phone', () => {
  let lab: ScriptedRecogniser
  let desk: TestDesk
  let browser: Browser
  let phone: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    lab = await openRecogniser()
    ;[desk, browser] = await Promise.all([openDesk({ captionsUrl: lab.url }), openBrowser()])
    ;[phone, clerk] = await Promise.all([openPhone(browser), openPage(browser, [1366, 768])])
    // As browsers of phones are: none shows a screen.
    await phone.addInitScript(() => Reflect.deleteProperty(MediaDevices.prototype, 'getDisplayMedia'))
    const administrator = await desk.staff('administrator', 'admin')
    const { code } = valueOf(await administrator.ask('visit.invite', {}))
    await phone.goto(`${desk.url}/phone#${code}`)
    await phone.getByRole('button', { name: /异地就医/ }).click()
    await phone.getByRole('button', { name: '现在通话' }).click()
    await phone.getByRole('heading', { name: '先检查一下设备' }).waitFor()
    await phone.getByRole('button', { name: /现在通话|就这样继续通话/ }).click()
    await beReady(clerk, desk.url)
    await answer(clerk)
    await inCall(phone, clerk)
  })
  keepFailures(() => ({ phone, clerk }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
    await lab?.close()
  })

  const turnLanguage = (): Promise<void> => turnPage(phone, 'lang')
  const turnType = (): Promise<void> => turnPage(phone, 'data-care')
  const switches = () => phone.getByRole('group', { name: /^(视频办理|Video call)$/ }).getByRole('button')

  /** Between the switches and the foot, once one has scrolled down to it (px). */
  const roomToFillIn = async (): Promise<number> => {
    await phone.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    const [bar, foot] = await Promise.all([
      phone.getByRole('group', { name: /^(视频办理|Video call)$/ }).boundingBox(),
      phone.locator('footer').boundingBox(),
    ])
    return (foot?.y ?? 0) - (bar?.y ?? 0) - (bar?.height ?? 0)
  }

  /** Turns through both languages and types; back at Chinese in the usual type. */
  const throughAll = async (name: string, see: (where: string) => Promise<void>): Promise<void> => {
    const turns = [
      ['zh', turnType],
      ['zh-large', turnLanguage],
      ['en-large', turnType],
      ['en', turnLanguage],
    ] as const
    for (const [how, turn] of turns) {
      await phone.evaluate(() => window.scrollTo(0, 0))
      // What is narrowest is looked at; the rest is only measured.
      if (how.endsWith('large')) await look(phone, `crowded-phone-${name}-${how}`)
      await see(how)
      await turn()
    }
  }

  test('SCREEN-11: recorded and captioned, the switches of a call are whole on the screen', async () => {
    await phone.getByRole('button', { name: /^字幕$/ }).click()
    await expect.poll(() => lab.voices.length, patience).toBe(2)
    await clerk.getByRole('button', { name: '询问是否同意录制' }).click()
    await phone.getByRole('dialog').waitFor()
    const answers = phone.getByRole('dialog').getByRole('button')
    await look(phone, 'crowded-phone-question')
    expect(await outOfSight(await answers.all())).toEqual([])
    await phone.getByRole('button', { name: /^同意录制/ }).click()
    await phone.getByText('正在录音录像', { exact: true }).waitFor()
    lab.voices
      .at(-1)
      ?.answer({ type: 'partial', text: '请把您的身份证正面对准摄像头，再把社保卡也拿过来，好不好？' })
    await throughAll('recorded', async (where) => {
      expect.soft(await outOfSight(await switches().all()), where).toEqual([])
      expect.soft(await brokenWords(phone), where).toEqual([])
    })
    expect(barriers).toEqual([])
  })

  test('SCREEN-11, SCREEN-12: beside an interpreter, too, and nothing lies over hands', async () => {
    const guest = await interpreterJoins({ clerk, applicant: phone }, browser, desk.url)
    await guest.getByRole('button', { name: '同意录我' }).click()
    const hands = phone.getByLabel(/^(赵老师的画面|Picture of 赵老师)$/)
    await hands.waitFor()
    await throughAll('interpreter', async (where) => {
      const name = phone.locator('figure', { has: hands }).locator('figcaption')
      expect.soft(await overlaps({ hands, name }), where).toEqual([])
      expect.soft(await outOfSight(await switches().all()), where).toEqual([])
      expect.soft((await hands.boundingBox())?.height, where).toBeGreaterThan(95)
      expect.soft(await roomToFillIn(), where).toBeGreaterThanOrEqual(200)
    })
    // What gets the focus comes to rest between the pictures and the foot.
    for (const pane of [/^签名/, /^文字/]) {
      await phone.evaluate(() => window.scrollTo(0, 0))
      await phone.getByRole('button', { name: pane }).focus()
      expect(await outOfSight([phone.getByRole('button', { name: pane })])).toEqual([])
    }
    await phone.getByRole('button', { name: /^文字/ }).click()
    await look(phone, 'crowded-phone-talk')
    await turnType()
    await look(phone, 'crowded-phone-talk-large')
    expect(barriers).toEqual([])
  })
}, 150_000)
