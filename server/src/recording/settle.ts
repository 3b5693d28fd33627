import { advanceRecording } from '@farwindow/shared/recording/machine.ts'
import type { RecordingEvent } from '@farwindow/shared/recording/machine.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import { viewRecording } from '@farwindow/shared/recording/view.ts'
import type { Loaded, Work } from '../store/commit.ts'

/** Both people of the call hear how it stands. */
export const announceRecording = (work: Work, state: RecordingState): void =>
  work.announce({
    name: 'recording.changed',
    data: viewRecording(state),
    to: [{ visitId: state.visitId }, { personId: state.clerkId }],
  })

/** Sends an event to the recording, saves what it made, and tells both sides. Refuses what the machine refuses. */
export const moveRecording = (
  work: Work,
  found: Loaded<'recording'>,
  event: RecordingEvent,
  /** What the record keeps of it, when that is not all the event says. */
  remark?: object,
): RecordingState => {
  const next = work.must(advanceRecording(found.state, event))
  if (next === found.state) return next
  const { type, at: _at, ...data } = event
  work.save(found, next, { name: type, data: remark ?? data })
  announceRecording(work, next)
  return next
}

/** The call is over, and with it its recording, in the same commit. */
export const endRecording = async (work: Work, callId: string): Promise<void> => {
  const found = await work.load('recording', callId)
  if (found === null) return
  const open = ['asked', 'refused', 'recording', 'paused'].includes(found.state.phase)
  if (open) moveRecording(work, found, { type: 'callEnded', at: work.at })
}
