import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { RecordingShow, RecordingSummary } from '@farwindow/shared/recording/protocol.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

export interface ArchiveFacts {
  readonly list: readonly RecordingSummary[] | null
  readonly shown: RecordingShow | null
  readonly refused: Refusal | null
}

/** Recordings that are over, of one case or of the office. */
export interface Archive {
  readonly state: StoreApi<ArchiveFacts>
  /** Those of this case; without one, the latest of the office. */
  look(reference?: string): Promise<void>
  show(recordingId: string): Promise<void>
  leave(): void
}

const nothing: ArchiveFacts = { list: null, shown: null, refused: null }

export const createArchive = (link: Link): Archive => {
  const state = createStore<ArchiveFacts>(() => nothing)
  const { setState: set } = state
  let asked = 0
  return {
    state,
    look: async (reference) => {
      asked += 1
      const turn = asked
      set(nothing, true)
      const outcome =
        reference === undefined
          ? await link.ask('recording.latest', {})
          : await link.ask('recording.ofCase', { reference })
      // Another case was opened meanwhile.
      if (turn === asked) set(outcome.ok ? { list: outcome.value.recordings } : { refused: outcome.refusal })
    },
    show: async (recordingId) => {
      const turn = asked
      const outcome = await link.ask('recording.show', { recordingId })
      if (turn === asked) set(outcome.ok ? { shown: outcome.value } : { refused: outcome.refusal })
    },
    leave: () => set({ shown: null }),
  }
}
