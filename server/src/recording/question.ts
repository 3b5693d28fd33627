import type { CallState } from '@farwindow/shared/call/machine.ts'
import { newRecording } from '@farwindow/shared/recording/machine.ts'
import type { RecordingPolicy } from '@farwindow/shared/recording/state.ts'
import type { House } from '../house.ts'
import type { Work } from '../store/commit.ts'
import { look } from '../store/list.ts'
import { announceRecording } from './settle.ts'

/** What the item of a call wants; a caller who chose none may be asked. */
export const policyOf = (
  item: { readonly value: { readonly recording?: RecordingPolicy } } | null,
): RecordingPolicy => item?.value.recording ?? 'offered'

/** What the item of this call wants now. */
export const readPolicy = async (house: House, { item }: CallState): Promise<RecordingPolicy> =>
  policyOf(item === undefined ? null : await look(house.db, 'item', item))

/** The question is put, in the clerk's name or the item's. */
export const askRecording = async (work: Work, call: CallState) => {
  const { id, visitId, clerkId, jurisdiction, item } = call
  const about = { id, visitId, clerkId, jurisdiction, ...(item === undefined ? {} : { item }) }
  const state = newRecording({ ...about, askedAt: work.at })
  work.create('recording', id, state, { name: 'asked' }, { jurisdiction, visitId })
  await announceRecording(work, state)
  return state
}

/** Where the item wants it, the applicant is asked as soon as the call is answered. */
export const askByItem = async (house: House, callId: string): Promise<void> => {
  const call = await look(house.db, 'call', callId)
  if (call?.phase !== 'active' || (await readPolicy(house, call)) !== 'asked') return
  await house.commit({ by: { role: 'system' } }, async (work) => {
    const asked = await work.load('recording', callId)
    const now = await work.need('call', callId)
    if (asked === null && now.state.phase === 'active') await askRecording(work, now.state)
  })
}
