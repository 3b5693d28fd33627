import type { Work } from '../store/commit.ts'
import { moveRecording } from './settle.ts'

/** A recording whose time is over: the recorder deletes key and bytes after this is committed. */
export const dueRecording = async (work: Work, id: string): Promise<void> => {
  await moveRecording(work, await work.need('recording', id), { type: 'due', at: work.at })
}
