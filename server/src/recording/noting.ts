import type { RecordingEvent } from '@farwindow/shared/recording/machine.ts'
import type { Gap, Running } from '@farwindow/shared/recording/state.ts'
import type { Errands } from '../errands.ts'
import type { House } from '../house.ts'
import { look } from '../store/list.ts'
import { moveRecording } from './settle.ts'
import { openWatch } from './watch.ts'
import type { StalledStream } from './watch.ts'

/** Writes into a recording under way what happened to it; one that is over is left as it is. */
export type Note = (id: string, eventOf: (at: number, state: Running) => RecordingEvent) => Promise<void>

const bySystem = { by: { role: 'system' } } as const

export const openNotes =
  (house: House): Note =>
  async (id, eventOf) => {
    const outcome = await house.commit(bySystem, async (commit) => {
      const found = await commit.load('recording', id)
      if (found?.state.phase !== 'recording' && found?.state.phase !== 'paused') return
      await moveRecording(commit, found, eventOf(commit.at, found.state))
    })
    if (!outcome.ok) house.log.warn({ id, refusal: outcome.refusal }, 'a recording could not be noted')
  }

/** What watching needs besides. */
interface Notices {
  readonly note: Note
  readonly errands: Errands
  /** It is recorded although it should rest. */
  readonly restless: (id: string) => void
}

type Found = () => Promise<Omit<Gap, 'fromAt'>>
const silence: Found = async () => ({ why: 'silent' })

/** Watches the recordings under way. Gaps seen in them are noted in the order they were seen. */
export const watchAndNote = (house: House, { note, errands, restless }: Notices) => {
  /** The gap that a stream which brings nothing to the disk is. */
  const gapOf = async (id: string, { peerId, source, why }: StalledStream): Promise<Omit<Gap, 'fromAt'>> => {
    const state = await look(house.db, 'recording', id)
    const followed = state !== null && 'followed' in state ? state.followed : []
    const { peerId: _peerId, ...whose } = followed.find((each) => each.peerId === peerId) ?? { peerId }
    return { why: why ?? 'stalled', source, ...whose }
  }
  const began = (id: string, gap: Found, forMs: number): void =>
    errands.run(
      house.lanes(`seen ${id}`, async () => {
        const about = await gap()
        await note(id, (at) => ({
          type: 'gapBegan',
          at,
          gap: { ...about, fromAt: Math.round(at - forMs) },
        }))
      }),
    )
  const ended = (id: string, gap: Found): void =>
    errands.run(
      house.lanes(`seen ${id}`, async () => {
        const about = await gap()
        await note(id, (at) => ({ type: 'gapEnded', at, gap: about }))
      }),
    )

  return openWatch(
    {
      silent: (id, forMs) => began(id, silence, forMs),
      heard: (id) => ended(id, silence),
      stalled: (id, stream, forMs) => began(id, () => gapOf(id, stream), forMs),
      grows: (id, stream) => ended(id, () => gapOf(id, stream)),
      restless,
    },
    () => performance.now(),
  )
}
