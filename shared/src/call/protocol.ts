import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'
import { guestView } from './guestprotocol.ts'
import { draft, longestLine } from './draft.ts'
import { callEndings, side } from './machine.ts'
import { callRoute } from './route.ts'
import { saidSheet } from './sheet.ts'

const done = z.strictObject({})
const ofCall = z.strictObject({ callId: z.string().max(64) })

/** A call as both ends see it. */
export const callView = z.object({
  id: z.string(),
  visitId: z.string(),
  phase: z.enum(['ringing', 'active', 'ended']),
  clerkId: z.string(),
  jurisdiction: z.string(),
  item: z.string().optional(),
  offeredAt: z.number(),
  expiresAt: z.number().optional(),
  answeredAt: z.number().optional(),
  endedAt: z.number().optional(),
  reason: z.enum(callEndings).optional(),
  /** How pictures and sound travel; unset once it is over. */
  route: callRoute.optional(),
  /** Sides whose page or network is gone at the moment. */
  away: z.array(side),
  /** Who else takes part, is at the door, or was invited. */
  guests: z.array(guestView),
})
export type CallView = z.infer<typeof callView>

/** Where the applicant stands and what they want: shown with the ring. */
export const callerView = z.object({
  visitId: z.string(),
  from: z.string(),
  place: z.enum(['kiosk', 'phone']),
  language: z.enum(['zh', 'en']),
  item: z.string().optional(),
  queuedAt: z.number(),
})
export type CallerView = z.infer<typeof callerView>

/** What may be sent in the talk, by its content. */
export const sendable = ['image/jpeg', 'image/png', 'application/pdf'] as const

/** A file that was sent in the talk, as the line says it. */
export const saidFile = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  sizeBytes: z.number(),
})
export type SaidFile = z.infer<typeof saidFile>

/** A line as it was said; of a file or sheet, its name. */
export const saidLine = z.object({
  by: side,
  text: z.string(),
  at: z.number(),
  file: saidFile.exactOptional(),
  sheet: saidSheet.exactOptional(),
})
export type SaidLine = z.infer<typeof saidLine>

export const callRequests = requests({
  'call.answer': {
    about: 'The clerk answers the call that rings.',
    by: ['clerk'],
    input: ofCall,
    output: callView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'conflict'],
  },
  'call.decline': {
    about: 'The clerk passes the ringing call on and goes on a break.',
    by: ['clerk'],
    input: ofCall,
    output: done,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'call.hangUp': {
    about: 'Either side ends the call.',
    by: ['applicant', 'clerk'],
    input: ofCall,
    output: done,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'call.note': {
    about: 'The clerk’s own note on this call; the applicant does not see it.',
    by: ['clerk'],
    input: z.strictObject({ callId: z.string().max(64), text: z.string().trim().min(1).max(2000) }),
    output: done,
    safeToRepeat: false,
    refuses: ['notFound'],
  },
  'call.say': {
    about: 'A line of text to the other side.',
    by: ['applicant', 'clerk'],
    input: z.strictObject({
      callId: z.string().max(64),
      text: z.string().trim().min(1).max(longestLine),
      /** The line that was being written (`talk.draft`). */
      line: draft.shape.line.optional(),
    }),
    output: done,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'call.current': {
    about:
      'The call this session takes part in, with who calls, notes (for the clerk) and lines said so far.',
    by: ['applicant', 'clerk'],
    input: done,
    output: z.strictObject({
      call: callView.nullable(),
      caller: callerView.nullable(),
      lines: z.array(saidLine),
      notes: z.array(z.object({ text: z.string(), at: z.number() })),
    }),
    safeToRepeat: true,
    refuses: [],
  },
})

export const callNotices = {
  'call.offered': notice({
    about: 'A call rings at this clerk.',
    to: ['clerk'],
    data: z.object({ call: callView, caller: callerView }),
  }),
  'call.changed': notice({ about: 'The call moved on.', to: ['applicant', 'clerk'], data: callView }),
  'call.said': notice({
    about: 'A line of text was said.',
    to: ['applicant', 'clerk'],
    data: saidLine.extend({ callId: z.string(), line: z.string().optional() }),
  }),
}
