import { staffKinds } from '@farwindow/shared/call/guest.ts'
import type { Guest } from '@farwindow/shared/call/guest.ts'
import { guestsOf } from '@farwindow/shared/call/machine.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Loaded, Work } from '../../store/commit.ts'
import type { Database } from '../../store/database.ts'
import { look } from '../../store/list.ts'

type Active = Extract<CallState, { phase: 'active' }>

/** The running call a member of staff is a guest of, or invited to; null without one. */
export const callOfColleague = async (db: Database, personId: string): Promise<string | null> => {
  const row = await db
    .selectFrom('subject')
    .select('id')
    .where('kind', '=', 'call')
    .where('phase', '=', 'active')
    .where('state', '@>', JSON.stringify({ guests: [{ personId }] }))
    .orderBy('updated_at', 'desc')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The guest this actor is in a call; undefined when none of it. */
export const guestOf = (call: CallState, { guestId, personId }: Actor): Guest | undefined =>
  guestsOf(call).find((one) =>
    personId === undefined ? one.id === guestId : one.personId !== undefined && one.personId === personId,
  )

/** The running call this actor is a guest of, and as whom. */
export const currentOf = async (
  db: Database,
  actor: Actor,
): Promise<{ readonly call: Active; readonly guest: Guest } | null> => {
  const { personId, callId = personId === undefined ? undefined : await callOfColleague(db, personId) } =
    actor
  const call = typeof callId === 'string' ? await look(db, 'call', callId) : null
  const guest = call === null ? undefined : guestOf(call, actor)
  return call?.phase === 'active' && guest !== undefined ? { call, guest } : null
}

/** The guests of a call as those who speak for them, for a desk that has just started. */
export const guestsAt = (call: CallState): Actor[] =>
  guestsOf(call).flatMap((one): Actor[] => {
    if (one.personId === undefined)
      return [{ role: 'guest', sessionId: '', callId: call.id, guestId: one.id }]
    const role = staffKinds.find((kind) => kind === one.kind)
    return role === undefined ? [] : [{ role, sessionId: '', personId: one.personId }]
  })

/** The call a colleague or an outsider is a guest of; any other call is `notFound`. */
export const guestsCall = async (
  work: Work,
  callId: string,
  actor: Actor,
): Promise<{ readonly call: Loaded<'call'>; readonly guestId: string }> => {
  const call = await work.load('call', callId)
  const guest = call === null ? undefined : guestOf(call.state, actor)
  return call === null || guest === undefined
    ? work.refuse({ code: 'notFound' })
    : { call, guestId: guest.id }
}
