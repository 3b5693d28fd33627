import type { GuestCall } from '@farwindow/shared/call/guestprotocol.ts'
import { guestsOf } from '@farwindow/shared/call/machine.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import { sessionMs } from '@farwindow/shared/people/session.ts'
import type { HandlersOf } from '../../handler.ts'
import type { House } from '../../house.ts'
import { codeId } from '../../people/code.ts'
import type { Work } from '../../store/commit.ts'
import { settle } from '../settle.ts'
import { viewGuestCall } from '../view.ts'
import { guestOf, guestsCall } from './call.ts'

/** The call as this guest sees it, after what was just committed. */
const viewFor = async (work: Work, call: CallState, guestId: string): Promise<GuestCall> => {
  if (call.phase !== 'active') return work.refuse({ code: 'notFound' })
  return viewGuestCall(call, guestId, (await work.need('seat', call.clerkId)).state)
}

/** How an invited guest comes: an outsider with a code, a colleague with a yes. */
export const createArrivals = (house: House): Pick<HandlersOf<'guest'>, 'guest.join' | 'guest.accept'> => ({
  'guest.join': async ({ code: typed, name }, asking) => {
    const outcome = await house.commit({ by: asking.cause.by }, async (work) => {
      const code = await work.load('code', codeId(typed))
      const state = code?.state
      if (code === null || state?.purpose !== 'guest' || state.phase !== 'open' || state.expiresAt < work.at)
        return work.refuse({ code: 'codeInvalid' })
      const { callId = '', guestId = '' } = state
      const call = await work.need('call', callId)
      // Taken back, or the call is over: the code opens nothing any more.
      if (!guestsOf(call.state).some(({ id }) => id === guestId)) return work.refuse({ code: 'codeInvalid' })
      work.save(code, { ...state, phase: 'used' }, { name: 'used' })
      const next = await settle(work, call, { type: 'guestArrived', at: work.at, guestId, name })
      return viewFor(work, next, guestId)
    })
    if (!outcome.ok) return outcome
    const { callId, guestId } = outcome.value
    const startedAt = house.now()
    await asking.session.start({
      phase: 'live',
      surface: 'guest',
      role: 'guest',
      callId,
      guestId,
      startedAt,
      expiresAt: startedAt + sessionMs.guest,
    })
    return outcome
  },
  'guest.accept': ({ callId }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const { call, guestId } = await guestsCall(work, callId, actor)
      const name = guestOf(call.state, actor)?.name ?? ''
      const next = await settle(work, call, { type: 'guestArrived', at: work.at, guestId, name })
      return viewFor(work, next, guestId)
    }),
})
