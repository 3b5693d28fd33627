import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '@farwindow/shared/case/calendar.ts'
import { followUp, newRating, rating } from '@farwindow/shared/case/rating.ts'
import { refusedAs, valueOf } from './outcome.ts'

const at = Date.parse('2026-11-20T12:00:00+08:00')

describe('rating', () => {
  test.each([
    [5, 'given'],
    [4, 'given'],
    [3, 'given'],
    [2, 'toFollowUp'],
    [1, 'toFollowUp'],
  ] as const)('CASE-10: level %i is %s', (level, phase) => {
    const state = newRating(chinaCalendar, { level, comment: '', at })
    expect(rating.parse(state).phase).toBe(phase)
  })

  test('CASE-10: whoever was dissatisfied is called back within five working days', () => {
    const state = newRating(chinaCalendar, { level: 1, comment: '等了两个小时', at })
    expect(state).toMatchObject({ followUpBy: Date.parse('2026-11-27T23:59:59.999+08:00') })
  })

  test('CASE-10: a follow-up says what was done, and is done once', () => {
    const open = newRating(chinaCalendar, { level: 2, comment: '', at })
    refusedAs('incomplete', followUp(open, { at, by: 'p1', note: '  ' }), 'note')
    const closed = valueOf(followUp(open, { at: at + 1, by: 'p1', note: '已致电道歉，材料已补寄' }))
    expect(rating.parse(closed)).toMatchObject({ phase: 'followedUp', by: 'p1', followedUpAt: at + 1 })
    refusedAs('wrongState', followUp(closed, { at, by: 'p1', note: 'again' }))
  })

  test('CASE-10: who was satisfied is left in peace', () => {
    const content = newRating(chinaCalendar, { level: 3, comment: '', at })
    refusedAs('wrongState', followUp(content, { at, by: 'p1', note: 'x' }))
  })
})
