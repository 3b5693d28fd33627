import type { Actor } from '@farwindow/shared/people/role.ts'
import { mayPlay } from '@farwindow/shared/recording/access.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { sideOf } from '../visit/party.ts'

type Consented = Exclude<RecordingState, { phase: 'asked' | 'refused' | 'lapsed' }>

export type Seen = Loaded<'recording'> & {
  readonly state: Exclude<Consented, { phase: 'recording' | 'paused' }>
}

const maySee = async (work: Work, actor: Actor, state: Consented): Promise<boolean> => {
  const visit = await work.load('visit', state.visitId)
  const isServing = visit !== null && sideOf(actor, visit.state) === 'clerk'
  const reference = visit?.state.reference
  // Only a reviewer's way leads over the case.
  const decided =
    actor.role === 'reviewer' && reference !== undefined ? await work.load('case', reference) : null
  return mayPlay(actor, {
    ...state,
    servedBy: isServing ? actor.personId : undefined,
    decidedIn: decided?.state.jurisdiction,
  })
}

/** A recording that is over and that this actor may play; any other is `notFound`, whatever it is. */
export const seenRecording = async (work: Work, actor: Actor, recordingId: string): Promise<Seen> => {
  const found = await work.load('recording', recordingId)
  if (found === null || !('keepUntil' in found.state)) return work.refuse({ code: 'notFound' })
  if (!(await maySee(work, actor, found.state))) return work.refuse({ code: 'notFound' })
  return { ...found, state: found.state }
}
