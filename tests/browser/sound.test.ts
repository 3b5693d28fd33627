import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { valueOf } from '../pure/outcome.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { fakeDevices, openBrowser } from './chromium.ts'
import { keepFailures, pictures } from './looking.ts'
import { heard, loudestRemote, movesAgain } from './moving.ts'
import { answer, beReady, inCall, openPhone, patience, seesAndHears } from './people.ts'

/*
 * Somebody calls with their own phone. The second camera is Chromium's own; what only a real phone does is played to
 * the page: a speaker that the microphone hears, a phone call that takes the devices, a browser that keeps sound locked.
 */

/** The page's own microphone hears each note that is played; its tracks and the lock of the sound are in the test's hand. */
const play = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const taken: MediaStreamTrack[] = []
    const hall = { taken, isLoud: true, isLocked: false }
    Object.assign(window, { hall })
    let air: AudioContext | undefined
    let microphone: MediaStreamAudioDestinationNode | undefined
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      const [real] = stream.getAudioTracks()
      if (real !== undefined) {
        air = new AudioContext()
        microphone = air.createMediaStreamDestination()
        air.createMediaStreamSource(new MediaStream([real])).connect(microphone)
        const [mixed] = microphone.stream.getAudioTracks()
        stream.removeTrack(real)
        if (mixed !== undefined) stream.addTrack(mixed)
      }
      taken.push(...stream.getTracks())
      return stream
    }
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (when = 0) {
      start.call(this, when)
      if (air === undefined || microphone === undefined || !hall.isLoud) return
      const again = new OscillatorNode(air, { frequency: this.frequency.value })
      const softer = new GainNode(air, { gain: 0.05 })
      again.connect(softer).connect(microphone)
      const startAt = air.currentTime + Math.max(0, when - this.context.currentTime)
      start.call(again, startAt)
      again.stop(startAt + 0.4)
    }
    const begin = HTMLMediaElement.prototype.play
    HTMLMediaElement.prototype.play = function () {
      return hall.isLocked && !this.muted
        ? Promise.reject(new DOMException('no press yet', 'NotAllowedError'))
        : begin.call(this)
    }
  })

interface Hall {
  readonly taken: readonly MediaStreamTrack[]
  isLoud: boolean
  isLocked: boolean
}

describe('sound and devices of one’s own phone', () => {
  let desk: TestDesk
  let browser: Browser
  let phone: Page
  let clerk: Page

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser([fakeDevices(3)])])
    clerk = await browser.newPage({
      viewport: { width: 1366, height: 768 },
      permissions: ['camera', 'microphone'],
    })
    await beReady(clerk, desk.url)
    phone = await openPhone(browser)
    await play(phone)
    const { code } = valueOf(await (await desk.staff('clerk', 'chen')).ask('visit.invite', {}))
    await phone.goto(`${desk.url}/phone#${code}`)
    await phone.getByRole('button', { name: /异地就医/ }).click()
    await phone.getByRole('button', { name: '现在通话' }).click()
    await phone.getByRole('heading', { name: '先检查一下设备' }).waitFor()
  })
  keepFailures(() => ({ phone, clerk }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  const camera = (): Promise<string | undefined> =>
    phone.evaluate(() => {
      const { taken } = Reflect.get(window, 'hall') as Hall
      return taken.findLast(({ kind, readyState }) => kind === 'video' && readyState === 'live')?.label
    })
  const echo = () => phone.getByText('麦克风听到了扬声器的声音')

  test('MEDIA-33: a microphone that hears the speaker is found while the sound is tried, and one that does not is not', async () => {
    await phone.getByRole('button', { name: '播放声音' }).click()
    await phone.getByRole('button', { name: '听到了', exact: true }).waitFor()
    await echo().waitFor()
    await phone.screenshot({ path: path.join(pictures, 'phone-echo.png'), fullPage: true })
    await phone.evaluate(() => Object.assign(Reflect.get(window, 'hall'), { isLoud: false }))
    await phone.getByRole('button', { name: '再播放一次' }).click()
    await echo().waitFor({ state: 'detached' })
    await phone.getByRole('button', { name: '听到了', exact: true }).click()
  })

  test('MEDIA-34: one press takes the next camera, also in the call, and it is used again after the page was loaded anew', async () => {
    const first = await camera()
    await phone.getByRole('button', { name: '换摄像头' }).click()
    await expect.poll(camera, patience).not.toBe(first)
    await phone.getByRole('button', { name: /现在通话|就这样继续通话/ }).click()
    await answer(clerk)
    await inCall(phone, clerk)
    const inUse = await camera()
    await phone.getByRole('button', { name: '换摄像头' }).click()
    await expect.poll(camera, patience).not.toBe(inUse)
    await phone.screenshot({ path: path.join(pictures, 'phone-call-cameras.png') })
    const chosen = await camera()
    await seesAndHears(clerk)
    await phone.reload()
    await inCall(phone)
    await expect.poll(camera, patience).toBe(chosen)
    await seesAndHears(clerk)
  })

  test('MEDIA-35: a phone call takes the devices: both sides read it, and one press brings them back', async () => {
    await phone.evaluate(() => {
      const { taken } = Reflect.get(window, 'hall') as Hall
      for (const track of taken.filter(({ readyState }) => readyState === 'live')) {
        // What Safari does while a phone call is taken: no script can.
        Object.defineProperty(track, 'muted', { value: true, configurable: true })
        track.dispatchEvent(new Event('mute'))
      }
    })
    await phone.getByText('手机来电占用了声音').waitFor()
    await clerk.getByText('申请人的手机正在接电话，声音暂停').waitFor()
    await clerk.screenshot({ path: path.join(pictures, 'clerk-phone-call.png') })
    await phone.screenshot({ path: path.join(pictures, 'phone-phone-call.png') })
    await phone.getByRole('button', { name: '继续通话' }).click()
    await phone.getByText('手机来电占用了声音').waitFor({ state: 'detached' })
    await clerk.getByText('申请人的手机正在接电话').first().waitFor({ state: 'detached' })
    await seesAndHears(clerk)
  })

  test('MEDIA-36: where the browser keeps sound locked the picture plays, and one press lets it be heard', async () => {
    await phone.addInitScript(() => Object.assign(Reflect.get(window, 'hall'), { isLocked: true }))
    await phone.reload()
    await phone.getByRole('button', { name: '打开声音' }).waitFor()
    await phone.screenshot({ path: path.join(pictures, 'phone-sound-locked.png') })
    const muted = () =>
      phone.getByLabel('窗口人员的画面').evaluate((video) => (video as HTMLVideoElement).muted)
    await expect.poll(muted, patience).toBe(true)
    await movesAgain(phone, '窗口人员的画面')
    await phone.evaluate(() => Object.assign(Reflect.get(window, 'hall'), { isLocked: false }))
    await phone.getByRole('button', { name: '打开声音' }).click()
    await phone.getByRole('button', { name: '打开声音' }).waitFor({ state: 'detached' })
    await expect.poll(muted, patience).toBe(false)
    await expect.poll(() => loudestRemote(phone), patience).toBeGreaterThan(heard)
  })
}, 120_000)
