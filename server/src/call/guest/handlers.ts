import { invitationMs, isThere, staffKinds } from '@farwindow/shared/call/guest.ts'
import type { GuestEvent } from '@farwindow/shared/call/guest.ts'
import type { Colleague, GuestCall } from '@farwindow/shared/call/guestprotocol.ts'
import { guestsOf } from '@farwindow/shared/call/machine.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import { sessionMs } from '@farwindow/shared/people/session.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { codeId, newCode } from '../people/code.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { list, look } from '../store/list.ts'
import { currentOf, guestOf } from './guestcall.ts'
import { ownCall } from './handlers.ts'
import { settle } from './settle.ts'
import { viewGuestCall } from './view.ts'

const noCall = { code: 'notFound' } as const

/** The call as this guest sees it, after what was just committed. */
const viewFor = async (work: Work, call: CallState, guestId: string): Promise<GuestCall> => {
  if (call.phase !== 'active') return work.refuse(noCall)
  return viewGuestCall(call, guestId, (await work.need('seat', call.clerkId)).state)
}

/** The call a colleague or an outsider is a guest of; any other call is `notFound`. */
export const guestsCall = async (
  work: Work,
  callId: string,
  actor: Parameters<typeof guestOf>[1],
): Promise<{ readonly call: Loaded<'call'>; readonly guestId: string }> => {
  const call = await work.load('call', callId)
  const guest = call === null ? undefined : guestOf(call.state, actor)
  return call === null || guest === undefined ? work.refuse(noCall) : { call, guestId: guest.id }
}

/** A colleague of this office who may be a guest in this capacity. */
const colleagueOf = async (work: Work, personId: string, kind: string, jurisdiction: string) => {
  const person = await work.load('person', personId)
  const fits =
    person?.state.phase === 'active' &&
    person.state.role === kind &&
    person.state.jurisdiction === jurisdiction
  return person === null || !fits ? work.refuse(noCall) : person.state
}

/** A third and a fourth person in a call: invited, asked for, let in, sent out. Every step is an event of the call. */
export const createGuestHandlers = (house: House): HandlersOf<'guest'> => ({
  'guest.colleagues': async (_input, { actor }) => {
    const people = await list(house.db, 'person')
    const colleagues = people.flatMap(({ id: personId, state }): Colleague[] => {
      const kind = staffKinds.find((each) => each === state.role)
      if (kind === undefined || state.phase !== 'active' || state.jurisdiction !== actor.jurisdiction)
        return []
      const { name, number } = state
      return [{ personId, kind, name, number, here: house.isOnline({ personId, roles: [kind] }) }]
    })
    return ok({ colleagues })
  },
  'guest.invite': (input, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const { call } = await ownCall(work, actor, input.callId)
      const id = house.newId()
      const { callId, kind } = input
      const expiresAt = work.at + invitationMs
      if ('personId' in input) {
        const { personId } = input
        const { name } = await colleagueOf(work, personId, kind, call.state.jurisdiction)
        const guest = { id, kind, personId, name }
        await settle(work, call, { type: 'guestInvited', at: work.at, guest })
        return { guestId: id, expiresAt }
      }
      await settle(work, call, { type: 'guestInvited', at: work.at, guest: { id, kind } })
      const code = newCode()
      const state = { phase: 'open', purpose: 'guest', callId, guestId: id, expiresAt } as const
      work.create('code', codeId(code), state, { name: 'issued', data: { purpose: 'guest' } })
      return { guestId: id, code, expiresAt }
    }),
  'guest.ask': ({ clerkId }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const seat = await work.load('seat', clerkId)
      if (seat?.state.phase !== 'serving' || seat.state.jurisdiction !== actor.jurisdiction)
        return work.refuse(noCall)
      const { personId = '' } = actor
      const { name } = await colleagueOf(work, personId, 'supervisor', seat.state.jurisdiction)
      const call = await work.need('call', seat.state.callId)
      const guest = { id: house.newId(), kind: 'supervisor', personId, name } as const
      await settle(work, call, { type: 'guestAsked', at: work.at, guest })
      return { callId: call.id, guestId: guest.id }
    }),
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

const settled = (
  house: House,
  cause: Parameters<House['commit']>[0],
  what: (work: Work) => Promise<readonly [Loaded<'call'>, GuestEvent]>,
) =>
  house.commit(cause, async (work) => {
    await settle(work, ...(await what(work)))
    return {}
  })

/** The page of a guest went or came back: written down, so that a place is not kept for ever (GUEST-8). */
export const noteGuest = async (
  work: Work,
  callId: string,
  actor: Parameters<typeof guestOf>[1],
  online: boolean,
): Promise<void> => {
  const call = await work.load('call', callId)
  const guest = call === null ? undefined : guestOf(call.state, actor)
  if (call === null || guest === undefined || !isThere(guest)) return
  await settle(work, call, { type: online ? 'guestBack' : 'guestAway', at: work.at, guestId: guest.id })
}
