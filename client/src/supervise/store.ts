import type { Board } from '@farwindow/shared/supervise/protocol.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

/** The live figures; null until the server has told them. */
export const createBoard = (link: Link): StoreApi<{ readonly board: Board | null }> => {
  const state = createStore<{ board: Board | null }>(() => ({ board: null }))
  const load = async (): Promise<void> => {
    const outcome = await link.ask('supervise.board', {})
    if (outcome.ok) state.setState({ board: outcome.value })
  }
  link.onFresh(() => void load())
  link.on('supervise.board', (board) => state.setState({ board }))
  return state
}
