import { isThere } from '@farwindow/shared/call/guest.ts'
import type { Guest } from '@farwindow/shared/call/guest.ts'
import type { GuestCall, GuestView } from '@farwindow/shared/call/guestprotocol.ts'
import { guestsOf, ringMs, wayOf } from '@farwindow/shared/call/machine.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import type { CallerView, CallView } from '@farwindow/shared/call/protocol.ts'
import { applicantParty, guestParty, staffParty } from '@farwindow/shared/call/party.ts'
import type { SeatState } from '@farwindow/shared/queue/seat.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'

/** Sides whose page or network is gone. */
const awayOf = (state: CallState) =>
  state.phase === 'active'
    ? [
        ...(state.applicantAwayAt === undefined ? [] : (['applicant'] as const)),
        ...(state.clerkAwayAt === undefined ? [] : (['clerk'] as const)),
      ]
    : []

const viewGuest = (callId: string, one: Guest): GuestView => ({
  id: one.id,
  kind: one.kind,
  phase: one.phase,
  ...(one.name === undefined ? {} : { name: one.name }),
  party: guestParty(callId, one),
  away: isThere(one) && one.awayAt !== undefined,
})

/** A running call as one of its guests sees it. */
export const viewGuestCall = (
  state: Extract<CallState, { phase: 'active' }>,
  guestId: string,
  { name, number }: Pick<SeatState, 'name' | 'number'>,
): GuestCall => ({
  callId: state.id,
  guestId,
  jurisdiction: state.jurisdiction,
  answeredAt: state.answeredAt,
  clerk: { name, number, party: staffParty(state.clerkId) },
  applicant: { party: applicantParty(state.visitId) },
  away: awayOf(state),
  guests: guestsOf(state).map((one) => viewGuest(state.id, one)),
})

/** A call as both ends see it. */
export const viewCall = (state: CallState): CallView => ({
  id: state.id,
  visitId: state.visitId,
  phase: state.phase,
  clerkId: state.clerkId,
  jurisdiction: state.jurisdiction,
  ...(state.item === undefined ? {} : { item: state.item }),
  offeredAt: state.offeredAt,
  ...(state.phase === 'ringing' ? { expiresAt: state.offeredAt + ringMs } : {}),
  ...('answeredAt' in state && state.answeredAt !== undefined ? { answeredAt: state.answeredAt } : {}),
  ...(state.phase === 'ended' ? { endedAt: state.endedAt, reason: state.reason } : {}),
  ...(state.phase === 'ended' ? {} : { route: wayOf(state) }),
  away: awayOf(state),
  guests: guestsOf(state).map((one) => viewGuest(state.id, one)),
})

/** Who calls, for the ringing screen. */
export const viewCaller = (visit: VisitState): CallerView => ({
  visitId: visit.id,
  from: visit.from,
  place: visit.place,
  language: visit.language,
  ...(visit.item === undefined ? {} : { item: visit.item }),
  queuedAt: ('queuedAt' in visit ? visit.queuedAt : undefined) ?? visit.openedAt,
})
