import { z } from 'zod'

/** 好差评: 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意. */
export const ratingLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])
export type RatingLevel = z.infer<typeof ratingLevel>

const followUp = z.strictObject({ at: z.number(), by: z.string(), note: z.string().min(1).max(1000) })

export const rating = z.strictObject({
  level: ratingLevel,
  comment: z.string().max(1000),
  at: z.number(),
  followUp: followUp.optional(),
})
export type Rating = z.infer<typeof rating>
