import { lastingPause } from './machine.ts'
import type { RecordingView } from './protocol.ts'
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
        troubles: state.gaps.filter(({ toAt }) => toAt === undefined),
        ...(pause === undefined ? {} : { pause }),
      }
    }
    case 'ended':
    case 'kept':
    case 'expired':
    case 'deleted':
      return { ...common, consentedAt: state.consentedAt, troubles: [], endedWhy: state.why }
  }
}
