import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'
import { seatView } from '../queue/protocol.ts'

/** What the wallboard shows for one jurisdiction. Counts are of today (China time). */
export const board = z.object({
  jurisdiction: z.string(),
  at: z.number(),
  waiting: z.number().int(),
  /** Since when the longest-waiting person waits. */
  longestSince: z.number().nullable(),
  inCall: z.number().int(),
  arrived: z.number().int(),
  answered: z.number().int(),
  /** Answered within 60 s of arriving in the queue. */
  answeredInTime: z.number().int(),
  abandoned: z.number().int(),
  meanWaitMs: z.number().nullable(),
  submitted: z.number().int(),
  seats: z.array(seatView),
})
export type Board = z.infer<typeof board>

export const superviseRequests = requests({
  'supervise.board': {
    about: 'The live figures of the supervisor’s jurisdiction.',
    by: ['supervisor'],
    input: z.strictObject({}),
    output: board,
    safeToRepeat: true,
    refuses: [],
  },
})

export const superviseNotices = {
  'supervise.board': notice({ about: 'The figures changed.', to: ['supervisor'], data: board }),
}
