import { isThere } from '@farwindow/shared/call/guest.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Work } from '../../store/commit.ts'
import { settle } from '../settle.ts'
import { guestOf } from './call.ts'

/** The page of a guest went or came back: written down, so that a place is not kept for ever (GUEST-8). */
export const noteGuest = async (work: Work, callId: string, actor: Actor, online: boolean): Promise<void> => {
  const call = await work.load('call', callId)
  const guest = call === null ? undefined : guestOf(call.state, actor)
  if (call === null || guest === undefined || !isThere(guest)) return
  await settle(work, call, { type: online ? 'guestBack' : 'guestAway', at: work.at, guestId: guest.id })
}
