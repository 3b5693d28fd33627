import { z } from 'zod'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'

/** At most four people in a call: its two sides and so many guests, those invited counted (GUEST-1). */
export const mostGuests = 2
/** An invitation that nobody follows gives its place back (GUEST-2). */
export const invitationMs = 10 * 60_000
/** How long the place of a guest whose page is gone is kept; the call goes on without them (GUEST-8). */
export const guestAbsenceMs = 120_000

/** In which capacity somebody takes part beside applicant and clerk. */
export const guestKinds = ['helper', 'interpreter', 'reviewer', 'supervisor'] as const
export const guestKind = z.enum(guestKinds)
export type GuestKind = (typeof guestKinds)[number]

/** Comes with a one-time code, without an account: a helper at the near hall, an interpreter wherever they are. */
export const outsideKinds = ['helper', 'interpreter'] as const satisfies readonly GuestKind[]
/** Of the office, by their own sign-in. */
export const staffKinds = ['reviewer', 'supervisor'] as const satisfies readonly GuestKind[]

const base = {
  id: z.string(),
  kind: guestKind,
  /** Of staff. */
  personId: z.string().optional(),
  /** Said by whoever comes with a code; of staff, known from the start. */
  name: z.string().optional(),
  invitedAt: z.number(),
}

const there = {
  name: z.string(),
  /** Since when their page is gone, or has yet to come. */
  awayAt: z.number().optional(),
}

export const guest = z.discriminatedUnion('phase', [
  /** The clerk has invited; nobody is there yet. */
  z.strictObject({ phase: z.literal('invited'), ...base }),
  /** A supervisor asks the clerk to be let in. */
  z.strictObject({ phase: z.literal('asking'), ...base }),
  /** At the door: the applicant is asked. Neither sees nor hears, nor is seen or heard. */
  z.strictObject({ phase: z.literal('waiting'), ...base, ...there }),
  z.strictObject({ phase: z.literal('present'), ...base, ...there, joinedAt: z.number() }),
])
export type Guest = z.infer<typeof guest>
export type Guests = readonly Guest[]

/** Why a guest has no place any more. */
export const guestEndings = ['left', 'removed', 'declined', 'lapsed', 'callEnded'] as const
export type GuestEnding = (typeof guestEndings)[number]

type About = Pick<Guest, 'id' | 'kind' | 'personId' | 'name'>

export type GuestEvent = { readonly at: number } & (
  | { readonly type: 'guestInvited'; readonly guest: About }
  | { readonly type: 'guestAsked'; readonly guest: About & { readonly name: string } }
  /** The clerk lets in who asked. */
  | { readonly type: 'guestAdmitted'; readonly guestId: string }
  /** With the code, or having said yes to the invitation. */
  | { readonly type: 'guestArrived'; readonly guestId: string; readonly name: string }
  | { readonly type: 'guestAllowed'; readonly guestId: string }
  /** The applicant says no. */
  | { readonly type: 'guestDeclined'; readonly guestId: string }
  | { readonly type: 'guestLeft'; readonly guestId: string }
  | { readonly type: 'guestRemoved'; readonly guestId: string; readonly by: 'applicant' | 'clerk' }
  | { readonly type: 'guestAway'; readonly guestId: string }
  | { readonly type: 'guestBack'; readonly guestId: string }
)

const aboutOf = ({ id, kind, personId, invitedAt }: Guest) => ({
  id,
  kind,
  ...(personId === undefined ? {} : { personId }),
  invitedAt,
})

const present = (one: Guest, name: string, at: number): Guest => ({
  ...aboutOf(one),
  phase: 'present',
  name,
  joinedAt: at,
  ...('awayAt' in one && one.awayAt !== undefined ? { awayAt: one.awayAt } : {}),
})

/** Has come: at the door, or in the call. */
export const isThere = (one: Guest): one is Extract<Guest, { phase: 'waiting' | 'present' }> =>
  one.phase === 'waiting' || one.phase === 'present'

/**
 * Whether the applicant is asked before this guest sees or hears anything. A supervisor oversees the office's own
 * work: announced by name and always visible, but not for the applicant to refuse (GUEST-4).
 */
export const needsConsent = (kind: GuestKind): boolean => kind !== 'supervisor'

/** A code is used before its page connects, which may never happen: until then whoever used it is away (GUEST-12). */
const arrive = (one: Guest, name: string, at: number): Guest => {
  if (!needsConsent(one.kind)) return present(one, name, at)
  const yetToCome = one.personId === undefined ? { awayAt: at } : {}
  return { ...aboutOf(one), phase: 'waiting', name, ...yetToCome }
}

const add = (guests: Guests, one: Guest): Outcome<Guests> => {
  if (guests.length >= mostGuests) return refuse('wrongState', 'full')
  if (one.personId !== undefined && guests.some(({ personId }) => personId === one.personId))
    return refuse('conflict', 'there')
  return ok([...guests, one])
}

/** What becomes of one guest; null: the place is free again. */
const move = (one: Guest, event: Exclude<GuestEvent, { guest: About }>): Outcome<Guest | null> => {
  const { at } = event
  switch (event.type) {
    case 'guestAdmitted':
      return one.phase === 'asking' && one.name !== undefined
        ? ok(arrive(one, one.name, at))
        : refuse('wrongState', one.phase)
    case 'guestArrived':
      return one.phase === 'invited' ? ok(arrive(one, event.name, at)) : refuse('wrongState', one.phase)
    case 'guestAllowed':
      return one.phase === 'waiting' ? ok(present(one, one.name, at)) : refuse('wrongState', one.phase)
    case 'guestDeclined':
      return one.phase === 'waiting' ? ok(null) : refuse('wrongState', one.phase)
    case 'guestRemoved':
      // Consent may be taken back at any time; the supervisor's presence does not rest on it.
      if (event.by === 'applicant' && (one.phase !== 'present' || !needsConsent(one.kind)))
        return refuse('wrongState', one.kind)
      return ok(null)
    case 'guestLeft':
      return ok(null)
    case 'guestAway':
      return ok(isThere(one) && one.awayAt === undefined ? { ...one, awayAt: at } : one)
    case 'guestBack': {
      if (!isThere(one) || one.awayAt === undefined) return ok(one)
      const { awayAt: _awayAt, ...rest } = one
      return ok(rest)
    }
  }
}

/**
 * Who takes part beside the two sides. Refuses `wrongState` for what cannot happen now (`full` when four are there),
 * `conflict` for a person who has a place already, `notFound` for a guest the call does not know.
 */
export const advanceGuests = (guests: Guests, event: GuestEvent): Outcome<Guests> => {
  if (event.type === 'guestInvited')
    return add(guests, { ...event.guest, phase: 'invited', invitedAt: event.at })
  if (event.type === 'guestAsked')
    return add(guests, { ...event.guest, phase: 'asking', invitedAt: event.at })
  const one = guests.find(({ id }) => id === event.guestId)
  if (one === undefined) return refuse('notFound')
  const moved = move(one, event)
  if (!moved.ok) return moved
  if (moved.value === one) return ok(guests)
  const next = moved.value
  return ok(guests.flatMap((each) => (each !== one ? [each] : next === null ? [] : [next])))
}

const lapsesAt = (one: Guest): number => {
  if (!isThere(one)) return one.invitedAt + invitationMs
  return one.awayAt === undefined ? Infinity : one.awayAt + guestAbsenceMs
}

/** Without those whose time is over; the same list when nobody's is. */
export const lapseGuests = (guests: Guests, at: number): Guests =>
  guests.some((one) => at >= lapsesAt(one)) ? guests.filter((one) => at < lapsesAt(one)) : guests

/** When the first guest's time is over, ms since the epoch; Infinity when nobody's is running. */
export const guestsDueAt = (guests: Guests): number => Math.min(Infinity, ...guests.map(lapsesAt))

export const isGuestEvent = (event: { readonly type: string }): event is GuestEvent =>
  event.type.startsWith('guest')
