import type { NoticeName } from '@farwindow/shared/protocol/all.ts'
import type { Told } from '@farwindow/shared/protocol/wire.ts'

/** Notices kept for a page that comes back; older gaps are healed by asking anew. */
const kept = 512

/** The notices of one session, numbered (LINK-1). */
export interface Backlog {
  /** The last number. */
  seq(): number
  add(name: NoticeName, data: unknown): Told
  /** What came after this number; null when that is not known any more, or the number is none of ours. */
  since(seq: number): readonly Told[] | null
}

export const createBacklog = (): Backlog => {
  const last: Told[] = []
  let seq = 0
  return {
    seq: () => seq,
    add: (name, data) => {
      seq += 1
      const told = { seq, name, data }
      last.push(told)
      if (last.length > kept) last.shift()
      return told
    },
    since: (seen) => {
      const first = last[0]?.seq ?? seq + 1
      return seen > seq || seen < first - 1 ? null : last.filter((told) => told.seq > seen)
    },
  }
}
