import { z } from 'zod'

/** A calendar day in China, `2026-11-21`. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export type Day = z.infer<typeof day>

/** Days that break the week, as the State Council announces them each year. */
export interface WorkCalendar {
  /** Days off that would be working days. */
  readonly holidays: readonly Day[]
  /** Saturdays and Sundays worked in exchange (调休). */
  readonly makeUpDays: readonly Day[]
}
