import type { Belonging, Work } from '../store/commit.ts'
import type { Kind, State } from '../store/kinds.ts'

/**
 * Adds something administrators keep (`base` 0), or changes the version they saw. Another version is there by now:
 * refused `conflict`; nothing is there: `notFound`. Returns the new version.
 */
export const keep = async <K extends Kind>(
  work: Work,
  about: { readonly kind: K; readonly id: string; readonly base: number; readonly belonging?: Belonging },
  next: State<K>,
  data: unknown,
): Promise<{ version: number }> => {
  const { kind, id, base, belonging } = about
  const before = await work.load(kind, id)
  const version = before?.version ?? 0
  if (version !== base) return work.refuse({ code: before === null ? 'notFound' : 'conflict', detail: [id] })
  if (before === null) work.create(kind, id, next, { name: 'added', data }, belonging)
  else work.save(before, next, { name: 'changed', data })
  return { version: version + 1 }
}
