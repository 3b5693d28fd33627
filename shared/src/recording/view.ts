import { lastingPause } from './machine.ts'
import type { GuestRecording, RecordingView } from './protocol.ts'
import type { RecordingState } from './state.ts'

const phaseOf = ({ phase }: RecordingState): RecordingView['phase'] =>
  phase === 'kept' || phase === 'expired' || phase === 'deleted' ? 'ended' : phase

/** The recording of a call as both its sides see it. */
export const viewRecording = (state: RecordingState): RecordingView => {
  const common = { callId: state.id, visitId: state.visitId, phase: phaseOf(state) }
  switch (state.phase) {
    case 'asked':
      return { ...common, troubles: [] }
    case 'refused':
    case 'lapsed':
      return { ...common, troubles: [], ...(state.why === undefined ? {} : { refusedWhy: state.why }) }
    case 'recording':
    case 'paused': {
      const pause = lastingPause(state)
      return {
        ...common,
        consentedAt: state.consentedAt,
        // What somebody does not want is no trouble.
        troubles: state.gaps.filter(({ toAt, why }) => toAt === undefined && why !== 'refused'),
        ...(pause === undefined ? {} : { pause }),
        unrecorded: (state.guests ?? []).flatMap(({ guestId, name, agreed }) =>
          agreed ? [] : [{ guestId, name }],
        ),
      }
    }
    case 'ended':
    case 'kept':
    case 'expired':
    case 'deleted':
      return { ...common, consentedAt: state.consentedAt, troubles: [], endedWhy: state.why }
  }
}

/** The recording of a call as one of its guests sees it. */
export const viewForGuest = (
  callId: string,
  state: RecordingState | null,
  guestId: string,
): GuestRecording => {
  if (state?.phase !== 'recording' && state?.phase !== 'paused')
    return { callId, phase: 'none', answer: 'open' }
  const asked = state.guests?.find((each) => each.guestId === guestId)
  return {
    callId,
    phase: state.phase,
    answer: asked === undefined ? 'open' : asked.agreed ? 'agreed' : 'refused',
  }
}
