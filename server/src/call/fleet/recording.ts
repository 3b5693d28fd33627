import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost } from '../host.ts'
import type { HostInput, HostOutput } from './channel.ts'
import { askStation } from './station.ts'
import type { Station } from './station.ts'

type RecordingRequest = 'pauseRecording' | 'resumeRecording' | 'stopRecording'

/**
 * Recordings over all nodes. A recording is asked for where its peers are. Which nodes have some of it is in no
 * book: all are asked, and those that have none say so; a desk that was just started needs nothing more.
 */
export const recordingHost = (register: {
  homeOf(peerId: string): Station | undefined
  all(): readonly Station[]
}): Pick<MediaHost, 'record' | RecordingRequest> => {
  const everywhere = async <N extends RecordingRequest>(
    name: N,
    input: HostInput<N>,
  ): Promise<Outcome<readonly HostOutput<N>[]>> => {
    const asked = await Promise.all(register.all().map((station) => askStation(station, name, input)))
    // One that does not answer may be recording on: that is no success.
    const refused = asked.find((each) => !each.ok && each.refusal.code !== 'notFound')
    if (refused !== undefined && !refused.ok) return refused
    const values = asked.flatMap((each) => (each.ok ? [each.value] : []))
    return values.length > 0 ? ok(values) : refuse('notFound', 'recordingId')
  }

  return {
    record: async ({ recordingId, peerIds, key }) => {
      const homes = new Set(peerIds.map((peerId) => register.homeOf(peerId)))
      if (homes.has(undefined) || homes.size === 0) return refuse('notFound', 'peerIds')
      const begun = await Promise.all(
        [...homes].flatMap((home) =>
          home === undefined
            ? []
            : askStation(home, 'record', {
                recordingId,
                peerIds: peerIds.filter((peerId) => register.homeOf(peerId) === home),
                key,
              }),
        ),
      )
      return begun.find((each) => !each.ok) ?? begun[0] ?? refuse('unavailable')
    },
    pauseRecording: async ({ recordingId }) => {
      const all = await everywhere('pauseRecording', { recordingId })
      return all.ok ? ok(null) : all
    },
    resumeRecording: async ({ recordingId }) => {
      const all = await everywhere('resumeRecording', { recordingId })
      return all.ok ? ok(null) : all
    },
    stopRecording: async ({ recordingId }) => {
      const all = await everywhere('stopRecording', { recordingId })
      return all.ok ? ok({ parts: all.value.flatMap(({ parts }) => parts) }) : all
    },
  }
}
