import type { Work } from '../store/commit.ts'

/** How long a session whose time has come goes on while somebody is being served. */
const graceMs = 10 * 60_000

/**
 * A session whose time has come (LINK-6): true when it is to be ended. Nobody is cut off in the middle of a visit
 * or a call; it is asked again a little later.
 */
export const dueSession = async (work: Work, id: string): Promise<boolean> => {
  const session = await work.need('session', id)
  const { state } = session
  if (state.phase !== 'live' || state.expiresAt > work.at) return false
  const seat =
    state.role === 'clerk' && state.personId !== undefined ? await work.load('seat', state.personId) : null
  const serves = seat !== null && ['offered', 'serving', 'wrapUp'].includes(seat.state.phase)
  if (state.visitId === undefined && !serves) return true
  work.save(session, { ...state, expiresAt: work.at + graceMs }, { name: 'extended' })
  return false
}
