import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openNamespace, whyNoNamespace } from '../lab/namespace.ts'
import type { Namespace } from '../lab/namespace.ts'
import { fair } from '../lab/weather.ts'
import { keepFailures } from './looking.ts'
import { movesAgain, watch } from './moving.ts'
import { patience, seesAndHears } from './people.ts'
import { openRoadCall } from './roads.ts'
import type { RoadCall } from './roads.ts'

/*
 * An applicant whose browser is in a network of its own: the desk and the media host are out of reach but for one road,
 * which is long, unsteady and narrow; and the system under the browser says when its cable is pulled, which no road can.
 */

const far = { applicant: '窗口人员的画面', clerk: '申请人的画面' }
const offline = '网络断开了，正在自动重连。您填写的内容已保留。'
const whyNot = await whyNoNamespace()

describe.skipIf(whyNot !== null)(
  `a call out of a network of its own${whyNot === null ? '' : ` (${whyNot})`}`,
  () => {
    let network: Namespace
    let call: RoadCall
    let callId: string

    const bothSeeAndHear = (): Promise<unknown> =>
      Promise.all([seesAndHears(call.applicant.page), seesAndHears(call.clerk.page)])
    const bothMoveAgain = (): Promise<unknown> =>
      Promise.all([movesAgain(call.applicant.page, far.applicant), movesAgain(call.clerk.page, far.clerk)])

    beforeAll(async () => {
      network = await openNamespace(2)
      call = await openRoadCall(network)
      callId = await call.callId()
    })
    keepFailures(() => ({ applicant: call?.applicant.page, clerk: call?.clerk.page }))
    afterAll(async () => {
      await call?.close()
      await network?.close()
    })

    test('MEDIA-13: over a road of 40 ms with jitter, losses and 2 Mbit/s both see and hear each other', async () => {
      call.applicant.road.weather({ delayMs: 40, jitterMs: 10, loss: 0.01, kbit: 2_000 })
      await bothMoveAgain()
      await bothSeeAndHear()
      expect(await call.callId()).toBe(callId)
    })

    test('LINK-7, MEDIA-21, CALL-6: the cable is pulled for four seconds: it is said, and the same call goes on after', async () => {
      const { page, road } = call.applicant
      // As far away, but as wide as roads are: on a narrow one a picture may be small, or paused, of itself.
      road.weather({ ...fair, delayMs: 40 })
      await network.unplug()
      await page.getByText(offline).waitFor()
      const again = bothMoveAgain()
      await new Promise((resolve) => setTimeout(resolve, 4_000))
      await network.plug()
      const pluggedAt = performance.now()
      await again
      process.stdout.write(`cable: both move ${(performance.now() - pluggedAt).toFixed(0)} ms after\n`)
      await page.getByText(offline).waitFor({ state: 'hidden' })
      await bothSeeAndHear()
      expect(await call.callId()).toBe(callId)
    })

    test('LINK-7, MEDIA-21, CALL-6: the computer gets another address: the same call goes on over it', async () => {
      const seen = await Promise.all([
        watch(call.applicant.page, far.applicant),
        watch(call.clerk.page, far.clerk),
      ])
      await network.move()
      // What was under way still arrives for a while, on a busy machine for longer: they see each other when that is over.
      await expect.poll(async () => (await seen[0]?.())?.untouched, patience).toBe(false)
      await bothSeeAndHear()
      const [applicant, clerk] = await Promise.all(seen.map((look) => look()))
      process.stdout.write(
        `another address: longest gaps ${applicant?.longestGapMs.toFixed(0)} ms / ${clerk?.longestGapMs.toFixed(0)} ms\n`,
      )
      expect(await call.callId()).toBe(callId)
    })
  },
  90_000,
)
