import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'
import { opening } from '../region/protocol.ts'
import { visitEndings } from './machine.ts'

const jurisdiction = z.string().regex(/^\d{6}$/)
const code = z.string().max(60)
const done = z.strictObject({})

/** A visit as the applicant's and the clerk's pages see it. */
export const visitView = z.object({
  id: z.string(),
  phase: z.enum(['open', 'waiting', 'offered', 'served', 'closing', 'ended']),
  from: z.string(),
  place: z.enum(['kiosk', 'phone']),
  language: z.enum(['zh', 'en']),
  item: z.string().optional(),
  to: z.string().optional(),
  queuedAt: z.number().optional(),
  callId: z.string().optional(),
  /** The clerk's name and desk number, once one has answered. */
  clerk: z.object({ name: z.string(), number: z.string(), jurisdiction: z.string() }).optional(),
  /** The case handed in during this visit. */
  reference: z.string().optional(),
  rating: z.number().optional(),
  reason: z.enum(visitEndings).optional(),
})
export type VisitView = z.infer<typeof visitView>

/** Where one stands in the queue. `estimateMs` is null when nobody can say. */
export const queuePlace = z.object({
  visitId: z.string(),
  place: z.number().int().positive(),
  estimateMs: z.number().nullable(),
})
export type QueuePlace = z.infer<typeof queuePlace>

export const visitRequests = requests({
  'visit.open': {
    about: 'Begins a visit at this kiosk.',
    by: ['kiosk'],
    input: z.strictObject({ language: z.enum(['zh', 'en']) }),
    output: visitView,
    safeToRepeat: false,
    refuses: ['kioskRevoked', 'wrongState'],
  },
  'visit.invite': {
    about:
      'A one-time code for a phone: by an applicant to go on there with the same visit, by staff to begin a new one.',
    by: ['applicant', 'clerk', 'administrator'],
    input: z.strictObject({}),
    output: z.strictObject({ code: z.string(), expiresAt: z.number() }),
    safeToRepeat: false,
    refuses: ['wrongState'],
  },
  'visit.join': {
    about: 'Uses the one-time code on a phone; the session cookie comes with the HTTP answer.',
    by: ['visitor', 'applicant'],
    input: z.strictObject({ code: z.string().min(4).max(64), language: z.enum(['zh', 'en']) }),
    output: visitView,
    safeToRepeat: true,
    overHttp: true,
    refuses: ['codeInvalid'],
  },
  'visit.touch': {
    about: 'Says that somebody is still there (“还在吗？” answered).',
    by: ['applicant'],
    input: done,
    output: done,
    safeToRepeat: true,
    refuses: ['wrongState'],
  },
  'visit.choose': {
    about: 'Chooses what to do and which office decides it; without an item, a call to the office as such.',
    by: ['applicant'],
    input: z.strictObject({ item: code.optional(), to: jurisdiction }),
    output: visitView,
    safeToRepeat: false,
    refuses: ['wrongState', 'notServed', 'notFound'],
  },
  'visit.assign': {
    about: 'The clerk names the item of a caller who chose none; their form begins.',
    by: ['clerk'],
    input: z.strictObject({ visitId: z.string().max(64), item: code }),
    output: visitView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'notServed'],
  },
  'visit.prospects': {
    about: 'What calling now would mean: open or not, how many wait, how long it may take.',
    by: ['kiosk', 'applicant', 'visitor'],
    input: z.strictObject({ item: code.optional(), to: jurisdiction }),
    output: z.strictObject({
      opening: opening.nullable(),
      waiting: z.number().int(),
      estimateMs: z.number().nullable(),
    }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'visit.call': {
    about: 'Calls: joins the queue of the chosen office.',
    by: ['applicant'],
    input: done,
    output: visitView,
    safeToRepeat: false,
    refuses: ['wrongState', 'incomplete', 'closed', 'notServed'],
  },
  'visit.end': {
    about: 'Ends the visit; at a kiosk the next person finds nothing of it.',
    by: ['applicant'],
    input: done,
    output: done,
    safeToRepeat: false,
    refuses: ['wrongState'],
  },
  'visit.rate': {
    about: 'Good or bad review (好差评), five levels, 5 is best.',
    by: ['applicant'],
    input: z.strictObject({ rating: z.number().int().min(1).max(5), words: z.string().max(500).optional() }),
    output: done,
    safeToRepeat: false,
    refuses: ['wrongState'],
  },
  'visit.current': {
    about: 'The visit of this session (for a clerk: the one being served), and its place in the queue.',
    by: ['applicant', 'kiosk', 'clerk'],
    input: done,
    output: z.strictObject({ visit: visitView.nullable(), place: queuePlace.nullable() }),
    safeToRepeat: true,
    refuses: [],
  },
})

export const visitNotices = {
  'visit.changed': notice({
    about: 'The visit moved on.',
    to: ['applicant', 'clerk'],
    data: visitView,
  }),
  'visit.place': notice({
    about: 'The place in the queue or the estimate changed.',
    to: ['applicant'],
    data: queuePlace,
  }),
}
