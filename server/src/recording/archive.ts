import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { RecordingSummary } from '@farwindow/shared/recording/protocol.ts'
import type { Over } from '@farwindow/shared/recording/state.ts'
import { ownCase } from '../case/own.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { list, look } from '../store/list.ts'
import { seenRecording } from './access.ts'
import { captionsOf } from './captions.ts'
import { timelineOf } from './timeline.ts'

const overPhases = ['ended', 'kept', 'expired', 'deleted'] as const
/** Older ones are found by the case. */
const mostLatest = 100

const summarise = async (house: House, state: Over): Promise<RecordingSummary> => {
  const [visit, clerk] = await Promise.all([
    look(house.db, 'visit', state.visitId),
    look(house.db, 'person', state.clerkId),
  ])
  return {
    id: state.id,
    ...(state.item === undefined ? {} : { item: state.item }),
    ...(visit?.reference === undefined ? {} : { reference: visit.reference }),
    clerk: clerk?.name ?? '',
    phase: state.phase === 'expired' ? 'deleted' : state.phase,
    consentedAt: state.consentedAt,
    endedAt: state.endedAt,
    endedWhy: state.why,
    keepUntil: state.keepUntil,
    ...(state.phase === 'deleted' ? { deletedAt: state.deletedAt } : {}),
  }
}

const summariesOf = async (
  house: House,
  wanted: { readonly visitId: string } | { readonly jurisdiction: string },
) => {
  const found = await list(house.db, 'recording', {
    phases: overPhases,
    latest: true,
    limit: mostLatest,
    ...wanted,
  })
  const summaries = await Promise.all(
    found.flatMap(({ state }) => ('keepUntil' in state ? [summarise(house, state)] : [])),
  )
  return summaries.toSorted((a, b) => b.consentedAt - a.consentedAt)
}

/** The guests of whom there are files. */
const recorded = (state: Over): ReadonlySet<string> =>
  new Set(state.phase === 'kept' ? state.segments.flatMap(({ guestId }) => guestId ?? []) : [])

/** What is known of recordings that are over, for whoever may play them. */
export const createArchive = (
  house: House,
): Pick<HandlersOf<'recording'>, 'recording.ofCase' | 'recording.latest' | 'recording.show'> => ({
  'recording.ofCase': async ({ reference }, { actor, cause }) => {
    const own = await house.commit(cause, async (work) => (await ownCase(work, actor, reference)).state)
    return own.ok ? ok({ recordings: await summariesOf(house, { visitId: own.value.visitId }) }) : own
  },
  'recording.latest': async (_input, { actor: { jurisdiction } }) =>
    ok({ recordings: jurisdiction === undefined ? [] : await summariesOf(house, { jurisdiction }) }),
  'recording.show': async ({ recordingId }, { actor, cause }) => {
    const seen = await house.commit(cause, async (work) => {
      const found = await seenRecording(work, actor, recordingId)
      work.note(found, { name: 'looked' })
      return found.state
    })
    if (!seen.ok) return seen
    const state = seen.value
    return ok({
      recording: await summarise(house, state),
      segments:
        state.phase === 'kept'
          ? state.segments.map(({ partId, file, side, guestId, source, beganAt, endedAt }) => ({
              path: `${partId}/${file}`,
              ...(side === undefined ? {} : { side }),
              ...(guestId === undefined ? {} : { guestId }),
              source,
              beganAt,
              endedAt,
            }))
          : [],
      guests: (state.guests ?? []).flatMap(({ guestId, kind, name, agreed }) =>
        agreed || recorded(state).has(guestId) ? [{ guestId, kind, name }] : [],
      ),
      captions: await captionsOf(house, state),
      pauses: state.pauses,
      gaps: state.gaps,
      missingParts: state.phase === 'kept' ? state.missingParts.length : 0,
      events: await timelineOf(house, state),
    })
  },
})
