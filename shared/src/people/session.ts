import { z } from 'zod'
import type { Actor } from './role.ts'
import { role, staffRoles } from './role.ts'

/** A browser page of one kind keeps one session, so that a clerk's and a kiosk's page may share a browser. */
export const surfaces = [
  'clerk',
  'reviewer',
  'supervisor',
  'administrator',
  'kiosk',
  'phone',
  'guest',
  'progress',
] as const
export const surface = z.enum(surfaces)
export type Surface = (typeof surfaces)[number]

const sessionEndings = ['signedOut', 'expired', 'revoked', 'replaced', 'visitEnded', 'callEnded'] as const

export const sessionState = z.strictObject({
  phase: z.enum(['live', 'ended']),
  surface,
  role,
  personId: z.string().optional(),
  jurisdiction: z.string().optional(),
  kioskId: z.string().optional(),
  visitId: z.string().optional(),
  callId: z.string().optional(),
  guestId: z.string().optional(),
  startedAt: z.number(),
  expiresAt: z.number(),
  ending: z.enum(sessionEndings).optional(),
})
export type SessionState = z.infer<typeof sessionState>

/** Staff sign in anew every working day; a kiosk proves itself daily; a phone keeps its visit for a day, a guest the call (PEOPLE-4). */
export const sessionMs = {
  staff: 12 * 3_600_000,
  kiosk: 24 * 3_600_000,
  phone: 24 * 3_600_000,
  guest: 4 * 3_600_000,
} as const

/** The page a staff role works on. */
export const isStaff = (who: { readonly role: string }): boolean =>
  staffRoles.some((candidate) => candidate === who.role)

/** The actor behind a live session; a kiosk with a visit speaks as the applicant (PEOPLE-5). */
export const actorOf = (sessionId: string, state: SessionState): Actor => ({
  role: state.role === 'kiosk' && state.visitId !== undefined ? 'applicant' : state.role,
  sessionId,
  ...(state.personId === undefined ? {} : { personId: state.personId }),
  ...(state.jurisdiction === undefined ? {} : { jurisdiction: state.jurisdiction }),
  ...(state.kioskId === undefined ? {} : { kioskId: state.kioskId }),
  ...(state.visitId === undefined ? {} : { visitId: state.visitId }),
  ...(state.callId === undefined ? {} : { callId: state.callId }),
  ...(state.guestId === undefined ? {} : { guestId: state.guestId }),
})

/** When a live session's time is over (LINK-6). */
export const sessionDueAt = (state: SessionState): number | null =>
  state.phase === 'live' ? state.expiresAt : null
