import type { Side } from '@farwindow/shared/call/machine.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import type { Audience } from '../store/announcement.ts'
import type { Loaded, Work } from '../store/commit.ts'

/** One of the two people of a visit, and the visit. */
export interface Party {
  readonly side: Side
  readonly visit: Loaded<'visit'>
}

/**
 * Which side this actor is on in a visit (VISIT-10): the applicant whose session it is, or the clerk who answered
 * it, during the call and its wrap-up. Anybody else is refused `notFound`, so that guessing ids tells nothing.
 */
export const partyOf = async (work: Work, actor: Actor, visitId: string): Promise<Party> => {
  const visit = await work.load('visit', visitId)
  const side = visit === null ? null : sideOf(actor, visit.state)
  if (visit === null || side === null) return work.refuse({ code: 'notFound' })
  return { side, visit }
}

/** The side without loading: for reads. Null when the visit is none of theirs. */
export const sideOf = (actor: Actor, visit: VisitState): Side | null => {
  if (actor.role === 'applicant')
    return actor.visitId === visit.id && visit.phase !== 'ended' ? 'applicant' : null
  if (actor.role !== 'clerk' || (visit.phase !== 'served' && visit.phase !== 'closing')) return null
  return visit.clerkId === actor.personId ? 'clerk' : null
}

export const otherSide = (side: Side): Side => (side === 'applicant' ? 'clerk' : 'applicant')

/** The pages of one side of a visit; nobody's on the clerk's side before one has answered. */
export const pagesOf = (visit: VisitState, side: Side): Audience[] => {
  if (side === 'applicant') return [{ visitId: visit.id }]
  return 'clerkId' in visit && visit.phase !== 'offered' ? [{ personId: visit.clerkId }] : []
}

/** Both people of a visit: its applicant's page, and the page of the clerk who serves it. */
export const bothOf = (visit: VisitState): Audience[] => [
  ...pagesOf(visit, 'applicant'),
  ...pagesOf(visit, 'clerk'),
]
