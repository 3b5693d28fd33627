import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { QueueEntry, SeatView } from '@farwindow/shared/queue/protocol.ts'
import type { BreakReason } from '@farwindow/shared/queue/seat.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

export interface QueueState {
  /** Null until the server has said who waits. */
  readonly entries: readonly QueueEntry[] | null
  readonly seat: SeatView | null
  readonly refused: Refusal | null
}

export interface QueueStore {
  readonly state: StoreApi<QueueState>
  /** Takes calls from now on; also ends a break or the wrap-up. */
  ready(): Promise<void>
  rest(reason: BreakReason): Promise<void>
}

/** Who waits at the clerk's office, and the clerk's own seat. */
export const createQueueStore = (link: Link): QueueStore => {
  const state = createStore<QueueState>(() => ({ entries: null, seat: null, refused: null }))

  const load = async (): Promise<void> => {
    const outcome = await link.ask('queue.current', {})
    if (outcome.ok) state.setState({ ...outcome.value, refused: null })
  }
  link.onFresh(() => void load())
  link.on('queue.changed', ({ entries }) => state.setState({ entries }))
  link.on('seat.changed', (seat) => state.setState({ seat, refused: null }))

  return {
    state,
    ready: async () => {
      const outcome = await link.ask('queue.ready', {})
      state.setState(outcome.ok ? { seat: outcome.value, refused: null } : { refused: outcome.refusal })
    },
    rest: async (reason) => {
      const outcome = await link.ask('queue.break', { reason })
      state.setState(outcome.ok ? { seat: outcome.value, refused: null } : { refused: outcome.refusal })
    },
  }
}
