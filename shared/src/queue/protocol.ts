import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'
import { breakReason } from './seat.ts'

const done = z.strictObject({})

/** The clerk's seat as the pages see it. */
export const seatView = z.object({
  personId: z.string(),
  jurisdiction: z.string(),
  name: z.string(),
  number: z.string(),
  phase: z.enum(['off', 'ready', 'offered', 'serving', 'wrapUp', 'break']),
  since: z.number(),
  reason: breakReason.optional(),
  callId: z.string().optional(),
})
export type SeatView = z.infer<typeof seatView>

export const queueEntry = z.object({
  visitId: z.string(),
  jurisdiction: z.string(),
  from: z.string(),
  place: z.enum(['kiosk', 'phone']),
  item: z.string().optional(),
  queuedAt: z.number(),
  away: z.boolean(),
})
export type QueueEntry = z.infer<typeof queueEntry>

export const queueRequests = requests({
  'queue.ready': {
    about: 'The clerk takes calls from now on; also ends a break or the wrap-up.',
    by: ['clerk'],
    input: done,
    output: seatView,
    safeToRepeat: false,
    refuses: ['wrongState'],
  },
  'queue.break': {
    about: 'The clerk takes no calls for a while.',
    by: ['clerk'],
    input: z.strictObject({ reason: breakReason }),
    output: seatView,
    safeToRepeat: false,
    refuses: ['wrongState'],
  },
  'queue.current': {
    about: 'Who waits at this office, in order, and the own seat.',
    by: ['clerk'],
    input: done,
    output: z.strictObject({ entries: z.array(queueEntry), seat: seatView.nullable() }),
    safeToRepeat: true,
    refuses: [],
  },
})

export const queueNotices = {
  'queue.changed': notice({
    about: 'Who waits at an office, in order.',
    to: ['clerk'],
    data: z.object({ jurisdiction: z.string(), entries: z.array(queueEntry) }),
  }),
  'seat.changed': notice({ about: 'The own seat changed.', to: ['clerk'], data: seatView }),
}
