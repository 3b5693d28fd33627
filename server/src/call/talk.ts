import { weightOf } from '@farwindow/shared/call/mark.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Safe } from '../record/safe.ts'
import type { Announce } from '../store/announcement.ts'
import type { Scribe } from './captions/scribe.ts'
import { createPace } from './pace.ts'
import { createPush } from './push.ts'
import { createSheets } from './sheet.ts'
import { othersOf, talking } from './talking.ts'

/** Versions of a line: a fast hand types ten a second. */
const draftPace = { perSecond: 25, most: 50 }

/** Points on a screen: a hand that draws gives a hundred a second. */
const markPace = { perSecond: 150, most: 400 }

const tooMany = (retryAfterMs: number): Outcome<never> => ({
  ok: false,
  refusal: { code: 'tooMany', retryAfterMs },
})

/** What passes between the two while they talk. `announce` tells what is not kept. */
export const createTalkHandlers = (
  house: House,
  safe: Safe,
  announce: Announce,
  scribe: Pick<Scribe, 'want'>,
): HandlersOf<'talk'> => {
  const marks = createPace({ now: house.now, ...markPace })
  const drafts = createPace({ now: house.now, ...draftPace })
  return {
    'talk.draft': async ({ callId, ...draft }, { actor, cause }) => {
      const waitMs = drafts(actor.sessionId)
      if (waitMs > 0) return tooMany(waitMs)
      const found = await talking(house, actor, cause, callId)
      if (!found.ok) return found
      const { call, side } = found.value
      announce([{ name: 'talk.drafted', data: { callId, by: side, ...draft }, to: othersOf(call, side) }])
      return ok({})
    },
    'talk.mark': async ({ callId, screen, mark }, { actor, cause }) => {
      const waitMs = marks(actor.sessionId, weightOf(mark))
      if (waitMs > 0) return tooMany(waitMs)
      const found = await talking(house, actor, cause, callId)
      if (!found.ok) return found
      const { call, side } = found.value
      announce([{ name: 'talk.marked', data: { callId, by: side, screen, mark }, to: othersOf(call, side) }])
      return ok({})
    },
    'talk.markForm': async ({ callId, mark }, { actor, cause }) => {
      const waitMs = marks(actor.sessionId, weightOf(mark))
      if (waitMs > 0) return tooMany(waitMs)
      const found = await talking(house, actor, cause, callId)
      if (!found.ok) return found
      const { call, side } = found.value
      announce([{ name: 'talk.markedForm', data: { callId, mark }, to: othersOf(call, side) }])
      return ok({})
    },
    'talk.captions': async ({ callId, on }, { actor, cause }) => {
      const found = await talking(house, actor, cause, callId)
      if (!found.ok) return found
      return ok({ state: scribe.want(found.value.call, found.value.side, on) })
    },
    'talk.sheet': createSheets(house),
    'talk.push': createPush(house, safe),
  }
}
