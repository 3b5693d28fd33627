import { invitationMs, staffKinds } from '@farwindow/shared/call/guest.ts'
import type { Colleague } from '@farwindow/shared/call/guestprotocol.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../../handler.ts'
import type { House } from '../../house.ts'
import { codeId, newCode } from '../../people/code.ts'
import type { Work } from '../../store/commit.ts'
import { list } from '../../store/list.ts'
import { ownCall } from '../handlers.ts'
import { settle } from '../settle.ts'

const notFound = { code: 'notFound' } as const

/** A colleague of this office who may be a guest in this capacity. */
const colleagueOf = async (work: Work, personId: string, kind: string, jurisdiction: string) => {
  const person = await work.load('person', personId)
  const fits =
    person?.state.phase === 'active' &&
    person.state.role === kind &&
    person.state.jurisdiction === jurisdiction
  return person === null || !fits ? work.refuse(notFound) : person.state
}

/** Who may be invited, who is, and who asks for it. */
export const createInvitations = (
  house: House,
): Pick<HandlersOf<'guest'>, 'guest.colleagues' | 'guest.invite' | 'guest.ask'> => ({
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
        return work.refuse(notFound)
      const { personId = '' } = actor
      const { name } = await colleagueOf(work, personId, 'supervisor', seat.state.jurisdiction)
      const call = await work.need('call', seat.state.callId)
      const guest = { id: house.newId(), kind: 'supervisor', personId, name } as const
      await settle(work, call, { type: 'guestAsked', at: work.at, guest })
      return { callId: call.id, guestId: guest.id }
    }),
})
