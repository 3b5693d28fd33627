import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openRecogniser } from '../lab/recogniser.ts'
import type { ScriptedRecogniser } from '../lab/recogniser.ts'
import type { TestDesk } from '../serving/desk.ts'
import { outOfSight } from './insight.ts'
import { openKioskCall } from './kioskcall.ts'
import type { KioskCall } from './kioskcall.ts'
import { openLooking } from './looking.ts'
import { movingVideos } from './moving.ts'
import { openPage, openPhone, patience, signIn } from './people.ts'

/**
 * Resolves when so many streams have each come to the disk in so many of the seconds the host tells of: how much that
 * is depends on how busy the machine that makes the pictures is.
 */
const grown = (desk: TestDesk, seconds: number, streams = 4): Promise<void> =>
  new Promise((resolve) => {
    const last = new Map<string, number>()
    const grew = new Map<string, number>()
    const stop = desk.media.listen((event) => {
      if (event.type !== 'recording' || event.paused) return
      for (const { producerId, bytes } of event.streams) {
        if (bytes > (last.get(producerId) ?? bytes)) grew.set(producerId, (grew.get(producerId) ?? 0) + 1)
        last.set(producerId, bytes)
      }
      if ([...grew.values()].filter((often) => often >= seconds).length < streams) return
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
  let lab: ScriptedRecogniser
  let call: KioskCall
  let desk: TestDesk
  let browser: Browser
  let kiosk: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    lab = await openRecogniser()
    call = await openKioskCall({ captionsUrl: lab.url })
    ;({ desk, browser, kiosk, clerk } = call)
  })
  afterAll(async () => {
    await call?.close()
    await lab?.close()
  })

  /** Somebody says this; the words are a script, whose they are is known by the voice. */
  const says = (text: string): void => lab.voices.at(-1)?.answer({ type: 'final', text })
  const captioned = async (): Promise<number> =>
    (await desk.db.selectFrom('event').select('n').where('name', '=', 'captioned').execute()).length

  const told = (page: Page, words: string) =>
    page.getByRole('region', { name: '录音录像' }).getByText(words, { exact: true })

  test('RECORDING-55: while nothing is recorded and captions are kept, the applicant reads just that', async () => {
    await kiosk.getByText('不录音录像。').waitFor()
    await kiosk.getByRole('button', { name: '字幕' }).click()
    await expect.poll(() => lab.voices.length, patience).toBe(2)
    await kiosk.getByText('不录音录像，但说的话会转成字幕文字存档。').waitFor()
    says('还没有开始录')
    await expect.poll(captioned, patience).toBe(1)
  })

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
    await expect.poll(() => kiosk.getByText('不录音录像').count(), patience).toBe(0)
    await look(kiosk, 'recording-kiosk')
    await look(clerk, 'recording-clerk')
    await grown(desk, 3)
    says('请把身份证正面对准摄像头')
    await expect.poll(captioned, patience).toBe(2)
  })

  test('RECORDING-22, RECORDING-55: the applicant lets it rest with a reason, the clerk sees which, and it goes on', async () => {
    await kiosk.getByRole('button', { name: '暂停录音录像' }).click()
    await look(kiosk, 'recording-rest')
    await kiosk.getByRole('dialog').getByRole('button', { name: '说私事' }).click()
    // Captions go on, and that is said.
    await told(kiosk, '已暂停录制；说的话仍转成字幕文字存档').waitFor()
    await look(kiosk, 'recording-kiosk-rest')
    says('卡的密码是六个八')
    await expect.poll(captioned, patience).toBe(3)
    await told(clerk, '申请人已暂停录制：说私事').waitFor()
    expect(await clerk.getByRole('button', { name: '继续录制' }).count()).toBe(0)
    await clerk.getByLabel('发文字给申请人').fill('请慢慢来')
    await clerk.getByLabel('发文字给申请人').press('Enter')
    await look(clerk, 'recording-clerk-rest')
    await kiosk.getByRole('button', { name: '继续录音录像' }).click()
    for (const page of [kiosk, clerk]) await told(page, '本次通话正在录音录像').waitFor()
    await grown(desk, 5)
  })

  test('RECORDING-51: a helper who comes is asked on the own page, in words that say what is kept; the bar then says so', async () => {
    await clerk.getByRole('button', { name: '请人加入' }).click()
    await clerk.getByRole('button', { name: '帮办代办员' }).click()
    const code = await clerk.getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/).innerText()
    await clerk.getByRole('button', { name: '完成' }).click()
    const helper = await openPhone(browser)
    onTestFinished(() => helper.context().close())
    await helper.goto(`${desk.url}/guest#${code}`)
    await helper.getByLabel('您的姓名').fill('王姐')
    await helper.getByRole('button', { name: '加入通话' }).click()
    await kiosk.getByRole('button', { name: '可以，请进来' }).click()
    const question = helper.getByRole('alertdialog', { name: '这次通话正在录音录像，可以录下您吗？' })
    await question.getByText('保存 5 年').waitFor()
    await look(helper, 'recording-guest-question')
    await question.getByRole('button', { name: '不录我，继续参加' }).click()
    await helper.getByText('通话正在录制，没有录您').waitFor()
    await clerk.getByText('没有录：王姐（本人不同意）').waitFor()
    await look(clerk, 'recording-clerk-guest')
    await helper.getByRole('button', { name: '改为同意录我' }).click()
    await helper.getByText('正在录音录像，包括您').waitFor()
    await look(helper, 'recording-guest-phone')
    const agreedAt = performance.now()
    await grown(desk, 5, 6)
    process.stdout.write(
      `the helper is on the disk ${(performance.now() - agreedAt).toFixed(0)} ms after the yes\n`,
    )
    await kiosk.setViewportSize({ width: 1920, height: 1080 })
    await look(kiosk, 'recording-kiosk-lying')
    await kiosk.setViewportSize({ width: 1080, height: 1920 })
  })

  test('RECORDING-28: the clerk plays what has just been recorded, during the wrap-up', async () => {
    await clerk.getByRole('button', { name: '挂断' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '挂断' }).click()
    await clerk.getByRole('heading', { name: '通话已结束' }).waitFor()
    const own = clerk.getByRole('region', { name: '刚才的录像' })
    // It takes a moment to be put together.
    await expect
      .poll(
        async () => {
          const button = own.getByRole('button', { name: '回看录像' })
          if ((await button.count()) > 0) await button.click()
          return own.getByRole('slider', { name: '播放位置' }).count()
        },
        { ...patience, interval: 1_000 },
      )
      .toBe(1)
    await look(clerk, 'recording-clerk-own')
  })

  test('RECORDING-28, RECORDING-29, RECORDING-52, SCREEN-12: the supervisor plays all faces in step with sound, sees the pause, and goes to what happened', async () => {
    const supervisor = await openPage(browser, [1366, 768])
    await signIn(supervisor, `${desk.url}/supervisor`, 'shen')
    await supervisor.getByRole('button', { name: '录像' }).click()
    await supervisor.getByRole('button', { name: '播放', exact: true }).click()
    const player = supervisor.getByRole('region', { name: '播放器' })
    await player.getByRole('img', { name: '暂停录制：说私事' }).waitFor()
    const moving = async (): Promise<number> =>
      (await movingVideos(supervisor)).filter(({ frames, width }) => frames >= 5 && width >= 160).length
    const slider = player.getByRole('slider', { name: '播放位置' })
    const play = player.getByRole('button', { name: '播放', exact: true })
    /** Plays from there; what is some seconds further by now, or has come to its end, from there again. */
    const playFrom = async (at: number): Promise<void> => {
      const isOver = await play.isVisible()
      if (!isOver && Number(await slider.inputValue()) < at + 4_000) return
      await slider.fill(String(at))
      if (await play.isVisible()) await play.click()
    }
    /** So many faces move from there on. */
    const moveFrom = async (at: number, faces: number): Promise<void> => {
      await slider.fill(String(at))
      const movingNow = async (): Promise<number> => {
        await playFrom(at)
        return moving()
      }
      await expect.poll(movingNow, patience).toBe(faces)
    }
    await moveFrom(0, 2)
    await look(supervisor, 'recording-player')
    await player.getByRole('button', { name: '请把身份证正面对准摄像头' }).click()
    await player.locator('[data-captions]').getByText('请把身份证正面对准摄像头').waitFor()
    // What was said before the consent, and while it rested, is not part of it (RECORDING-53).
    for (const line of ['还没有开始录', '卡的密码是六个八'])
      expect(await player.getByText(line).count()).toBe(0)
    await look(supervisor, 'recording-player-captions')
    // Also where one has gone down to what was done last.
    for (const place of [player, player.getByRole('heading', { name: '通话经过' })]) {
      await place.scrollIntoViewIfNeeded()
      const wanted = [slider, player.locator('[data-captions]'), ...(await player.getByRole('figure').all())]
      expect(wanted).toHaveLength(5)
      expect(await outOfSight(wanted)).toEqual([])
    }
    // The helper came last.
    await moveFrom(Number(await slider.getAttribute('max')) - 4_000, 3)
    await player.getByRole('figure', { name: '王姐（帮办代办员）' }).waitFor()
    await look(supervisor, 'recording-player-guest')
    // From the beginning again: the fake microphone beeps each second.
    await moveFrom(0, 2)
    const loudest = async (): Promise<number> => {
      await playFrom(0)
      return loudestPlayed(supervisor)
    }
    await expect.poll(loudest, patience).toBeGreaterThan(0.02)
    const apart = async (): Promise<number> => {
      await playFrom(0)
      return supervisor.evaluate(
        () => [...document.querySelectorAll('video')].filter((video) => !video.paused).length,
      )
    }
    await expect.poll(apart, patience).toBeGreaterThanOrEqual(4)
    await player.getByRole('button', { name: /发文字/ }).click()
    await expect.poll(() => player.getByRole('timer').innerText(), patience).not.toMatch(/^0:00 \//)
    await supervisor.context().close()
  })

  test('SCREEN-7: nothing on these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
  // Six streams have to come to the disk: beside other work that took most of two minutes.
}, 240_000)
