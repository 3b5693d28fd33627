const DAY_MS = 86_400_000
/** China has one time zone and no summer time since 1992: UTC+8, plain arithmetic. */
const OFFSET_MS = 8 * 3_600_000

/** A day in China: its date YYYY-MM-DD, its weekday (0 Monday … 6 Sunday) and when it starts (ms). */
export interface ChinaDay {
  readonly date: string
  readonly weekday: number
  readonly startAt: number
}

/** The day in China that contains `at`, moved by whole days. */
export const chinaDay = (at: number, moved = 0): ChinaDay => {
  const day = Math.floor((at + OFFSET_MS) / DAY_MS) + moved
  return {
    date: new Date(day * DAY_MS).toISOString().slice(0, 10),
    // Day 0 (1970-01-01) was a Thursday.
    weekday: (((day + 3) % 7) + 7) % 7,
    startAt: day * DAY_MS - OFFSET_MS,
  }
}

/** Is the text a day of the calendar, written YYYY-MM-DD? */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** The date `years` and `days` after a date; 29 February becomes 1 March where there is none. */
export const moveDate = (date: string, years: number, days: number): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year + years, month - 1, day + days)).toISOString().slice(0, 10)
}
