import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { openLooking } from './looking.ts'
import { movingVideos } from './moving.ts'
import { answer, beReady, callFromKiosk, inCall, openPage, patience, signIn } from './people.ts'

/** Resolves when so much more of both pictures, and some of both voices, has come to the disk. */
const grown = (desk: TestDesk, pictureBytes: number): Promise<void> =>
  new Promise((resolve) => {
    const first = new Map<string, number>()
    const stop = desk.media.listen((event) => {
      if (event.type !== 'recording' || event.paused) return
      for (const { producerId, bytes: now } of event.streams)
        if (!first.has(producerId)) first.set(producerId, now)
      const wanted = (source: string): number => (source === 'camera' ? pictureBytes : 2_000)
      const all = event.streams.every(
        (each) => each.bytes - (first.get(each.producerId) ?? 0) > wanted(each.source),
      )
      if (event.streams.length < 4 || !all) return
      stop()
      resolve()
    })
    onTestFinished(stop)
  })

/** The loudest sample of what the page plays from files, within three seconds. */
const loudestPlayed = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const context = new AudioContext()
    await context.resume()
    const analysers = [...document.querySelectorAll('video')].flatMap((video) => {
      // Chromium's; the sound of a file as it is played.
      const { captureStream } = video as HTMLVideoElement & { captureStream?: () => MediaStream }
      const stream = captureStream?.call(video)
      if (stream === undefined || stream.getAudioTracks().length === 0) return []
      const analyser = context.createAnalyser()
      context.createMediaStreamSource(stream).connect(analyser)
      return [analyser]
    })
    let loudest = 0
    const until = performance.now() + 3_000
    while (performance.now() < until) {
      for (const analyser of analysers) {
        const samples = new Float32Array(analyser.fftSize)
        analyser.getFloatTimeDomainData(samples)
        for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample))
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await context.close()
    return loudest
  })

describe('a call that is recorded', () => {
  let desk: TestDesk
  let browser: Browser
  let kiosk: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[kiosk, clerk] = await Promise.all([openPage(browser, [1080, 1920]), openPage(browser, [1366, 768])])
    await callFromKiosk(kiosk, desk.url, desk)
    await beReady(clerk, desk.url)
    await answer(clerk)
    await inCall(kiosk, clerk)
  })
  afterAll(async () => {
    await browser.close()
    await desk.close()
  })

  const told = (page: Page, words: string) =>
    page.getByRole('region', { name: '录音录像' }).getByText(words, { exact: true })

  test('RECORDING-23: the question says what is kept, how long, for whom, and that a no does no harm; then both see it', async () => {
    await clerk.getByRole('button', { name: '询问是否同意录制' }).click()
    const question = kiosk.getByRole('dialog', { name: '可以把这次通话录下来吗？' })
    await question.getByText('保存 5 年').waitFor()
    await question.getByText('不同意也完全没关系').waitFor()
    await look(kiosk, 'recording-question')
    const [no, yes] = await Promise.all(
      [/不同意，照常办理/, /^同意录制/].map((name) => question.getByRole('button', { name }).boundingBox()),
    )
    expect(no?.height).toBe(yes?.height)
    expect(no?.width).toBe(yes?.width)
    await question.getByRole('button', { name: /^同意录制/ }).click()
    for (const page of [kiosk, clerk]) await told(page, '本次通话正在录音录像').waitFor()
    expect(await kiosk.getByText('不录音录像').count()).toBe(0)
    await look(kiosk, 'recording-kiosk')
    await look(clerk, 'recording-clerk')
    await grown(desk, 20_000)
  })

  test('RECORDING-22: the applicant lets it rest with a reason, the clerk sees which, and it goes on', async () => {
    await kiosk.getByRole('button', { name: '暂停录音录像' }).click()
    await look(kiosk, 'recording-rest')
    await kiosk.getByRole('dialog').getByRole('button', { name: '说私事' }).click()
    await told(kiosk, '已暂停录制').waitFor()
    await told(clerk, '申请人已暂停录制：说私事').waitFor()
    expect(await clerk.getByRole('button', { name: '继续录制' }).count()).toBe(0)
    await clerk.getByLabel('发文字给申请人').fill('请慢慢来')
    await clerk.getByLabel('发文字给申请人').press('Enter')
    await look(clerk, 'recording-clerk-rest')
    await kiosk.getByRole('button', { name: '继续录音录像' }).click()
    for (const page of [kiosk, clerk]) await told(page, '本次通话正在录音录像').waitFor()
    await grown(desk, 60_000)
  })

  test('RECORDING-28, RECORDING-29: the supervisor plays both pictures in step with sound, sees the pause, and goes to what happened', async () => {
    await clerk.getByRole('button', { name: '挂断' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '挂断' }).click()
    await clerk.getByRole('heading', { name: '通话已结束' }).waitFor()
    const supervisor = await openPage(browser, [1366, 900])
    await signIn(supervisor, `${desk.url}/supervisor`, 'shen')
    await supervisor.getByRole('button', { name: '录像' }).click()
    await supervisor.getByRole('button', { name: '播放', exact: true }).click()
    const player = supervisor.getByRole('region', { name: '播放器' })
    await player.getByRole('img', { name: '暂停录制：说私事' }).waitFor()
    await player.getByRole('button', { name: '播放', exact: true }).click()
    const moving = async (): Promise<number> =>
      (await movingVideos(supervisor)).filter(({ frames, width }) => frames >= 5 && width >= 160).length
    await expect.poll(moving, patience).toBe(2)
    await look(supervisor, 'recording-player')
    // From the beginning again: the fake microphone beeps each second.
    await player.getByRole('slider', { name: '播放位置' }).fill('0')
    expect(await loudestPlayed(supervisor)).toBeGreaterThan(0.02)
    const apart = await supervisor.evaluate(() => {
      const playing = [...document.querySelectorAll('video')].filter((video) => !video.paused)
      return playing.length
    })
    expect(apart).toBeGreaterThanOrEqual(4)
    await player.getByRole('button', { name: /发文字/ }).click()
    const at = await player.getByRole('timer').innerText()
    expect(at.startsWith('0:00 /')).toBe(false)
    await supervisor.context().close()
  })

  test('SCREEN-7: nothing on these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 120_000)
