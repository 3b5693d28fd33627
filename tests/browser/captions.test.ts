import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRecogniser } from '../lab/recogniser.ts'
import type { ScriptedRecogniser } from '../lab/recogniser.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openKioskCall } from './kioskcall.ts'
import type { KioskCall } from './kioskcall.ts'
import { keepFailures, openLooking, pictures } from './looking.ts'
import { patience, seesAndHears } from './people.ts'

/** Words under the picture: the voices go the real way (browser, media host, recogniser), the words are a script. */
describe('captions in a call', () => {
  let lab: ScriptedRecogniser
  let desk: TestDesk
  let call: KioskCall
  let kiosk: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    lab = await openRecogniser()
    call = await openKioskCall({ captionsUrl: lab.url })
    ;({ desk, kiosk, clerk } = call)
  })
  keepFailures(() => ({ kiosk, clerk }))
  afterAll(async () => {
    await call?.close()
    await lab?.close()
  })

  const bandAt = (page: Page) => page.locator('[data-captions]')
  const keptAt = (page: Page) => page.getByRole('status').filter({ hasText: '正在转写字幕，文字会存档' })
  const faceAt = (page: Page) => page.getByLabel('窗口人员的画面')
  const barAt = (page: Page) => page.getByRole('group', { name: '视频办理' })
  const boxOf = async (at: Locator) =>
    (await at.boundingBox()) ?? { x: Number.NaN, y: Number.NaN, width: Number.NaN, height: Number.NaN }
  /** Both voices say this; which connection is whose does not matter. */
  const both = (message: unknown): void => lab.voices.slice(-2).forEach((voice) => voice.answer(message))

  test('CAPTION-1, CAPTION-2: one turns them on; both voices reach the recogniser as real Opus, fifty packets a second', async () => {
    expect(lab.voices).toHaveLength(0)
    await kiosk.getByRole('button', { name: '字幕' }).click()
    await expect.poll(() => lab.voices.length, patience).toBe(2)
    for (const voice of lab.voices) {
      await expect.poll(() => voice.packets.length, patience).toBeGreaterThan(50)
      // Each packet is 20 ms further on. A browser takes sound in pieces of 10 ms: what a busy machine never took
      // leaves a step of several of those.
      const steps = voice.packets.slice(1).map(({ time }, n) => (time - (voice.packets[n]?.time ?? 0)) >>> 0)
      expect(steps.filter((step) => step % 480 !== 0 || step < 960)).toEqual([])
      expect(steps.filter((step) => step === 960).length).toBeGreaterThan(0.9 * steps.length)
      expect(voice.packets.every(({ bytes }) => bytes > 0 && bytes < 1_000)).toBe(true)
    }
    // Both are told, also the one who did not ask.
    await keptAt(clerk).waitFor()
  })

  test('CAPTION-3, CAPTION-6: words stand under the picture while they are said, and stay when they are final; neither the picture nor a switch moves for them', async () => {
    const places = () => Promise.all([faceAt(kiosk), barAt(kiosk)].map(boxOf))
    // What says that there are captions has its place already.
    await keptAt(kiosk).waitFor()
    const silent = await places()
    const seenAt = kiosk.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const watch = new MutationObserver(() => {
            if (document.querySelector('[data-captions]')?.textContent?.includes('请把身份证') !== true)
              return
            watch.disconnect()
            resolve(Date.now())
          })
          watch.observe(document.body, { childList: true, subtree: true, characterData: true })
        }),
    )
    // The page has to be watching before anything is said.
    await kiosk.evaluate(() => undefined)
    const saidAt = Date.now()
    both({ type: 'partial', text: '请把身份证' })
    process.stdout.write(`a caption is on the screen ${(await seenAt) - saidAt} ms after it came in\n`)
    both({ type: 'final', text: '请把身份证正面对准摄像头' })
    await bandAt(kiosk).getByText('请把身份证正面对准摄像头').first().waitFor()
    expect(await places()).toEqual(silent)
    await look(kiosk, 'captions-kiosk')
    const kept = async (): Promise<string> => {
      const rows = await desk.db.selectFrom('event').select('data').where('name', '=', 'captioned').execute()
      return rows.map(({ data }) => JSON.stringify(data)).join('')
    }
    await expect.poll(kept, patience).toMatch(/"applicant".*"clerk"|"clerk".*"applicant"/)
    // The clerk did not turn them on, and is not shown any.
    expect(await bandAt(clerk).count()).toBe(0)
    await clerk.getByRole('button', { name: '字幕' }).click()
    both({ type: 'partial', text: '好的，这样可以吗' })
    await bandAt(clerk).getByText('好的，这样可以吗').first().waitFor()
    await clerk.screenshot({ path: path.join(pictures, 'captions-clerk.png') })
  })

  test('CAPTION-3: each line says who said it', async () => {
    const sentOf = (): number[] => lab.voices.slice(-2).map(({ packets }) => packets.length)
    /** Which of the two said nothing while the other spoke for half a second; -1: both did, or neither. */
    const silentOne = async (): Promise<number> => {
      const before = sentOf()
      await kiosk.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)))
      const grown = sentOf().map((packets, n) => packets - (before[n] ?? 0))
      return Math.max(...grown) < 20 ? -1 : grown.indexOf(0)
    }
    await kiosk.getByRole('button', { name: '静音', exact: true }).click()
    // Of whoever is muted nothing comes any more: so one knows whose voice is whose.
    let silent = -1
    await expect.poll(async () => (silent = await silentOne()), patience).toBeGreaterThanOrEqual(0)
    await kiosk.getByRole('button', { name: '取消静音' }).click()
    lab.voices.slice(-2)[silent]?.answer({ type: 'partial', text: '我想办异地就医' })
    await bandAt(kiosk)
      .locator('p', { hasText: /^您\s*我想办异地就医$/ })
      .waitFor()
    await bandAt(clerk)
      .locator('p', { hasText: /^申请人\s*我想办异地就医$/ })
      .waitFor()
  })

  test('CAPTION-6: however long, in large type, on a screen that stands or lies: no face and no switch is covered, the last words are seen', async () => {
    const question =
      '请把您的身份证正面对准摄像头，再把社保卡也拿过来，我看一下上面的号码和发卡日期，好不好？'
    const reply = '我的身份证在我女儿那里，她下午才回来，我可以先用社保卡办吗？还是明天上午再来一趟好不好？'
    const see = async (screen: string): Promise<void> => {
      const band = bandAt(kiosk)
      // What is heard to its end comes by way of the database.
      lab.voices.at(-1)?.answer({ type: 'final', text: question })
      await band.getByText(question).last().waitFor()
      lab.voices.at(-2)?.answer({ type: 'partial', text: reply })
      await band.getByText(reply).last().waitFor()
      // At once: what was said goes after some seconds, and a picture of it takes longer where a machine is busy.
      const [face, words, bar] = [await boxOf(faceAt(kiosk)), await boxOf(band), await boxOf(barAt(kiosk))]
      const ends = await band.evaluate((element) => {
        const last = [...element.querySelectorAll('p > span:last-child > span')].at(-1)?.firstChild
        const range = document.createRange()
        if (last instanceof Text) range.setStart(last, last.length - 1)
        if (last instanceof Text) range.setEnd(last, last.length)
        return range.getBoundingClientRect().bottom
      })
      expect.soft(face.height, screen).toBeGreaterThan(300)
      expect.soft(words.y, screen).toBeGreaterThanOrEqual(face.y + face.height)
      expect.soft(bar.y, screen).toBeGreaterThanOrEqual(words.y + words.height)
      expect.soft(ends, screen).toBeLessThanOrEqual(words.y + words.height)
      expect.soft(ends, screen).toBeGreaterThan(words.y)
      await look(kiosk, `captions-long-${screen}`)
    }
    await see('standing')
    await kiosk.setViewportSize({ width: 1920, height: 1080 })
    await see('lying')
    await kiosk.getByRole('button', { name: '大字' }).click()
    await see('lying-large')
    await kiosk.setViewportSize({ width: 1080, height: 1920 })
    await see('standing-large')
    await kiosk.getByRole('button', { name: '标准字' }).click()
  })

  test('CAPTION-4: the recogniser goes away and comes back; the call does not care', async () => {
    await lab.away()
    await kiosk.getByText('字幕暂时中断，正在恢复。通话不受影响。').waitFor()
    await seesAndHears(kiosk)
    await kiosk.screenshot({ path: path.join(pictures, 'captions-paused-kiosk.png') })
    await lab.back()
    await keptAt(kiosk).waitFor()
    both({ type: 'partial', text: '又听见了' })
    await bandAt(kiosk).getByText('又听见了').first().waitFor()
  })

  test('CAPTION-2: turned off by one, the other goes on reading; by both, nothing is transcribed any more', async () => {
    await kiosk.getByRole('button', { name: '字幕' }).click()
    await expect.poll(() => bandAt(kiosk).count(), patience).toBe(0)
    both({ type: 'partial', text: '这句您还看得到' })
    await bandAt(clerk).getByText('这句您还看得到').first().waitFor()
    expect(await bandAt(kiosk).count()).toBe(0)
    await keptAt(kiosk).waitFor()
    await clerk.getByRole('button', { name: '字幕' }).click()
    await expect.poll(() => keptAt(kiosk).count(), patience).toBe(0)
    const sent = () => lab.voices.reduce((sum, { packets }) => sum + packets.length, 0)
    // Nothing grows any more: two counts a beep apart are the same.
    await expect
      .poll(async () => {
        const before = sent()
        await kiosk.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)))
        return sent() - before
      }, patience)
      .toBe(0)
    expect(barriers).toEqual([])
  })
}, 90_000)
