import { z } from 'zod'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'
import { deadline } from './deadline.ts'
import type { WorkCalendar } from './deadline.ts'

/** 好差评: 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意 (State Council document 国办发〔2019〕51号). */
export const ratingLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])
export type RatingLevel = z.infer<typeof ratingLevel>

const base = { level: ratingLevel, comment: z.string().max(1000), at: z.number() }

/** A rating; the two lowest levels wait for a follow-up until somebody has called back (CASE-10). */
export const rating = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('given'), ...base }),
  z.strictObject({ phase: z.literal('toFollowUp'), ...base, followUpBy: z.number() }),
  z.strictObject({
    phase: z.literal('followedUp'),
    ...base,
    followUpBy: z.number(),
    followedUpAt: z.number(),
    by: z.string(),
    /** What the applicant said and what was done about it. */
    note: z.string(),
  }),
])
export type Rating = z.infer<typeof rating>

/** Working days within which somebody who was dissatisfied is called back. */
const followUpDays = 5

/** A rating that was just given. */
export const newRating = (
  calendar: WorkCalendar,
  given: { readonly level: RatingLevel; readonly comment: string; readonly at: number },
): Rating =>
  given.level > 2
    ? { phase: 'given', level: given.level, comment: given.comment, at: given.at }
    : {
        phase: 'toFollowUp',
        level: given.level,
        comment: given.comment,
        at: given.at,
        followUpBy: deadline(calendar, given.at, followUpDays),
      }

/** Closes the follow-up. Refuses `wrongState` when none is open and `incomplete` without a note. */
export const followUp = (
  state: Rating,
  done: { readonly at: number; readonly by: string; readonly note: string },
): Outcome<Rating> => {
  if (state.phase !== 'toFollowUp') return refuse('wrongState', state.phase)
  const note = done.note.trim()
  if (note === '') return refuse('incomplete', 'note')
  return ok({ ...state, phase: 'followedUp', followedUpAt: done.at, by: done.by, note })
}
