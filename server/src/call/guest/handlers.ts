import type { GuestEvent } from '@farwindow/shared/call/guest.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../../handler.ts'
import type { House } from '../../house.ts'
import type { Cause, Loaded, Work } from '../../store/commit.ts'
import { look } from '../../store/list.ts'
import { ownCall } from '../handlers.ts'
import { settle } from '../settle.ts'
import { viewGuestCall } from '../view.ts'
import { createArrivals } from './arrival.ts'
import { currentOf, guestsCall } from './call.ts'
import { createInvitations } from './invitation.ts'

/** Commits one event of a call, which is all that most of these requests are. */
const settled = (
  house: House,
  cause: Cause,
  eventOf: (work: Work) => Promise<readonly [Loaded<'call'>, GuestEvent]>,
) =>
  house.commit(cause, async (work) => {
    await settle(work, ...(await eventOf(work)))
    return {}
  })

/** A third and a fourth person in a call: invited, asked for, let in, sent out. Every step is an event of the call. */
export const createGuestHandlers = (house: House): HandlersOf<'guest'> => ({
  ...createInvitations(house),
  ...createArrivals(house),
  'guest.admit': ({ callId, guestId }, { actor, cause }) =>
    settled(house, cause, async (work) => {
      const { call } = await ownCall(work, actor, callId)
      return [call, { type: 'guestAdmitted', at: work.at, guestId }]
    }),
  'guest.allow': ({ callId, guestId, agreed }, { actor, cause }) =>
    settled(house, cause, async (work) => {
      const { call } = await ownCall(work, actor, callId)
      return [call, { type: agreed ? 'guestAllowed' : 'guestDeclined', at: work.at, guestId }]
    }),
  'guest.remove': ({ callId, guestId }, { actor, cause }) =>
    settled(house, cause, async (work) => {
      const { call, side: by } = await ownCall(work, actor, callId)
      return [call, { type: 'guestRemoved', at: work.at, guestId, by }]
    }),
  'guest.leave': ({ callId }, { actor, cause }) =>
    settled(house, cause, async (work) => {
      const { call, guestId } = await guestsCall(work, callId, actor)
      return [call, { type: 'guestLeft', at: work.at, guestId }]
    }),
  'guest.current': async (_input, { actor }) => {
    const current = await currentOf(house.db, actor)
    const seat = current === null ? null : await look(house.db, 'seat', current.call.clerkId)
    if (current === null || seat === null) return ok({ call: null })
    return ok({ call: viewGuestCall(current.call, current.guest.id, seat) })
  },
})
