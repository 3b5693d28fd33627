import type { Side } from '@farwindow/shared/call/machine.ts'
import { saidLine } from '@farwindow/shared/call/protocol.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import { z } from 'zod'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Database } from '../store/database.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { list, look } from '../store/list.ts'
import { settle } from './settle.ts'
import { viewCall, viewCaller } from './view.ts'

/** The call and the actor's side of it; anybody else's call is `notFound`. */
export const ownCall = async (
  work: Work,
  actor: Actor,
  callId: string,
): Promise<{ call: Loaded<'call'>; side: Side }> => {
  const call = await work.load('call', callId)
  if (call !== null && actor.role === 'clerk' && call.state.clerkId === actor.personId)
    return { call, side: 'clerk' }
  if (call !== null && actor.role === 'applicant' && call.state.visitId === actor.visitId)
    return { call, side: 'applicant' }
  return work.refuse({ code: 'notFound' })
}

const said = saidLine.omit({ at: true })
const noted = z.object({ text: z.string() })

/** Lines and notes are events of the call; this reads them back in order. */
const eventsOf = async <T>(db: Database, callId: string, name: string, shape: z.ZodType<T>) => {
  const rows = await db
    .selectFrom('event')
    .select(['at', 'data'])
    .where('kind', '=', 'call')
    .where('id', '=', callId)
    .where('name', '=', name)
    .orderBy('n')
    .execute()
  return rows.map(({ at, data }) => ({ ...shape.parse(data), at }))
}

/** The call an actor takes part in now: ringing or active, or the one just ended while the visit still closes. */
const currentCall = async (house: House, actor: Actor): Promise<string | null> => {
  if (actor.role === 'applicant' && actor.visitId !== undefined) {
    const visit = await look(house.db, 'visit', actor.visitId)
    return visit !== null && 'callId' in visit ? visit.callId : null
  }
  const seat = actor.personId === undefined ? null : await look(house.db, 'seat', actor.personId)
  return seat !== null && 'callId' in seat ? seat.callId : null
}

/** Talking: answer, decline, hang up, write a line. `answered` and `ended` put the media through and off. */
export const createCallHandlers = (house: House): HandlersOf<'call'> => ({
  'call.answer': ({ callId }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const { call } = await ownCall(work, actor, callId)
      return viewCall(await settle(work, call, { type: 'answered', at: work.at }))
    }),
  'call.decline': ({ callId }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const { call } = await ownCall(work, actor, callId)
      await settle(work, call, { type: 'declined', at: work.at })
      return {}
    }),
  'call.hangUp': ({ callId }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const { call, side } = await ownCall(work, actor, callId)
      const ringing = call.state.phase === 'ringing' && side === 'applicant'
      await settle(
        work,
        call,
        ringing ? { type: 'withdrawn', at: work.at } : { type: 'hungUp', at: work.at, by: side },
      )
      return {}
    }),
  'call.note': ({ callId, text }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const { call } = await ownCall(work, actor, callId)
      work.note(call, { name: 'noted', data: { text } })
      return {}
    }),
  'call.say': ({ callId, text, line }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const { call, side } = await ownCall(work, actor, callId)
      if (call.state.phase !== 'active')
        return work.refuse({ code: 'wrongState', detail: [call.state.phase] })
      work.note(call, { name: 'said', data: { by: side, text } })
      const to = [{ visitId: call.state.visitId }, { personId: call.state.clerkId }]
      const data = { callId, by: side, text, at: work.at, ...(line === undefined ? {} : { line }) }
      work.announce({ name: 'call.said', data, to })
      return {}
    }),
  'call.current': async (_input, { actor }) => {
    const callId = await currentCall(house, actor)
    const call = callId === null ? null : await look(house.db, 'call', callId)
    if (callId === null || call === null) return ok({ call: null, caller: null, lines: [], notes: [] })
    const [visit, lines, notes] = await Promise.all([
      look(house.db, 'visit', call.visitId),
      eventsOf(house.db, callId, 'said', said),
      actor.role === 'clerk' ? eventsOf(house.db, callId, 'noted', noted) : [],
    ])
    return ok({ call: viewCall(call), caller: visit === null ? null : viewCaller(visit), lines, notes })
  },
})

/** Calls that ring or go on, for a desk that has just started. */
export const openCalls = (db: Database) => list(db, 'call', { phases: ['ringing', 'active'] })
