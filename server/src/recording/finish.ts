import type { KeptSegment, RecordingState } from '@farwindow/shared/recording/state.ts'
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

/** The files of the manifest, each with whose stream it is. */
const segmentsOf = (parts: readonly RecordingPart[], { followed }: Ended): KeptSegment[] => {
  const sides = new Map(followed.map(({ peerId, side }) => [peerId, side]))
  return parts.flatMap(({ partId, segments }) =>
    segments.map(({ lostPackets: _lost, ...segment }) => {
      const side = sides.get(segment.peerId)
      return { partId, ...segment, ...(side === undefined ? {} : { side }) }
    }),
  )
}

/** Of one part, for the record: its files stand with their digests in the event as they do in the state. */
const gapsOf = (parts: readonly RecordingPart[]) =>
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
    const segments = segmentsOf(parts, state)
    moveRecording(
      work,
      recording,
      { type: 'closed', at: work.at, segments, missingParts },
      { segments, missingParts, gaps: gapsOf(parts) },
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
    moveRecording(work, recording, event, {
      files: files.length,
      bytes: files.reduce((total, { bytes }) => total + bytes, 0),
    })
  })
  return outcome.ok
}
