import type { Browser, Page } from 'playwright-core'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { fakeDevices, openBrowser } from './chromium.ts'
import { keepFailures, pictures } from './looking.ts'
import { openCall, openPage, patience, seesAndHears } from './people.ts'

/* Cameras and microphones are changed in a call. Chromium has three cameras here, of which the middle one is for depth only; pulling one out is played to the page. */

describe('devices in a call', () => {
  let desk: TestDesk
  let browser: Browser
  let applicant: Page
  let clerk: Page

  beforeAll(async () => {
    desk = await openDesk()
    browser = await openBrowser([fakeDevices(3)])
    applicant = await openPage(browser, [1080, 1920])
    clerk = await openPage(browser, [1366, 768])
    // The page's own tracks, so that the test can pull one out.
    await clerk.addInitScript(() => {
      const taken: MediaStreamTrack[] = []
      Object.assign(window, { taken, broken: '' })
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const id: unknown = Reflect.get(Object(Reflect.get(Object(wanted?.video), 'deviceId')), 'exact')
        if (id === Reflect.get(window, 'broken')) throw new DOMException('in use', 'NotReadableError')
        const stream = await ask(wanted)
        taken.push(...stream.getTracks())
        return stream
      }
    })
    await openCall(clerk, applicant, desk)
  })
  keepFailures(() => ({ clerk }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  const choices = () => clerk.getByRole('radiogroup', { name: '摄像头' }).getByRole('radio')
  const used = (): Promise<string | undefined> =>
    clerk.evaluate(() => {
      const { taken } = window as unknown as { taken: MediaStreamTrack[] }
      return taken.findLast((track) => track.kind === 'video' && track.readyState === 'live')?.label
    })
  /** The clerk's devices of this kind, in the order they are offered. */
  const idsOf = (kind: MediaDeviceKind): Promise<string[]> =>
    clerk.evaluate(
      async (wanted) =>
        (await navigator.mediaDevices.enumerateDevices())
          .filter((device) => device.kind === wanted)
          .map(({ deviceId }) => deviceId),
      kind,
    )
  const sent = async (): Promise<readonly string[]> => {
    const { holding } = await desk.media.inventory()
    return holding.flatMap(({ producers }) => producers.map(({ id }) => id)).toSorted()
  }

  test('MEDIA-32: another camera is chosen in the call; the other side sees it without a new stream', async () => {
    await seesAndHears(applicant, clerk)
    const [before, streams] = [await used(), await sent()]
    await clerk.getByRole('toolbar', { name: '设备' }).getByRole('button', { name: '设备' }).click()
    await expect.poll(() => choices().count(), patience).toBe(3)
    await choices().last().click({ force: true })
    await expect.poll(used, patience).not.toBe(before)
    await clerk.screenshot({ path: path.join(pictures, 'choice-clerk.png') })
    await clerk.getByRole('button', { name: '选好了' }).click()
    await seesAndHears(applicant)
    expect(await sent()).toEqual(streams)
  })

  test('MEDIA-32: a camera that cannot be used is said to be, and the former one goes on', async () => {
    const before = await used()
    await clerk.getByRole('toolbar', { name: '设备' }).getByRole('button', { name: '设备' }).click()
    await expect.poll(() => choices().count(), patience).toBe(3)
    const other = choices().first()
    const [broken] = await idsOf('videoinput')
    await clerk.evaluate((id) => Object.assign(window, { broken: id }), broken)
    await other.click({ force: true })
    await clerk.getByText('摄像头正被别的程序使用').waitFor()
    expect(await used()).toBe(before)
    await expect.poll(() => choices().last().isChecked(), patience).toBe(true)
    await clerk.getByRole('button', { name: '选好了' }).click()
    await seesAndHears(applicant)
  })

  test('MEDIA-32: another speaker is chosen, and the other side is heard from there', async () => {
    const speakerOf = () =>
      clerk.getByLabel('申请人的画面').evaluate((video) => (video as HTMLVideoElement).sinkId)
    expect(await speakerOf()).toBe('')
    await clerk.getByRole('toolbar', { name: '设备' }).getByRole('button', { name: '设备' }).click()
    const speakers = clerk.getByRole('radiogroup', { name: '扬声器' }).getByRole('radio')
    const chosen = (await idsOf('audiooutput')).at(-1)
    await speakers.last().click({ force: true })
    await expect.poll(speakerOf, patience).toBe(chosen)
    await clerk.getByRole('button', { name: '选好了' }).click()
  })

  test('MEDIA-32: a camera that is pulled out is replaced by the other one, and its name is said', async () => {
    const before = await used()
    await clerk.evaluate(() => {
      const { taken } = window as unknown as { taken: MediaStreamTrack[] }
      const camera = taken.findLast((track) => track.kind === 'video' && track.readyState === 'live')
      camera?.stop()
      // What Chromium does when the device itself goes; `stop` alone is silent.
      camera?.dispatchEvent(new Event('ended'))
    })
    await clerk.getByText('原来的摄像头断开了，已改用').waitFor()
    // By default a browser takes the first one: not the one that is gone.
    expect(await used()).not.toBe(before)
    await clerk.getByText(`原来的摄像头断开了，已改用“${await used()}”`).waitFor()
    await seesAndHears(applicant)
  })
}, 90_000)
