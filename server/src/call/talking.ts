import type { CallState, Side } from '@farwindow/shared/call/machine.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Asking } from '../handler.ts'
import type { House } from '../house.ts'
import type { Audience } from '../store/announcement.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { ownCall } from './handlers.ts'

/** The pages of everybody in a call. */
export const allOf = (call: CallState): Audience[] => [{ visitId: call.visitId }, { personId: call.clerkId }]

/** The pages of the other people of a call. */
export const othersOf = (call: CallState, side: Side): Audience[] =>
  side === 'applicant' ? [{ personId: call.clerkId }] : [{ visitId: call.visitId }]

/** The actor's own call while it goes on; refuses `wrongState` when it does not, `notFound` when it is not theirs. */
export const needTalking = async (
  work: Work,
  actor: Actor,
  callId: string,
): Promise<{ call: Loaded<'call'>; side: Side }> => {
  const own = await ownCall(work, actor, callId)
  if (own.call.state.phase === 'active') return own
  return work.refuse({ code: 'wrongState', detail: [own.call.state.phase] })
}

/** The same for what is not written down. */
export const talking = (house: House, actor: Actor, { by }: Asking['cause'], callId: string) =>
  house.commit({ by }, async (work) => {
    const { call, side } = await needTalking(work, actor, callId)
    return { call: call.state, side }
  })
