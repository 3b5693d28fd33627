import type { Work } from '../store/commit.ts'
import { moveCase } from './settle.ts'

/** Sends a case whose time has come its `due` event: silence accepts, lateness is marked, a correction lapses. */
export const dueCase = async (work: Work, id: string): Promise<void> => {
  moveCase(work, await work.need('case', id), { type: 'due', at: work.at }, {})
}
