import { draftOf, hoursOf, readDay, writeDay } from '@farwindow/client/administrator/hours.ts'
import { serviceWindow } from '@farwindow/shared/region/window.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const spans = (text: string) => {
  const read = readDay(text)
  return read.ok ? read.day.map(({ from, to }) => `${from}-${to}`) : read.fault
}

/** Minutes after midnight as a time of day. */
const written = (at: number): string =>
  `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`

describe('opening hours as people type them', () => {
  test.each([
    ['09:00-12:00, 13:30-17:00', ['09:00-12:00', '13:30-17:00']],
    ['9-12 13:30-17', ['09:00-12:00', '13:30-17:00']],
    ['９：００～１２：００；１３：３０—１７：００', ['09:00-12:00', '13:30-17:00']],
    ['9点至12点、13:30到17点', ['09:00-12:00', '13:30-17:00']],
    ['13:30-17:00, 9:00-12:00', ['09:00-12:00', '13:30-17:00']],
    ['0-24', ['00:00-24:00']],
    ['   ', []],
  ])('%s', (text, day) => {
    expect(spans(text)).toEqual(day)
  })

  test.each([
    ['9', 'format'],
    ['9-25', 'format'],
    ['09:60-10:00', 'format'],
    ['abends', 'format'],
    ['12-9', 'order'],
    ['9-9', 'order'],
    ['9-12, 11-13', 'overlap'],
    ['0-1 2-3 4-5 6-7 8-9 10-11 12-13', 'many'],
  ])('%s is refused: %s', (text, fault) => {
    expect(spans(text)).toBe(fault)
  })

  test('spans that touch are two spans, not an overlap', () => {
    expect(spans('9-12, 12-14')).toEqual(['09:00-12:00', '12:00-14:00'])
  })

  test('REGION-4: what was read is what a window keeps, and is written as it was read', () => {
    const minute = fc.integer({ min: 0, max: 1440 })
    fc.assert(
      fc.property(fc.uniqueArray(minute, { minLength: 2, maxLength: 12 }), (times) => {
        const sorted = times.toSorted((a, b) => a - b).slice(0, 2 * Math.floor(times.length / 2))
        const day = Array.from({ length: sorted.length / 2 }, (_, at) => ({
          from: written(sorted[2 * at] ?? 0),
          to: written(sorted[2 * at + 1] ?? 0),
        }))
        expect(readDay(writeDay(day))).toEqual({ ok: true, day })
        expect(serviceWindow.shape.hours.safeParse(Array.from({ length: 7 }, () => day)).success).toBe(true)
      }),
    )
  })
})

const window = serviceWindow.parse({
  id: 'w',
  jurisdiction: '330503',
  name: { zh: '窗口', en: 'Window' },
  hours: [[{ from: '09:00', to: '17:00' }], [], [], [], [], [], []],
  exceptions: { '2026-10-10': [{ from: '09:00', to: '12:00' }], '2026-10-01': [] },
  skills: ['a'],
})

describe('the hours being edited', () => {
  test('a draft begins as the window is and is kept as it was', () => {
    const draft = draftOf(window)
    expect(draft.week[0]).toBe('09:00-17:00')
    expect(draft.exceptions.map(({ date }) => date)).toEqual(['2026-10-01', '2026-10-10'])
    expect(hoursOf(draft)).toEqual({ hours: window.hours, exceptions: window.exceptions })
  })

  test('nothing is kept while a line is wrong, a date unfinished or there twice', () => {
    const draft = draftOf(window)
    const holiday = { date: '2026-10-01', hours: '' }
    expect(hoursOf({ ...draft, week: ['9', ...draft.week.slice(1)] })).toBeNull()
    expect(hoursOf({ ...draft, exceptions: [{ date: '2026-10', hours: '' }] })).toBeNull()
    expect(hoursOf({ ...draft, exceptions: [holiday, holiday] })).toBeNull()
  })
})
