import type { CallState, Side } from '@farwindow/shared/call/machine.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Asking, HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Announcement, Audience } from '../store/announcement.ts'
import { ownCall } from './handlers.ts'
import { createPace } from './pace.ts'

/** Versions of a line: a fast hand types ten a second. */
const draftPace = { perSecond: 25, most: 50 }

/** The pages of the other people of a call. */
export const othersOf = (call: CallState, side: Side): Audience[] =>
  side === 'applicant' ? [{ personId: call.clerkId }] : [{ visitId: call.visitId }]

/** The call that goes on, and the actor's side in it, looked at without writing; `wrongState` when it does not. */
export const talking = (house: House, actor: Actor, { by }: Asking['cause'], callId: string) =>
  house.commit({ by }, async (work) => {
    const { call, side } = await ownCall(work, actor, callId)
    if (call.state.phase !== 'active') return work.refuse({ code: 'wrongState', detail: [call.state.phase] })
    return { call: call.state, side }
  })

const tooMany = (retryAfterMs: number): Outcome<never> => ({
  ok: false,
  refusal: { code: 'tooMany', retryAfterMs },
})

/** What passes between the two while they talk. Nothing here is kept; `announce` tells it. */
export const createTalkHandlers = (
  house: House,
  announce: (announcements: readonly Announcement[]) => void,
): HandlersOf<'talk'> => {
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
  }
}
