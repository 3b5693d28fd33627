import { z } from 'zod'

/**
 * Who is asking. `visitor` is a browser that has shown nothing yet (sign-in pages, progress by reference);
 * `kiosk` an enrolled terminal between visits; `applicant` a person during a visit, at a kiosk or on a phone; `guest` a
 * helper or interpreter in one call, let in by a one-time code.
 */
export const roles = [
  'visitor',
  'kiosk',
  'applicant',
  'guest',
  'clerk',
  'reviewer',
  'supervisor',
  'administrator',
] as const

export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** Staff sign in with a name and a password. */
export const staffRoles = [
  'clerk',
  'reviewer',
  'supervisor',
  'administrator',
] as const satisfies readonly Role[]

/** The one who asks or looks: made by the gateway from the session, never from what a client says. */
export interface Actor {
  readonly role: Role
  readonly sessionId: string
  /** Staff only. */
  readonly personId?: string
  /** Staff and kiosks: the jurisdiction they belong to (GB/T 2260, six digits). */
  readonly jurisdiction?: string
  /** Kiosks, and applicants who stand at one. */
  readonly kioskId?: string
  /** Applicants only: the visit this session belongs to. */
  readonly visitId?: string
  /** Guests only: the call they were let into, and who they are in it. */
  readonly callId?: string
  readonly guestId?: string
}
