import { sql } from 'kysely'
import type { Board } from '@farwindow/shared/supervise/protocol.ts'
import { viewSeat } from '../queue/view.ts'
import type { Database } from '../store/database.ts'
import { list } from '../store/list.ts'

/** China keeps one time, eight hours ahead of UTC. */
const chinaMs = 8 * 3_600_000
const dayMs = 24 * 3_600_000
/** Answered in time: Shanghai's online help answers within a minute. */
const inTimeMs = 60_000

/** Midnight in China before `at`. */
const dayBegan = (at: number): number => Math.floor((at + chinaMs) / dayMs) * dayMs - chinaMs

interface Counts {
  waiting: string
  longest: string | null
  in_call: string
  arrived: string
  answered: string
  in_time: string
  abandoned: string
  mean_wait: string | null
}

/** The day's figures of one office, counted from the visits themselves. */
export const readBoard = async (db: Database, jurisdiction: string, at: number): Promise<Board> => {
  const began = dayBegan(at)
  const counted = await sql<Counts>`
    with visit as (
      select phase, (state->>'queuedAt')::bigint as queued, (state->>'answeredAt')::bigint as answered
      from subject
      where kind = 'visit' and state->>'to' = ${jurisdiction} and created_at >= ${began - dayMs}
    )
    select
      count(*) filter (where phase in ('waiting', 'offered')) as waiting,
      min(queued) filter (where phase in ('waiting', 'offered')) as longest,
      count(*) filter (where phase = 'served') as in_call,
      count(*) filter (where queued >= ${began}) as arrived,
      count(*) filter (where answered >= ${began}) as answered,
      count(*) filter (where answered >= ${began} and answered - queued <= ${inTimeMs}) as in_time,
      count(*) filter (where phase = 'ended' and queued >= ${began} and answered is null) as abandoned,
      avg(answered - queued) filter (where answered >= ${began}) as mean_wait
    from visit`.execute(db)
  const submitted = await db
    .selectFrom('subject')
    .select((row) => row.fn.countAll<string>().as('count'))
    .where('kind', '=', 'case')
    .where('jurisdiction', '=', jurisdiction)
    .where('created_at', '>=', began)
    .executeTakeFirstOrThrow()
  const row = counted.rows[0]
  if (row === undefined) throw new Error('an aggregate answers one row')
  const seats = await list(db, 'seat', { jurisdiction })
  return {
    jurisdiction,
    at,
    waiting: Number(row.waiting),
    longestSince: row.longest === null ? null : Number(row.longest),
    inCall: Number(row.in_call),
    arrived: Number(row.arrived),
    answered: Number(row.answered),
    answeredInTime: Number(row.in_time),
    abandoned: Number(row.abandoned),
    meanWaitMs: row.mean_wait === null ? null : Math.round(Number(row.mean_wait)),
    submitted: Number(submitted.count),
    seats: seats.map(({ state }) => viewSeat(state)),
  }
}
