import { z } from 'zod'

/** How pictures and sound of a call travel: through a media host, or straight from browser to browser. */
export const callRoute = z.enum(['sfu', 'direct'])
export type CallRoute = z.infer<typeof callRoute>

/** What a window allows: never directly, directly when there is no media host, directly as a rule. */
export const mediaPolicy = z.enum(['sfu', 'preferSfu', 'direct'])
export type MediaPolicy = z.infer<typeof mediaPolicy>

/** Why a call goes the way it goes. */
export const routeReason = z.enum(['usual', 'window', 'hall', 'hostDown', 'recording', 'people', 'asked'])
export type RouteReason = z.infer<typeof routeReason>

/** What a call needs that only a media host can give. */
export interface RouteNeeds {
  readonly people: number
  /** It is being recorded, or shall be. */
  readonly recording: boolean
  /** The clerk asked for the media host. */
  readonly asked: boolean
}

/** Where a call takes place. */
export interface RoutePlace {
  readonly policy: MediaPolicy
  /** Both ends sit in one hall: what one says to the other need not leave the house. */
  readonly sameHall: boolean
}

/**
 * The way of a two-person call (DIRECT-1). A media host is what can record and join a third; directly a call goes
 * when none is up, or when nothing is needed and the window or the hall says so.
 */
export const routeOf = (
  { policy, sameHall }: RoutePlace,
  hostUp: boolean,
  { people, recording, asked }: RouteNeeds,
): { readonly route: CallRoute; readonly why: RouteReason } => {
  if (policy === 'sfu') return { route: 'sfu', why: 'window' }
  // More than two cannot go directly: they wait for a media host.
  if (people > 2) return { route: 'sfu', why: 'people' }
  if (!hostUp) return { route: 'direct', why: 'hostDown' }
  if (recording) return { route: 'sfu', why: 'recording' }
  if (asked) return { route: 'sfu', why: 'asked' }
  if (policy === 'direct') return { route: 'direct', why: 'window' }
  return sameHall ? { route: 'direct', why: 'hall' } : { route: 'sfu', why: 'usual' }
}

/** What the windows that do an item allow together: the strictest counts. */
export const strictestPolicy = (policies: readonly (MediaPolicy | undefined)[]): MediaPolicy => {
  if (policies.includes('sfu')) return 'sfu'
  return policies.length > 0 && policies.every((policy) => policy === 'direct') ? 'direct' : 'preferSfu'
}
