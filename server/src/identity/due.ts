import type { Work } from '../store/commit.ts'
import { closeCheck } from './settle.ts'

/** Sends a check whose time has come its `due` event: a cue expires, or the check lapses. */
export const dueIdentity = async (work: Work, id: string): Promise<void> => {
  const check = await work.need('identity', id)
  const visit = await work.need('visit', check.state.visitId)
  closeCheck(work, check, visit.state, 'due')
}
