import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Program } from '../serving/programs.ts'
import { gaps, openDirectCall } from '../browser/directcall.ts'
import type { DirectCall } from '../browser/directcall.ts'
import { storyOf } from '../browser/moving.ts'
import { inCall } from '../browser/people.ts'

/** The figures of the run, for whoever reads its output. */
const print = (line: string): void => void process.stdout.write(`${line}\n`)

describe('a call that changes its way', () => {
  let call: DirectCall
  let node: Program
  beforeAll(async () => {
    call = await openDirectCall(async (programs) => {
      node = await programs.node('first')
    })
  })
  afterAll(() => call.close())

  test('DIRECT-10: over a media node nothing of the direct way is fetched, and nothing is said of it', async () => {
    await call.bothSeeAndHear()
    await call.saysNotRecorded('hidden')
    for (const page of [call.applicant, call.clerk]) {
      const names = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => name),
      )
      expect(names.filter((name) => name.includes('simplepeer'))).toEqual([])
    }
  })

  test('DIRECT-7: the last media node dies: the call goes on directly, and both read that it is not recorded', async () => {
    const killedAt = Date.now()
    const seen = await call.during(async () => {
      await node.kill()
      await call.saysNotRecorded('visible')
      print(`last media node killed: both read it after ${Date.now() - killedAt} ms`)
      await call.bothSeeAndHear()
    })
    print(`last media node killed: longest gaps ${gaps(seen)}`)
    for (const page of [call.applicant, call.clerk]) print(`  connections: ${await storyOf(page, killedAt)}`)
    await inCall(call.applicant, call.clerk)
    for (const page of [call.applicant, call.clerk])
      expect(await page.getByText('本次通话未录音录像').isVisible()).toBe(true)
  })

  test('DIRECT-6: a media node comes: the call moves to it, and nobody sees it move', async () => {
    const { applicant, clerk, programs } = call
    const calm = await call.during(() => new Promise((resolve) => setTimeout(resolve, 3_000)))
    const taken = await Promise.all([applicant, clerk].map(watchStage))
    const startedAt = Date.now()
    onTestFinished(async () => {
      for (const page of [applicant, clerk]) print(`  connections: ${await storyOf(page, startedAt)}`)
    })
    const seen = await call.during(async () => {
      await programs.node('second')
      await call.saysNotRecorded('hidden')
      // Until then the direct picture goes on, and nobody could tell.
      await Promise.all([applicant, clerk].map(anotherTakesTheStage))
      await call.bothSeeAndHear()
    })
    print(`direct to media node: longest gaps ${gaps(seen)} (in 3 s before: ${gaps(calm)})`)
    const looks = await Promise.all(taken.map((look) => look()))
    print(`at the change itself: ${looks.map(({ gapMs }) => `${Math.round(gapMs)} ms`).join(' / ')}`)
    print(`  said on the stage: ${looks.map(({ said }) => said.join() || '-').join(' / ')}`)
    for (const { moved, gapMs, empty } of looks) {
      // Whatever took the stage moved already, out of sight, and the former picture went on until it was seen.
      expect(moved).toHaveLength(1)
      expect(Math.min(...moved)).toBeGreaterThan(0)
      expect(gapMs).toBeLessThan(1_000)
      expect(empty).toEqual([])
    }
    await inCall(applicant, clerk)
  })
}, 90_000)

/** Resolves when another picture has taken the stage since `watchStage`. */
const anotherTakesTheStage = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => (window as unknown as { noted: { moved: number[] } }).noted.moved.length > 0)

/** What was seen where the far side's picture stands. */
interface Stage {
  /** How many frames each picture that took the stage had shown before. */
  readonly moved: readonly number[]
  /** The longest time without a frame around the changes: from a second before each to two seconds after. */
  readonly gapMs: number
  /** Words that stood there instead of a picture, because none had come yet. */
  readonly empty: readonly string[]
  /** Whatever else came to stand over it. */
  readonly said: readonly string[]
}

/** Notes every frame on the stage of this page, whichever picture shows it, and every picture that takes it. */
const watchStage = async (page: Page): Promise<() => Promise<Stage>> => {
  await page.evaluate(() => {
    const noted = {
      moved: [] as number[],
      changes: [] as number[],
      frames: [] as number[],
      empty: [] as string[],
      said: [] as string[],
    }
    Object.assign(window, { noted })
    const isFar = (video: Element): video is HTMLVideoElement =>
      video instanceof HTMLVideoElement &&
      video.srcObject instanceof MediaStream &&
      video.srcObject.getAudioTracks().length > 0
    const follow = (video: HTMLVideoElement): void => {
      video.requestVideoFrameCallback(() => {
        if (!video.isConnected) return
        noted.frames.push(performance.now())
        follow(video)
      })
    }
    const farIn = (node: Element): HTMLVideoElement[] =>
      [node, ...node.querySelectorAll('video')].filter(isFar)
    farIn(document.body).forEach(follow)
    const look = (node: Node): void => {
      if (!(node instanceof Element)) return
      for (const video of farIn(node)) {
        noted.moved.push(video.getVideoPlaybackQuality().totalVideoFrames)
        noted.changes.push(performance.now())
        follow(video)
      }
      const text = node.textContent ?? ''
      if (/正在连接|正在接通/.test(text)) noted.empty.push(text)
      else if (node instanceof HTMLParagraphElement) noted.said.push(text)
    }
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) addedNodes.forEach(look)
    }).observe(document.body, { childList: true, subtree: true })
  })
  return () =>
    page.evaluate(() => {
      const { moved, changes, frames, empty, said } = (
        window as unknown as {
          noted: Record<'moved' | 'changes' | 'frames', number[]> & Record<'empty' | 'said', string[]>
        }
      ).noted
      const gapAt = (change: number): number => {
        const near = [...frames, performance.now()].filter((at) => at > change - 1_000 && at < change + 2_000)
        return Math.max(...near.map((at, n) => at - (near[n - 1] ?? change - 1_000)))
      }
      return { moved, empty, said, gapMs: Math.max(...changes.map(gapAt)) }
    })
}
