import type { Guest, GuestEnding } from '@farwindow/shared/call/guest.ts'
import { guestsOf } from '@farwindow/shared/call/machine.ts'
import type { CallEvent, CallState } from '@farwindow/shared/call/machine.ts'
import type { Audience } from '../../store/announcement.ts'
import type { Work } from '../../store/commit.ts'
import { viewGuestCall } from '../view.ts'

/** The page of a guest. */
export const pageOf = ({ id, personId }: Guest): Audience =>
  personId === undefined ? { guestId: id } : { personId }

const goneBetween = (before: CallState, after: CallState): readonly Guest[] => {
  const still = new Set(guestsOf(after).map(({ id }) => id))
  return guestsOf(before).filter(({ id }) => !still.has(id))
}

const endings: { readonly [T in CallEvent['type']]?: GuestEnding } = {
  guestLeft: 'left',
  guestRemoved: 'removed',
  guestDeclined: 'declined',
  due: 'lapsed',
}

/** What an event says of guests, for the record: who, in which capacity; never the code. */
export const detailsOf = (event: CallEvent, before: CallState, after: CallState): object => {
  if ('guest' in event) return { guest: event.guest }
  if ('guestId' in event) {
    const one = [...guestsOf(after), ...guestsOf(before)].find(({ id }) => id === event.guestId)
    const { id, kind, name, personId } = one ?? { id: event.guestId }
    return { guest: { id, kind, name, personId } }
  }
  const gone = goneBetween(before, after)
  return gone.length === 0 ? {} : { gone: gone.map(({ id, kind, name }) => ({ id, kind, name })) }
}

/** Guests hear what became of the call and of themselves, and the clerk whose place has lapsed (GUEST-12). */
export const announceToGuests = async (
  work: Work,
  before: CallState,
  after: CallState,
  event: CallEvent,
): Promise<void> => {
  const why = after.phase === 'ended' ? 'callEnded' : (endings[event.type] ?? 'removed')
  for (const one of goneBetween(before, after)) {
    const { id: guestId, kind, name, phase } = one
    work.announce({ name: 'guest.over', data: { callId: after.id, guestId, why }, to: [pageOf(one)] })
    if (why !== 'lapsed') continue
    const tookPart = phase === 'present'
    const data = { callId: after.id, guestId, kind, tookPart, ...(name === undefined ? {} : { name }) }
    work.announce({ name: 'guest.lapsed', data, to: [{ personId: after.clerkId, roles: ['clerk'] }] })
  }
  if (after.phase !== 'active' || guestsOf(after).length === 0) return
  const { state: seat } = await work.need('seat', after.clerkId)
  for (const one of guestsOf(after))
    work.announce({ name: 'guest.changed', data: viewGuestCall(after, one.id, seat), to: [pageOf(one)] })
}
