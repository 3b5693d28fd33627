import { advanceSeat } from '@farwindow/shared/queue/seat.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { advanceVisit } from '@farwindow/shared/visit/machine.ts'
import type { House } from '../house.ts'
import type { Work } from '../store/commit.ts'
import { list } from '../store/list.ts'
import { callOfColleague, guestsAt } from './guestcall.ts'
import { noteGuest } from './guests.ts'
import { openCalls } from './handlers.ts'
import { saveSeat, settle } from './settle.ts'

const ofApplicant = async (work: Work, visitId: string, online: boolean): Promise<void> => {
  const visit = await work.load('visit', visitId)
  if (visit === null) return
  const next = advanceVisit(visit.state, { type: online ? 'back' : 'away', at: work.at })
  if (next.ok && changes(visit.state, next.value))
    work.save(visit, next.value, { name: online ? 'back' : 'away' })
  if (visit.state.phase !== 'served') return
  const call = await work.load('call', visit.state.callId)
  if (call?.state.phase === 'active')
    await settle(work, call, { type: online ? 'back' : 'away', at: work.at, side: 'applicant' })
}

const ofClerk = async (work: Work, personId: string, online: boolean): Promise<void> => {
  const seat = await work.load('seat', personId)
  if (seat === null) return
  const next = advanceSeat(seat.state, { type: online ? 'back' : 'away', at: work.at })
  if (next.ok && changes(seat.state, next.value)) saveSeat(work, seat, next.value, online ? 'back' : 'away')
  if (seat.state.phase !== 'serving') return
  const call = await work.load('call', seat.state.callId)
  if (call?.state.phase === 'active')
    await settle(work, call, { type: online ? 'back' : 'away', at: work.at, side: 'clerk' })
}

const changes = (before: object, after: object): boolean => JSON.stringify(before) !== JSON.stringify(after)

/**
 * Writes down that a person's page went or came back: the queue skips who is away, and a call waits for them
 * (VISIT-5, QUEUE-5, CALL-5). `isOnline` is asked again inside, since a reload is both within milliseconds.
 */
const notePresence = async (house: House, actor: Actor): Promise<void> => {
  const { visitId, personId, role } = actor
  if (role === 'guest' || role === 'reviewer' || role === 'supervisor') return noteGuestPage(house, actor)
  const party = visitId === undefined ? (personId === undefined ? null : { personId }) : { visitId }
  if (party === null || (role !== 'applicant' && role !== 'clerk')) return
  await house.lanes(`presence ${visitId ?? personId}`, async () => {
    const online = house.isOnline(party)
    const outcome = await house.commit({ by: { role: 'system' } }, async (work) => {
      if (visitId !== undefined) await ofApplicant(work, visitId, online)
      else if (personId !== undefined) await ofClerk(work, personId, online)
    })
    if (!outcome.ok) house.log.warn({ refusal: outcome.refusal }, 'presence could not be written down')
  })
}

/** The same for a guest: the call goes on without them, and their place is kept for a while. */
const noteGuestPage = async (house: House, actor: Actor): Promise<void> => {
  const { personId, guestId } = actor
  const page = guestId === undefined ? { personId: personId ?? '' } : { guestId }
  await house.lanes(`presence guest ${guestId ?? personId}`, async () => {
    const callId = actor.callId ?? (await callOfColleague(house.db, personId ?? ''))
    if (callId === null) return
    const online = house.isOnline(page)
    const outcome = await house.commit({ by: { role: 'system' } }, (work) =>
      noteGuest(work, callId, actor, online),
    )
    if (!outcome.ok)
      house.log.warn({ refusal: outcome.refusal }, 'a guest’s presence could not be written down')
  })
}

/** Nobody is connected yet: who does not come back gives up place, seat or call in their time. */
const everybodyAway = async (house: House): Promise<void> => {
  const calls = await openCalls(house.db)
  const visits = await list(house.db, 'visit', { phases: ['waiting', 'offered'] })
  const seats = await list(house.db, 'seat')
  const applicants = [...visits.map(({ id }) => id), ...calls.map(({ state }) => state.visitId)]
  for (const visitId of applicants) await notePresence(house, { role: 'applicant', sessionId: '', visitId })
  for (const { state } of calls) for (const guest of guestsAt(state)) await notePresence(house, guest)
  for (const { id } of seats) await notePresence(house, { role: 'clerk', sessionId: '', personId: id })
}

/** Who is there, as far as it is written down. */
export interface Presence {
  /** A page of theirs came or went. */
  note(actor: Actor): void
  /** After a restart, before anybody comes in. */
  everybodyAway(): Promise<void>
  /** A desk that stops says nothing of its people: the next one finds out who comes back. */
  close(): Promise<void>
}

export const createPresence = (house: House): Presence => {
  const noting = new Set<Promise<void>>()
  let closed = false
  return {
    note: (actor) => {
      if (closed) return
      const noted = notePresence(house, actor)
        .catch((error: unknown) => house.log.error({ err: error }, 'presence was not written down'))
        .finally(() => noting.delete(noted))
      noting.add(noted)
    },
    everybodyAway: () => everybodyAway(house),
    close: async () => {
      closed = true
      await Promise.all(noting)
    },
  }
}
