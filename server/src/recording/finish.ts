import { holesIn } from '@farwindow/shared/recording/holes.ts'
import type { Gap, KeptSegment, RecordingState, Whose } from '@farwindow/shared/recording/state.ts'
import type { MediaHost } from '../call/host.ts'
import type { RecordingPart } from '../call/recording/manifest.ts'
import type { Shelf } from '../call/recording/shelf.ts'
import type { House } from '../house.ts'
import type { Vault } from '../record/vault.ts'
import { shredKey } from './key.ts'
import { moveRecording } from './settle.ts'

type Ended = Extract<RecordingState, { phase: 'ended' }>

const bySystem = { by: { role: 'system' } } as const

/** A node that does not come back within a day is taken for lost, and what it had for missing. */
const givenUpMs = 86_400_000

/** Shorter ones stand in the manifest only. */
const shownGapMs = 1_000

/** Whose stream each peer sent. */
const whoseOf = ({ followed }: Ended): ((peerId: string) => Whose) => {
  const known = new Map(followed.map(({ peerId, ...whose }) => [peerId, whose]))
  return (peerId) => known.get(peerId) ?? {}
}

/** In which capacity. */
const kindOf = ({ guests = [] }: Ended, { guestId }: Whose): Pick<KeptSegment, 'kind'> => {
  const guest = guests.find((each) => each.guestId === guestId)
  return guest === undefined ? {} : { kind: guest.kind }
}

/** The files of the manifest, each with whose stream it is. */
const segmentsOf = (parts: readonly RecordingPart[], state: Ended): KeptSegment[] => {
  const whose = whoseOf(state)
  return parts.flatMap(({ partId, segments }) =>
    segments.map(({ lostPackets: _lost, ...segment }) => ({
      partId,
      ...segment,
      ...whose(segment.peerId),
      ...kindOf(state, whose(segment.peerId)),
    })),
  )
}

/** What the files lack, as they say it themselves; pauses are known better. */
const gapsOf = (parts: readonly RecordingPart[], state: Ended): Gap[] => {
  const whose = whoseOf(state)
  return parts.flatMap(({ gaps }) =>
    gaps.flatMap(({ peerId, why, ...gap }) => (why === 'paused' ? [] : [{ ...gap, why, ...whose(peerId) }])),
  )
}

/** Of each part, for the record: its files stand with their digests in the event as they do in the state. */
const gapsByPart = (parts: readonly RecordingPart[]) =>
  parts.flatMap(({ partId, gaps }) => gaps.map((gap) => ({ partId, ...gap })))

/**
 * Ends the files of a recording and chains their manifest into the record (RECORDING-27). False: not yet, since a
 * node that has some of it does not answer.
 */
export const finishRecording = async (house: House, host: MediaHost, state: Ended): Promise<boolean> => {
  const stopped = await host.stopRecording({ recordingId: state.id })
  const lost = house.now() > state.endedAt + givenUpMs
  if (!stopped.ok && stopped.refusal.code !== 'notFound' && !lost) return false
  const parts = stopped.ok ? stopped.value.parts : []
  const found = new Set(parts.map(({ partId }) => partId))
  const missingParts = state.parts.filter((partId) => !found.has(partId))
  if (missingParts.length > 0 && !lost) return false
  const outcome = await house.commit(bySystem, async (work) => {
    const recording = await work.need('recording', state.id)
    if (recording.state.phase !== 'ended') return
    const segments = segmentsOf(parts, recording.state)
    const inFiles = gapsOf(parts, recording.state)
    const holes = holesIn(segments, [...recording.state.gaps, ...inFiles], recording.state.pauses)
    const gaps = [...inFiles, ...holes].filter(({ fromAt, toAt = fromAt }) => toAt - fromAt >= shownGapMs)
    await moveRecording(
      work,
      recording,
      { type: 'closed', at: work.at, segments, gaps, missingParts },
      { segments, missingParts, gaps: gapsByPart(parts), holes },
    )
  })
  return outcome.ok
}

/** Forgets the key, deletes the bytes, and says so, in this order: a crash in between leaves noise at most (RECORDING-30). */
export const eraseRecording = async (
  house: House,
  { vault, shelf }: { readonly vault: Vault; readonly shelf: Shelf },
  recordingId: string,
): Promise<boolean> => {
  const shredded = await house.commit(bySystem, (work) => shredKey(work, vault, recordingId))
  if (!shredded.ok) return false
  const files = await shelf.list(recordingId)
  await shelf.remove(recordingId)
  const outcome = await house.commit(bySystem, async (work) => {
    const recording = await work.need('recording', recordingId)
    if (recording.state.phase !== 'expired') return
    const event = { type: 'deleted', at: work.at } as const
    await moveRecording(work, recording, event, {
      files: files.length,
      bytes: files.reduce((total, { bytes }) => total + bytes, 0),
    })
  })
  return outcome.ok
}
