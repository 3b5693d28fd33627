import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { keepFailures } from './looking.ts'
import { openCall, openPage, patience } from './people.ts'
import { showPapersAndFace } from './steps.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** A document is judged on its small print: what is kept comes from the camera, not out of the call. */
describe('stills taken in the call', () => {
  let desk: TestDesk
  let browser: Browser
  let kiosk: Page
  let clerk: Page

  const received = (): Promise<number> =>
    clerk
      .getByLabel('申请人的画面')
      .evaluate((video) => (video instanceof HTMLVideoElement ? video.videoWidth : 0))

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[kiosk, clerk] = await Promise.all([openPage(browser, [1080, 1920]), openPage(browser, [1366, 768])])
    await kiosk.addInitScript(() => {
      const Plain = RTCPeerConnection
      const opened: RTCPeerConnection[] = []
      Object.assign(window, { opened })
      window.RTCPeerConnection = class extends Plain {
        constructor(setting?: RTCConfiguration) {
          super(setting)
          opened.push(this)
        }
      }
    })
    await openCall(clerk, kiosk, desk)
  })
  keepFailures(() => ({ kiosk, clerk }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  test('IDENT-2, RECORD-6: over a weak line the clerk sees a small picture; the stills have all that the camera gives', async () => {
    // The line of this call carries a quarter of each picture.
    await kiosk.evaluate(async () => {
      const opened: readonly RTCPeerConnection[] = Reflect.get(window, 'opened')
      for (const sender of opened.flatMap((connection) => connection.getSenders())) {
        if (sender.track?.kind !== 'video') continue
        const parameters = sender.getParameters()
        for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = 4
        await sender.setParameters(parameters)
      }
    })
    await expect.poll(received, patience).toBeLessThanOrEqual(320)
    await showPapersAndFace(clerk, kiosk, ['证件正面照片', '本人面部照片'])

    const camera = await kiosk.getByLabel('您自己的画面').evaluate((video): Size => {
      const stream = video instanceof HTMLVideoElement ? video.srcObject : null
      const settings = stream instanceof MediaStream ? stream.getVideoTracks()[0]?.getSettings() : undefined
      return { width: settings?.width ?? 0, height: settings?.height ?? 0 }
    })
    expect(camera).toEqual({ width: 1280, height: 720 })
    const shown = clerk.locator('img[src^="/files/clerk/"]')
    await expect.poll(() => shown.count(), patience).toBe(2)
    const sizes = await shown.evaluateAll((images): Promise<Size[]> =>
      Promise.all(
        images.map(async (image) => {
          if (!(image instanceof HTMLImageElement)) throw new Error('this is no picture')
          await image.decode()
          return { width: image.naturalWidth, height: image.naturalHeight }
        }),
      ),
    )
    expect(sizes).toEqual([camera, camera])
    expect(await received()).toBeLessThanOrEqual(320)
  })

  test('RECORD-6: that the clerk looked at each still stands in the record', async () => {
    const looks = async (): Promise<number> => {
      const found = desk.db.selectFrom('event').select('id').distinct()
      return (await found.where('kind', '=', 'file').where('name', '=', 'looked').execute()).length
    }
    await expect.poll(looks, patience).toBe(2)
  })
}, 90_000)
