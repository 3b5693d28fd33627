import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openLooking } from '../browser/looking.ts'
import { heard, loudestRemote, movesAgain } from '../browser/moving.ts'
import { seesAndHears } from '../browser/people.ts'
import { openRoadCall } from '../browser/roads.ts'
import type { RoadCall } from '../browser/roads.ts'

/* A call over a road that gets narrow: voice goes on, the picture waits, and both screens say so. */

const far = { applicant: '窗口人员的画面', clerk: '申请人的画面' }
const paused = '画面已暂停，声音继续'
const slow = { timeout: 60_000 }

describe('a call on a weak network', () => {
  let call: RoadCall
  const looking = openLooking()
  beforeAll(async () => {
    call = await openRoadCall()
  })
  afterAll(() => call?.close())

  test('MEDIA-42, MEDIA-43: too narrow for a picture, both ends say that it is paused, voice is heard, and it comes back by itself', async () => {
    const { applicant, clerk } = call
    await seesAndHears(applicant.page, clerk.page)
    applicant.road.weather({ kbit: 70, queueMs: 250 }, 'up')
    onTestFinished(() => applicant.road.weather({ kbit: Infinity }))
    await Promise.all([applicant, clerk].map(({ page }) => page.getByText(paused).first().waitFor(slow)))
    // The picture's last packets leave the queue; then voice has the road to itself.
    await expect.poll(() => loudestRemote(clerk.page), slow).toBeGreaterThan(heard)
    await looking.look(applicant.page, 'weak-applicant')
    await looking.look(clerk.page, 'weak-clerk')
    applicant.road.weather({ kbit: Infinity }, 'up')
    await movesAgain(clerk.page, far.clerk)
    await Promise.all(
      [applicant, clerk].map(({ page }) =>
        page
          .getByText(paused)
          .first()
          .waitFor({ state: 'hidden', ...slow }),
      ),
    )
    await seesAndHears(clerk.page)
  })

  test('MEDIA-44: whose network it is stands on both screens, and what is said can be read by everybody', async () => {
    const { applicant, clerk } = call
    await applicant.page.getByText('网络良好').waitFor(slow)
    applicant.road.weather({ loss: 0.2 }, 'up')
    onTestFinished(() => applicant.road.weather({ loss: 0 }))
    await Promise.all([
      applicant.page.getByText(/您这边网络/).waitFor(slow),
      clerk.page.getByText(/对方网络/).waitFor(slow),
    ])
    applicant.road.weather({ loss: 0 })
    await Promise.all([applicant, clerk].map(({ page }) => page.getByText('网络良好').waitFor(slow)))
    expect(looking.barriers).toEqual([])
  })
}, 150_000)
