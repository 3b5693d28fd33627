import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openRecogniser } from '../lab/recogniser.ts'
import type { ScriptedRecogniser } from '../lab/recogniser.ts'
import { brokenWords, outOfSight, overlaps, scrolledFor } from './insight.ts'
import { openKioskCall } from './kioskcall.ts'
import type { KioskCall } from './kioskcall.ts'
import { keepFailures, openLooking } from './looking.ts'
import { interpreterJoins, patience, seesAndHears, turnPage } from './people.ts'

/** A kiosk’s call with all there may be on one screen: recorded, captioned, in large type, in English, with a guest. */
describe('a crowded call at a kiosk', () => {
  let lab: ScriptedRecogniser
  let call: KioskCall
  let kiosk: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    lab = await openRecogniser()
    call = await openKioskCall({ captionsUrl: lab.url, screen: [1920, 1080] })
    ;({ kiosk, clerk } = call)
  })
  keepFailures(() => ({ kiosk, clerk }))
  afterAll(async () => {
    await call?.close()
    await lab?.close()
  })

  const turnLanguage = (): Promise<void> => turnPage(kiosk, 'lang')
  const turnType = (): Promise<void> => turnPage(kiosk, 'data-care')
  const sectionsAbove = () =>
    kiosk.getByRole('region', { name: /^(正在共享|What is shared|录音录像|Recording)$/ })
  const switches = () => kiosk.getByRole('group', { name: /^(视频办理|Video call)$/ }).getByRole('button')
  const buttonsIn = (name: RegExp) => kiosk.getByRole('button', { name })

  /** Turns through both languages and types, lying and standing; back at Chinese in the usual type, lying. */
  const throughAll = async (name: string, see: (where: string) => Promise<void>): Promise<void> => {
    const turns = [
      ['zh', turnType],
      ['zh-large', turnLanguage],
      ['en-large', turnType],
      ['en', turnLanguage],
    ] as const
    for (const [how, turn] of turns) {
      for (const [lies, size] of [
        ['standing', { width: 1080, height: 1920 }],
        ['lying', { width: 1920, height: 1080 }],
      ] as const) {
        await kiosk.setViewportSize(size)
        // What is narrowest is looked at; the rest is only measured.
        if (how === 'en-large') await look(kiosk, `crowded-${name}-${how}-${lies}`)
        await see(`${how} ${lies}`)
      }
      await turn()
    }
  }

  test('SCREEN-11: recorded and captioned, nothing one acts with is scrolled for', async () => {
    await seesAndHears(kiosk)
    await buttonsIn(/^字幕$/).click()
    await expect.poll(() => lab.voices.length, patience).toBe(2)
    await clerk.getByRole('button', { name: '询问是否同意录制' }).click()
    await buttonsIn(/^同意录制/).click()
    await kiosk.getByText('本次通话正在录音录像').waitFor()
    await throughAll('recorded', async (where) => {
      const wanted = [
        ...(await sectionsAbove().getByRole('button').all()),
        ...(await switches().all()),
        ...(await buttonsIn(/^(不同意|同意，开始核验|I agree, begin|I do not agree)$/).all()),
      ]
      expect.soft(wanted.length, where).toBe(9)
      expect.soft(await outOfSight(wanted), where).toEqual([])
      expect.soft(await brokenWords(kiosk), where).toEqual([])
      const picture = await kiosk.getByLabel(/^(窗口人员的画面|The clerk’s picture)$/).boundingBox()
      expect.soft(picture?.height, where).toBeGreaterThan(300)
    })
    expect(barriers).toEqual([])
  })

  test('SCREEN-11: the line to the clerk stays in sight, however much was said', async () => {
    for (const line of ['请您看一看', '这是办事指南', '有不明白的请写在这里', '我等您'])
      for (const again of ['', '，请再看一遍']) {
        await clerk.getByLabel('发文字给申请人').fill(`${line}${again}`)
        await clerk.getByLabel('发文字给申请人').press('Enter')
      }
    await buttonsIn(/^文字/).click()
    await kiosk.getByText('我等您，请再看一遍').first().waitFor()
    await throughAll('talk', async (where) => {
      const wanted = [kiosk.getByRole('textbox'), buttonsIn(/^(发送|Send)$/), ...(await switches().all())]
      expect.soft(await outOfSight(wanted), where).toEqual([])
    })
    expect(barriers).toEqual([])
  })

  test('SCREEN-11, SCREEN-12, GUEST-11: beside an interpreter nothing lies over a name, a face or hands', async () => {
    const guest = await interpreterJoins({ clerk, applicant: kiosk }, call.browser, call.desk.url)
    onTestFinished(() => guest.context().close())
    await guest.getByRole('button', { name: '同意录我' }).click()
    const hands = kiosk.getByLabel(/^(赵老师的画面|Picture of 赵老师)$/)
    await hands.waitFor()
    await throughAll('interpreter', async (where) => {
      const figure = kiosk.locator('figure', { has: hands })
      const boxes = { hands, name: figure.locator('figcaption') }
      expect.soft(await overlaps(boxes), where).toEqual([])
      const own = kiosk.getByLabel(/^(您自己的画面|Your own picture)$/)
      const time = kiosk.getByRole('timer', { name: /^(通话时长|Duration of the call)$/ })
      expect.soft(await overlaps({ own, time }), where).toEqual([])
      expect.soft(await outOfSight(await switches().all()), where).toEqual([])
      expect.soft(await brokenWords(kiosk), where).toEqual([])
    })
    await look(guest, 'crowded-guest-zh')
    await guest.getByRole('button', { name: '大字' }).click()
    await look(guest, 'crowded-guest-zh-large')
    await guest.locator('header button[lang]').click()
    await look(guest, 'crowded-guest-en-large')
    expect(await outOfSight([guest.getByRole('button', { name: 'Leave' })])).toEqual([])
    await guest.getByRole('button', { name: 'Normal' }).click()
    await look(guest, 'crowded-guest-en')
    await look(clerk, 'crowded-clerk-1366')
    const bar = clerk.getByRole('toolbar', { name: '设备' }).getByRole('button')
    expect(await outOfSight(await bar.all())).toEqual([])
    await clerk.locator('header button[lang]').click()
    await look(clerk, 'crowded-clerk-1366-en')
    await clerk.locator('header button[lang]').click()
    // A screen that is shown takes its room from everybody's.
    await clerk.evaluate(() => {
      const canvas = document.createElement('canvas')
      const pen = canvas.getContext('2d')
      setInterval(() => pen?.fillRect(0, 0, 1 + 99 * Math.random(), 50), 100)
      navigator.mediaDevices.getDisplayMedia = async () => canvas.captureStream(10)
    })
    await clerk.getByRole('button', { name: '共享屏幕' }).click()
    await clerk.getByRole('button', { name: '停止共享' }).first().waitFor()
    for (const name of ['crowded-clerk-1366-shows', 'crowded-clerk-1366-shows-en']) {
      await look(clerk, name)
      const seen = [
        ...(await clerk.getByRole('button', { name: /^(停止共享|Stop sharing)$/ }).all()),
        clerk.getByRole('region', { name: /^(对方看到的您的屏幕|Your screen as the other side sees it)$/ }),
        clerk.getByRole('figure').filter({ hasText: '赵老师' }),
        ...(await bar.all()),
      ]
      expect(await outOfSight(seen)).toEqual([])
      expect(await scrolledFor(clerk.getByRole('region', { name: /^(视频|Video)$/ }))).toBe(0)
      await clerk.locator('header button[lang]').click()
    }
    expect(barriers).toEqual([])
  })

  test('DESK-4: before the identity check the key for handing in does as little as its button', async () => {
    await clerk.keyboard.press('F10')
    await clerk.keyboard.press('Alt+5')
    await expect
      .poll(() => clerk.getByLabel('发文字给申请人').evaluate((box) => box.matches(':focus')))
      .toBe(true)
    expect(await clerk.getByRole('dialog').count()).toBe(0)
  })
}, 150_000)
