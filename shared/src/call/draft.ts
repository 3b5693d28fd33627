import { z } from 'zod'

/** As long as a line that is said. */
export const longestLine = 1000

/**
 * What one side is writing just now, whole: a piece that got lost is made good by the next, and nothing has to be
 * put together. `line` names the line it will be, `n` counts its versions; an empty text is a line wiped out.
 */
export const draft = z.strictObject({
  line: z.string().min(1).max(36),
  n: z.number().int().nonnegative().max(1_000_000),
  text: z.string().max(longestLine),
})
export type Draft = z.infer<typeof draft>

/** What a reader knows of the other side's writing. */
export interface Reading {
  /** The newest version there is, also when it is empty. */
  readonly draft: Draft | null
  /** Lines that were said: what still comes of them is old. */
  readonly over: readonly string[]
}

export const nothingRead: Reading = { draft: null, over: [] }
/** More lines than this are not under way at once. */
const remembered = 8

/** A version comes in (TALK-2): an older one of its line, or one of a line that was said, changes nothing. */
export const readDraft = (reading: Reading, next: Draft): Reading => {
  const { draft: now, over } = reading
  if (over.includes(next.line)) return reading
  if (now !== null && now.line === next.line && now.n >= next.n) return reading
  return { draft: next, over }
}

/** The other side said a line; what was being written of it is that line now (TALK-3). */
export const readSaid = ({ draft: now, over }: Reading, line: string | undefined): Reading =>
  line === undefined
    ? { draft: now, over }
    : { draft: now?.line === line ? null : now, over: [...over, line].slice(-remembered) }

/** What is to be shown as being written; empty when nothing is. */
export const writtenNow = ({ draft: now }: Reading): string => now?.text ?? ''
