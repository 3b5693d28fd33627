import { sql } from 'kysely'
import { caseState } from '@farwindow/shared/case/machine.ts'
import { viewLowRating } from '@farwindow/shared/case/view.ts'
import type { LowRating } from '@farwindow/shared/case/sight.ts'
import type { House } from '../house.ts'

/** More than anybody can call back in a week; the most urgent are among them. */
const most = 500

/** The low ratings of an office that nobody has called back about, the most urgent first (CASE-10). */
export const lowRatingsOf = async (house: House, jurisdiction: string): Promise<LowRating[]> => {
  const rows = await house.db
    .selectFrom('subject')
    .select('state')
    .where('kind', '=', 'case')
    .where(sql<boolean>`state->'rating'->>'phase' = 'toFollowUp'`)
    .where('jurisdiction', '=', jurisdiction)
    .orderBy(sql`(state->'rating'->>'followUpBy')::bigint`)
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.flatMap(({ state }) => viewLowRating(caseState.parse(state)) ?? [])
}
