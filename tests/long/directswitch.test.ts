import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Program } from '../serving/programs.ts'
import { gaps, openDirectCall } from '../browser/directcall.ts'
import type { DirectCall } from '../browser/directcall.ts'
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
    const seen = await call.during(async () => {
      await node.kill()
      await call.saysNotRecorded('visible')
      await call.bothSeeAndHear()
    })
    print(`last media node killed: longest gaps ${gaps(seen)}`)
    await inCall(call.applicant, call.clerk)
    for (const page of [call.applicant, call.clerk])
      expect(await page.getByText('本次通话未录音录像').isVisible()).toBe(true)
  })

  test('DIRECT-6: a media node comes: the call moves to it, and nobody sees it move', async () => {
    const { applicant, clerk, programs } = call
    const calm = await call.during(() => new Promise((resolve) => setTimeout(resolve, 3_000)))
    const taken = await Promise.all([applicant, clerk].map(watchStage))
    const seen = await call.during(async () => {
      await programs.node('second')
      await call.saysNotRecorded('hidden')
      await call.bothSeeAndHear()
    })
    print(`direct to media node: longest gaps ${gaps(seen)} (in 3 s before: ${gaps(calm)})`)
    for (const look of taken) {
      const { moved, empty } = await look()
      // Whatever took the stage moved already, out of sight; and the stage was never without a picture.
      expect(moved.length).toBeGreaterThan(0)
      expect(Math.min(...moved)).toBeGreaterThan(0)
      expect(empty).toEqual([])
    }
    await inCall(applicant, clerk)
  })
}, 90_000)

/** Notes each picture that takes the far side's place, by how many frames it had shown before, and words instead of one. */
const watchStage = async (page: Page): Promise<() => Promise<{ moved: number[]; empty: string[] }>> => {
  await page.evaluate(() => {
    const noted: { moved: number[]; empty: string[] } = { moved: [], empty: [] }
    Object.assign(window, { noted })
    const isFar = (video: Element): video is HTMLVideoElement =>
      video instanceof HTMLVideoElement && !video.muted && video.srcObject !== null
    const look = (node: Node): void => {
      if (!(node instanceof Element)) return
      const videos = [node, ...node.querySelectorAll('video')].filter(isFar)
      for (const video of videos) noted.moved.push(video.getVideoPlaybackQuality().totalVideoFrames)
      const text = node.textContent ?? ''
      if (/正在连接|正在接通/.test(text)) noted.empty.push(text)
    }
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) addedNodes.forEach(look)
    }).observe(document.body, { childList: true, subtree: true })
  })
  return () =>
    page.evaluate(() => (window as unknown as { noted: { moved: number[]; empty: string[] } }).noted)
}
