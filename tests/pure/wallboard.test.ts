import {
  abandonedLevel,
  firstToSee,
  inTimeLevel,
  needsLook,
  percent,
  seatsBy,
  waitLevel,
} from '@farwindow/client/supervise/figures.ts'
import type { SeatView } from '@farwindow/shared/queue/protocol.ts'
import type { Board } from '@farwindow/shared/supervise/protocol.ts'
import { describe, expect, test } from 'vitest'

const minute = 60_000
const board = (more: Partial<Board>): Board => ({
  jurisdiction: '330503',
  at: 0,
  waiting: 0,
  longestSince: null,
  inCall: 0,
  arrived: 0,
  answered: 0,
  answeredInTime: 0,
  abandoned: 0,
  meanWaitMs: null,
  submitted: 0,
  seats: [],
  ...more,
})
const seat = (personId: string, more: Partial<SeatView> = {}): SeatView => ({
  personId,
  jurisdiction: '330503',
  name: personId,
  number: '1',
  phase: 'ready',
  since: 0,
  ...more,
})

describe('figures', () => {
  test('SUPERVISE-1: a wait warns after one minute and alarms after three', () => {
    expect([null, 0, minute].map(waitLevel)).toEqual(['good', 'good', 'good'])
    expect([minute + 1, 3 * minute].map(waitLevel)).toEqual(['warn', 'warn'])
    expect(waitLevel(3 * minute + 1)).toBe('bad')
  })

  test('SUPERVISE-1: shares warn and alarm at their limits; nobody yet is no fault', () => {
    const inTime = (answeredInTime: number) => inTimeLevel(board({ answered: 100, answeredInTime }))
    expect([90, 89, 75, 74].map(inTime)).toEqual(['good', 'warn', 'warn', 'bad'])
    const gaveUp = (abandoned: number) => abandonedLevel(board({ arrived: 100, abandoned }))
    expect([3, 4, 8, 9].map(gaveUp)).toEqual(['good', 'warn', 'warn', 'bad'])
    expect(inTimeLevel(board({}))).toBe('good')
    expect(abandonedLevel(board({}))).toBe('good')
    expect(percent(0, 0)).toBeNull()
  })
})

describe('clerks', () => {
  test('SUPERVISE-2: marked are an unanswered call and states that last too long', () => {
    expect(needsLook(seat('a', { phase: 'break', reason: 'unanswered' }), 0)).toBe(true)
    expect(needsLook(seat('a', { phase: 'break', reason: 'meal' }), 30 * minute - 1)).toBe(false)
    expect(needsLook(seat('a', { phase: 'break', reason: 'meal' }), 30 * minute)).toBe(true)
    expect(needsLook(seat('a', { phase: 'serving' }), 30 * minute)).toBe(true)
    expect(needsLook(seat('a', { phase: 'wrapUp' }), 4 * minute)).toBe(true)
    expect(needsLook(seat('a', { phase: 'ready' }), 600 * minute)).toBe(false)
  })

  test('SUPERVISE-2: who needs a look is named first, then who has been at it longest', () => {
    const now = 40 * minute
    const seats = [
      seat('fresh', { phase: 'break', since: now - minute }),
      seat('older', { phase: 'break', since: now - 9 * minute }),
      seat('unanswered', { phase: 'break', reason: 'unanswered', since: now }),
    ]
    const named = firstToSee(seats, now, 2).map(({ personId }) => personId)
    expect(named).toEqual(['unanswered', 'older'])
  })

  test('every clerk stands under exactly one state', () => {
    const seats = [seat('a'), seat('b', { phase: 'off' }), seat('c', { phase: 'serving' })]
    const listed = [...seatsBy(seats).values()].flat().map(({ personId }) => personId)
    expect(listed.toSorted()).toEqual(['a', 'b', 'c'])
  })
})
