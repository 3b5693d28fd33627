import { normaliseReference } from '@farwindow/shared/case/reference.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Loaded, Work } from '../store/commit.ts'

/** A case of this member of staff's own office; another office's is `notFound`, however its reference was come by (CASE-16). */
export const ownCase = async (work: Work, actor: Actor, typed: string): Promise<Loaded<'case'>> => {
  const reference = normaliseReference(typed)
  const found = reference === null ? null : await work.load('case', reference)
  if (found === null || found.state.jurisdiction !== actor.jurisdiction)
    return work.refuse({ code: 'notFound' })
  return found
}
