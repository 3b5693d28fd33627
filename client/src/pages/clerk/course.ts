import type { CallView } from '@farwindow/shared/call/protocol.ts'
import type { SeatView } from '@farwindow/shared/queue/protocol.ts'

/** Whether the seat needs its camera, microphone and connection: from ready on, so that an answer finds them warm. */
export const hasMedia = (phase: SeatView['phase']): boolean =>
  phase === 'ready' || phase === 'offered' || phase === 'serving' || phase === 'wrapUp'

/**
 * The visit whose form, papers and check lie before the clerk: that of the call, from the answer to the end of the
 * wrap-up. None while a call still rings: before the answer nothing of the applicant is shown.
 */
export const mattersOf = (call: CallView | null, seat: SeatView | null): string | null => {
  if (call === null) return null
  if (call.phase === 'active') return call.visitId
  const wrapsUp = seat?.phase === 'wrapUp' && seat.callId === call.id
  return call.phase === 'ended' && wrapsUp ? call.visitId : null
}

/** What the middle of the desk shows. */
export type Middle = 'devices' | 'call' | 'wrapUp'

export const middleOf = (call: CallView | null, seat: SeatView | null): Middle => {
  if (call?.phase === 'active') return 'call'
  return seat?.phase === 'wrapUp' ? 'wrapUp' : 'devices'
}
