import type { FileView, GivenPurpose } from '@farwindow/shared/record/protocol.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { notOvertaken } from '../latest.ts'
import type { Link } from '../link.ts'

/** A file on its way to the server, or refused. */
export interface Sending {
  readonly id: string
  readonly purpose: GivenPurpose
  readonly material?: string
  readonly name: string
  /** Why it was not taken; while there is none it is under way. */
  readonly refusal?: Refusal
}

/** The files of one visit: papers, stills, signature. */
export interface RecordFacts {
  readonly visitId: string | null
  /** In the order they came. */
  readonly files: readonly FileView[]
  readonly sending: readonly Sending[]
}

export interface NewFile {
  readonly purpose: GivenPurpose
  readonly material?: string
  readonly name: string
  readonly content: Blob
}

export interface RecordStore {
  readonly state: StoreApi<RecordFacts>
  open(visitId: string): Promise<void>
  /** Sends a file; until it has arrived, or was refused, it stands in `sending`. */
  put(file: NewFile): Promise<Outcome<FileView>>
  /** Takes a refused file off the list. */
  forget(sendingId: string): void
  remove(fileId: string): Promise<Outcome<object>>
  judge(fileId: string, verdict: 'accepted' | 'returned', reason?: string): Promise<Outcome<object>>
  reset(): void
  close(): void
}

const nothing: RecordFacts = { visitId: null, files: [], sending: [] }
/** A photo over a weak line takes a while. */
const slowLine = { patienceMs: 120_000, answerMs: 60_000 }

const withFile = (files: readonly FileView[], file: FileView): readonly FileView[] =>
  files.some(({ id }) => id === file.id)
    ? files.map((each) => (each.id === file.id ? file : each))
    : [...files, file]

/** Follows the files of a visit and sends new ones. */
export const createRecordStore = (link: Link): RecordStore => {
  const state = createStore<RecordFacts>(() => nothing)
  const { getState: get, setState: set } = state
  const visitId = (): string => get().visitId ?? ''

  const current = notOvertaken()
  const refresh = async (): Promise<void> => {
    const asked = visitId()
    const outcome = await current.ask(() => link.ask('record.files', { visitId: asked }))
    if (outcome.ok && asked === get().visitId) set({ files: outcome.value.files })
  }
  const hear = (file: FileView): void => {
    if (file.visitId === get().visitId) set({ files: withFile(get().files, file) })
  }
  const forget = (sendingId: string): void =>
    set({ sending: get().sending.filter(({ id }) => id !== sendingId) })

  const stops = [
    link.onFresh(() => {
      if (get().visitId !== null) void refresh()
    }),
    link.on('record.changed', (file) => {
      current.heard()
      hear(file)
    }),
    link.on('record.removed', ({ fileId }) => {
      current.heard()
      set({ files: get().files.filter(({ id }) => id !== fileId) })
    }),
  ]

  const reset = (): void => set(nothing, true)
  return {
    state,
    open: async (id) => {
      if (get().visitId !== id) set({ ...nothing, visitId: id }, true)
      await refresh()
    },
    put: async ({ content, ...about }) => {
      const sending: Sending = { id: crypto.randomUUID(), ...about }
      const of = visitId()
      set({ sending: [...get().sending, sending] })
      const bytes = new Uint8Array(await content.arrayBuffer())
      const outcome = await link.ask('record.put', { visitId: of, ...about, bytes }, slowLine)
      if (of !== get().visitId) return outcome
      if (outcome.ok) {
        forget(sending.id)
        hear(outcome.value)
      } else {
        const refused = { ...sending, refusal: outcome.refusal }
        set({ sending: get().sending.map((each) => (each.id === sending.id ? refused : each)) })
      }
      return outcome
    },
    forget,
    remove: (fileId) => link.ask('record.remove', { visitId: visitId(), fileId }),
    judge: (fileId, verdict, reason) =>
      link.ask('record.judge', {
        visitId: visitId(),
        fileId,
        verdict,
        ...(reason === undefined ? {} : { reason }),
      }),
    reset,
    close: () => {
      reset()
      for (const stop of stops) stop()
    },
  }
}
