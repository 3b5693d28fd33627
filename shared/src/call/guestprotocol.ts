import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'
import { guestEndings, guestKind, outsideKinds, staffKinds } from './guest.ts'

const done = z.strictObject({})
const id = z.string().max(64)
const ofGuest = { callId: id, guestId: id }

/** A guest as everybody in the call sees them. */
export const guestView = z.object({
  id: z.string(),
  kind: guestKind,
  phase: z.enum(['invited', 'asking', 'waiting', 'present']),
  name: z.string().optional(),
  /** Under which name their streams come. */
  party: z.string(),
  /** Their page or network is gone at the moment. */
  away: z.boolean(),
})
export type GuestView = z.infer<typeof guestView>

/** Whose place was given back: because they did not come, or because they were gone too long. */
export const lapsedGuest = z.object({
  guestId: z.string(),
  kind: guestKind,
  name: z.string().optional(),
  /** Took part before they were gone. */
  tookPart: z.boolean(),
})
export type LapsedGuest = z.infer<typeof lapsedGuest>

/** The call as a guest sees it: who is there, and nothing of the matter (GUEST-6). */
export const guestCall = z.object({
  callId: z.string(),
  guestId: z.string(),
  jurisdiction: z.string(),
  answeredAt: z.number(),
  clerk: z.object({ name: z.string(), number: z.string(), party: z.string() }),
  applicant: z.object({ party: z.string() }),
  away: z.array(z.enum(['applicant', 'clerk'])),
  guests: z.array(guestView),
})
export type GuestCall = z.infer<typeof guestCall>

/** A person of the office who may be asked into a call. */
export const colleague = z.object({
  personId: z.string(),
  kind: z.enum(staffKinds),
  name: z.string(),
  number: z.string(),
  /** Their page is open. */
  here: z.boolean(),
})
export type Colleague = z.infer<typeof colleague>

const staff = ['reviewer', 'supervisor'] as const
const anyGuest = ['guest', ...staff] as const

/** A third and a fourth person in a call (SPEC: GUEST). */
export const guestRequests = requests({
  'guest.colleagues': {
    about: 'Reviewers and supervisors of the clerk’s office who may be asked into a call.',
    by: ['clerk'],
    input: done,
    output: z.object({ colleagues: z.array(colleague) }),
    safeToRepeat: true,
    refuses: [],
  },
  'guest.invite': {
    about: 'The clerk invites: somebody outside, who gets a one-time code, or a colleague, who is told.',
    by: ['clerk'],
    input: z.union([
      z.strictObject({ callId: id, kind: z.enum(outsideKinds) }),
      z.strictObject({ callId: id, kind: z.enum(staffKinds), personId: id }),
    ]),
    output: z.object({ guestId: z.string(), code: z.string().optional(), expiresAt: z.number() }),
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'conflict'],
  },
  'guest.ask': {
    about: 'A supervisor asks the clerk of a running call of the own office to be let in.',
    by: ['supervisor'],
    input: z.strictObject({ clerkId: id }),
    output: z.object({ callId: z.string(), guestId: z.string() }),
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'conflict'],
  },
  'guest.admit': {
    about: 'The clerk lets a supervisor in who asked; the applicant is told.',
    by: ['clerk'],
    input: z.strictObject(ofGuest),
    output: done,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'guest.join': {
    about: 'Uses the one-time code, with one’s name; the session cookie comes with the HTTP answer.',
    by: ['visitor', 'guest'],
    input: z.strictObject({ code: z.string().min(4).max(64), name: z.string().trim().min(1).max(40) }),
    output: guestCall,
    safeToRepeat: true,
    overHttp: true,
    refuses: ['codeInvalid'],
  },
  'guest.accept': {
    about: 'A colleague comes who was invited.',
    by: staff,
    input: z.strictObject({ callId: id }),
    output: guestCall,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'guest.allow': {
    about: 'The applicant says whether the person at the door may see and hear them.',
    by: ['applicant'],
    input: z.strictObject({ ...ofGuest, agreed: z.boolean() }),
    output: done,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'guest.remove': {
    about:
      'The clerk takes a guest out or an invitation back; the applicant takes back the own consent, which a supervisor does not need.',
    by: ['applicant', 'clerk'],
    input: z.strictObject(ofGuest),
    output: done,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'guest.leave': {
    about: 'A guest leaves, or does not come after all.',
    by: anyGuest,
    input: z.strictObject({ callId: id }),
    output: done,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'guest.current': {
    about: 'The call this person is a guest of, or invited to.',
    by: anyGuest,
    input: done,
    output: z.object({ call: guestCall.nullable() }),
    safeToRepeat: true,
    refuses: [],
  },
})

export const guestNotices = {
  'guest.changed': notice({
    about: 'The call this person is a guest of, or was just invited to, moved on.',
    to: anyGuest,
    data: guestCall,
  }),
  'guest.lapsed': notice({
    about:
      'A place in the call is free again: nobody came, or their page never did, or it was gone too long.',
    to: ['clerk'],
    data: lapsedGuest.extend({ callId: z.string() }),
  }),
  'guest.over': notice({
    about: 'This person is no guest of the call any more.',
    to: anyGuest,
    data: z.object({ callId: z.string(), guestId: z.string(), why: z.enum(guestEndings) }),
  }),
}
