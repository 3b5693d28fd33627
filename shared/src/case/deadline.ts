import { chinaDay } from '../region/chinatime.ts'
import type { ChinaDay } from '../region/chinatime.ts'

/** Days that break the week, as the State Council announces them each year; YYYY-MM-DD. */
export interface WorkCalendar {
  /** Days off that would be working days. */
  readonly holidays: readonly string[]
  /** Saturdays and Sundays worked in exchange (调休). */
  readonly makeUpDays: readonly string[]
}

const dayMs = 86_400_000
const saturday = 5

const isWorking = (calendar: WorkCalendar, { date, weekday }: ChinaDay): boolean => {
  if (calendar.holidays.includes(date)) return false
  return weekday < saturday || calendar.makeUpDays.includes(date)
}

/** Whether the day in China that contains `at` is worked. */
export const isWorkingDay = (calendar: WorkCalendar, at: number): boolean => isWorking(calendar, chinaDay(at))

/**
 * The last millisecond of the `days`th working day after the day of `at` (CASE-3). The day of `at` itself does
 * not count (Civil Code art. 201). `days` 0: the same day, or the next working day when it is a day off (art. 203).
 */
export const deadline = (calendar: WorkCalendar, at: number, days: number): number => {
  let left = days
  for (let moved = days === 0 ? 0 : 1; ; moved += 1) {
    const day = chinaDay(at, moved)
    if (!isWorking(calendar, day)) continue
    left -= 1
    if (left <= 0) return day.startAt + dayMs - 1
  }
}

/** Working days after the day of `at` up to and including the day of `until`; 0 when that has passed. */
export const workingDaysLeft = (calendar: WorkCalendar, at: number, until: number): number => {
  let count = 0
  for (let moved = 1; chinaDay(at, moved).startAt <= until; moved += 1)
    if (isWorking(calendar, chinaDay(at, moved))) count += 1
  return count
}
