import type { Actor } from '@farwindow/shared/people/role.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { sideOf } from '../visit/party.ts'

type Consented = Exclude<RecordingState, { phase: 'asked' | 'refused' | 'lapsed' }>

export type Seen = Loaded<'recording'> & {
  readonly state: Exclude<Consented, { phase: 'recording' | 'paused' }>
}

/**
 * Who may play a recording (RECORDING-28): supervisors of the office whose clerk answered, reviewers of the office that
 * decides the case handed in during it, and the clerk until the wrap-up ends. The applicant's page never does.
 */
const maySee = async (work: Work, actor: Actor, state: Consented): Promise<boolean> => {
  if (actor.role === 'supervisor') return state.jurisdiction === actor.jurisdiction
  const visit = await work.load('visit', state.visitId)
  if (visit === null) return false
  if (actor.role === 'clerk')
    return sideOf(actor, visit.state) === 'clerk' && state.clerkId === actor.personId
  if (actor.role !== 'reviewer' || visit.state.reference === undefined) return false
  return (await work.load('case', visit.state.reference))?.state.jurisdiction === actor.jurisdiction
}

/** A recording that is over and that this actor may play; any other is `notFound`, whatever it is. */
export const seenRecording = async (work: Work, actor: Actor, recordingId: string): Promise<Seen> => {
  const found = await work.load('recording', recordingId)
  if (found === null || !('keepUntil' in found.state)) return work.refuse({ code: 'notFound' })
  if (!(await maySee(work, actor, found.state))) return work.refuse({ code: 'notFound' })
  return { ...found, state: found.state }
}
