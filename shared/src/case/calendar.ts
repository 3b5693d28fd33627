import type { WorkCalendar } from './deadline.ts'

/** The days `first` to `last` of a month, YYYY-MM-DD. */
const days = (month: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, n) => `${month}-${String(first + n).padStart(2, '0')}`)

/**
 * China's days off and make-up days of 2026 (notice of the General Office of the State Council, 4 November 2025).
 * Of 2027 only New Year's Day is entered: the notice for a year comes in the November before.
 */
export const chinaCalendar: WorkCalendar = {
  holidays: [
    ...days('2026-01', 1, 3),
    ...days('2026-02', 15, 23),
    ...days('2026-04', 4, 6),
    ...days('2026-05', 1, 5),
    ...days('2026-06', 19, 21),
    ...days('2026-09', 25, 27),
    ...days('2026-10', 1, 7),
    ...days('2027-01', 1, 1),
  ],
  makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
}
