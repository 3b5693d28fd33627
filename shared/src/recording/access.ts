import type { Actor } from '../people/role.ts'

/** What decides who may play a recording. */
export interface PlayedAbout {
  /** Of the office whose clerk answered. */
  readonly jurisdiction: string
  readonly clerkId: string
  /** The clerk whose the visit still is: during the call and its wrap-up. */
  readonly servedBy?: string | undefined
  /** Of the office that decides the case handed in during it. */
  readonly decidedIn?: string | undefined
}

/**
 * Who may play a recording (RECORDING-28): supervisors of the office whose clerk answered, reviewers of the office that
 * decides the case handed in during it, and its own clerk while the matter is theirs, which is until the wrap-up ends:
 * from then on it is the office's. The applicant's page never does.
 */
export const mayPlay = (
  { role, personId, jurisdiction }: Pick<Actor, 'role' | 'personId' | 'jurisdiction'>,
  about: PlayedAbout,
): boolean => {
  if (role === 'supervisor') return about.jurisdiction === jurisdiction
  if (role === 'reviewer') return about.decidedIn !== undefined && about.decidedIn === jurisdiction
  return (
    role === 'clerk' && personId !== undefined && about.clerkId === personId && about.servedBy === personId
  )
}
