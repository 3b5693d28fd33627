import { array, assert, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '@farwindow/shared/case/calendar.ts'
import { deadline, isWorkingDay, workingDaysLeft } from '@farwindow/shared/case/deadline.ts'
import { chinaDay } from '@farwindow/shared/region/chinatime.ts'

/** Noon in China. */
const noon = (date: string): number => Date.parse(`${date}T12:00:00+08:00`)
const until = (date: string, days: number): string => chinaDay(deadline(chinaCalendar, noon(date), days)).date

describe('working days in China', () => {
  test.each([
    ['2026-11-20', 1, '2026-11-23', 'over a weekend'],
    ['2026-11-21', 1, '2026-11-23', 'from a Saturday'],
    ['2026-11-23', 5, '2026-11-30', 'a week later'],
    ['2026-02-13', 1, '2026-02-14', 'a Saturday that is worked before the Spring Festival'],
    ['2026-02-14', 1, '2026-02-24', 'over the Spring Festival'],
    ['2026-09-30', 3, '2026-10-10', 'over the National Day to a Saturday that is worked'],
    ['2026-12-31', 1, '2027-01-04', 'over New Year and the weekend'],
    ['2026-11-20', 0, '2026-11-20', 'the same day'],
    ['2026-11-21', 0, '2026-11-23', 'the next working day when it is a day off'],
  ])('CASE-3: %s and %i working days is %s: %s', (from, days, to) => {
    expect(until(from, days)).toBe(to)
  })

  test('CASE-3: a deadline lasts to the end of its day in China, wherever the server stands', () => {
    const end = deadline(chinaCalendar, noon('2026-11-20'), 1)
    expect(new Date(end).toISOString()).toBe('2026-11-23T15:59:59.999Z')
  })

  test('CASE-3: the day begins at midnight in China, not in UTC', () => {
    // Friday 23:30 in China is still Friday; half an hour later it is Saturday.
    const friday = Date.parse('2026-11-20T23:30:00+08:00')
    expect(isWorkingDay(chinaCalendar, friday)).toBe(true)
    expect(isWorkingDay(chinaCalendar, friday + 1_800_000)).toBe(false)
  })

  const time = integer({ min: Date.UTC(2025, 11, 1), max: Date.UTC(2027, 6, 1) })
  const days = integer({ min: 1, max: 60 })

  test('CASE-3: as many working days are left as were given', () => {
    assert(
      property(time, days, (at, count) => {
        const end = deadline(chinaCalendar, at, count)
        expect(workingDaysLeft(chinaCalendar, at, end)).toBe(count)
        expect(isWorkingDay(chinaCalendar, end)).toBe(true)
      }),
    )
  })

  test('CASE-3: more days or a later start never end earlier, and a holiday more never helps', () => {
    assert(
      property(time, days, array(integer({ min: 0, max: 90 }), { maxLength: 20 }), (at, count, off) => {
        const end = deadline(chinaCalendar, at, count)
        expect(deadline(chinaCalendar, at, count + 1)).toBeGreaterThan(end)
        expect(deadline(chinaCalendar, at + 86_400_000, count)).toBeGreaterThanOrEqual(end)
        const holidays = [...chinaCalendar.holidays, ...off.map((moved) => chinaDay(at, moved).date)]
        expect(deadline({ ...chinaCalendar, holidays }, at, count)).toBeGreaterThanOrEqual(end)
      }),
    )
  })

  test('CASE-3: nothing is left when the time has passed', () => {
    expect(workingDaysLeft(chinaCalendar, noon('2026-11-25'), noon('2026-11-20'))).toBe(0)
  })
})
