import { guestsOf } from '@farwindow/shared/call/machine.ts'
import { advanceRecording } from '@farwindow/shared/recording/machine.ts'
import type { RecordingEvent } from '@farwindow/shared/recording/machine.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import { viewForGuest, viewRecording } from '@farwindow/shared/recording/view.ts'
import { pageOf } from '../call/guest/notice.ts'
import type { Loaded, Work } from '../store/commit.ts'

/** Both people of the call hear how it stands, and its guests whether they are heard. */
export const announceRecording = async (work: Work, state: RecordingState): Promise<void> => {
  work.announce({
    name: 'recording.changed',
    data: viewRecording(state),
    to: [{ visitId: state.visitId }, { personId: state.clerkId }],
  })
  if (state.phase !== 'recording' && state.phase !== 'paused' && state.phase !== 'ended') return
  const call = await work.load('call', state.id)
  for (const one of call === null ? [] : guestsOf(call.state))
    if (one.phase === 'present')
      work.announce({
        name: 'recording.told',
        data: viewForGuest(state.id, state, one.id),
        to: [pageOf(one)],
      })
}

/** Sends an event to the recording, saves what it made, and tells who is in the call. Refuses what the machine refuses. */
export const moveRecording = async (
  work: Work,
  found: Loaded<'recording'>,
  event: RecordingEvent,
  /** What the record keeps of it, when that is not all the event says. */
  remark?: object,
): Promise<RecordingState> => {
  const next = work.must(advanceRecording(found.state, event))
  if (next === found.state) return next
  const { type, at: _at, ...data } = event
  work.save(found, next, { name: type, data: remark ?? data })
  await announceRecording(work, next)
  return next
}

/** The call is over, and with it its recording, in the same commit. */
export const endRecording = async (work: Work, callId: string): Promise<void> => {
  const found = await work.load('recording', callId)
  if (found === null) return
  const open = ['asked', 'refused', 'recording', 'paused'].includes(found.state.phase)
  if (open) await moveRecording(work, found, { type: 'callEnded', at: work.at })
}
