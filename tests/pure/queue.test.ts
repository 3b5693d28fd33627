import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyItem, before, estimateMs, mayServe, seatFor } from '@farwindow/shared/queue/matching.ts'
import {
  advanceSeat,
  newSeat,
  seatAwayMs,
  seatDueAt,
  seatState,
  wrapUpMs,
} from '@farwindow/shared/queue/seat.ts'
import type { SeatEvent, SeatState } from '@farwindow/shared/queue/seat.ts'
import { refusedAs, valueOf } from './outcome.ts'

const desk = { personId: 'lin', jurisdiction: '330503', name: '林晓雯', number: '8', skills: [anyItem] }
const off = newSeat({ ...desk, since: 0 })
const after = (...events: SeatEvent[]): SeatState =>
  events.reduce((state, event) => valueOf(advanceSeat(state, event)), off)
const ready: SeatEvent = { type: 'ready', at: 1_000 }
const offered: SeatEvent = { type: 'offered', at: 2_000, callId: 'c' }
const answered: SeatEvent = { type: 'answered', at: 3_000, callId: 'c' }
const callEnded: SeatEvent = { type: 'callEnded', at: 9_000, callId: 'c' }

const visit = { visitId: 'v', jurisdiction: '330503', item: 'household-move', queuedAt: 5 }
const clerk = (personId: string, since: number, skills: string[] = [anyItem]) => ({
  personId,
  jurisdiction: '330503',
  skills,
  since,
})

describe('matching', () => {
  test('QUEUE-1: only clerks of the deciding office with the skill', () => {
    expect(mayServe(clerk('a', 0), visit)).toBe(true)
    expect(mayServe(clerk('a', 0, ['household-move']), visit)).toBe(true)
    expect(mayServe(clerk('a', 0, ['medical-elsewhere']), visit)).toBe(false)
    expect(mayServe({ ...clerk('a', 0), jurisdiction: '310117' }, visit)).toBe(false)
    expect(mayServe(clerk('a', 0, []), { ...visit, item: undefined })).toBe(true)
  })

  test('QUEUE-2: who waited longest comes first, whatever the order of arrival here', () => {
    const waiting = fc.array(fc.record({ visitId: fc.uuid(), queuedAt: fc.nat(50) }), { maxLength: 30 })
    fc.assert(
      fc.property(waiting, (list) => {
        const order = list.map((one) => ({ ...visit, ...one })).sort(before)
        for (const [n, one] of order.entries())
          if (n > 0) expect(order[n - 1]?.queuedAt).toBeLessThanOrEqual(one.queuedAt)
      }),
    )
  })

  test('QUEUE-3: of several clerks the one idle longest is asked', () => {
    expect(
      seatFor(visit, [clerk('new', 900), clerk('idle', 100), clerk('other', 50, ['medical-elsewhere'])])
        ?.personId,
    ).toBe('idle')
    expect(seatFor(visit, [])).toBeUndefined()
  })

  test('QUEUE-7: no estimate where nobody serves; none to wait where somebody is free', () => {
    expect(estimateMs(1, 0, 0, 60_000)).toBeNull()
    expect(estimateMs(2, 3, 2, 60_000)).toBe(0)
    expect(estimateMs(1, 1, 0, 60_000)).toBe(60_000)
    expect(estimateMs(5, 2, 0, 60_000)).toBe(180_000)
  })
})

describe('seat', () => {
  test('QUEUE-4: changed at will, but not while a call rings or goes on', () => {
    for (const state of [after(ready, offered), after(ready, offered, answered)]) {
      refusedAs('wrongState', advanceSeat(state, { type: 'break', at: 5_000, reason: 'meal' }))
      refusedAs('wrongState', advanceSeat(state, { type: 'off', at: 5_000 }))
    }
    expect(after(ready, { type: 'break', at: 2_000, reason: 'meal' })).toMatchObject({
      phase: 'break',
      reason: 'meal',
    })
  })

  test('QUEUE-5: whose page is gone is not asked, and after 15 s not counted', () => {
    const away = after(ready, { type: 'away', at: 2_000 })
    refusedAs('wrongState', advanceSeat(away, offered))
    expect(valueOf(advanceSeat(away, { type: 'due', at: 2_000 + seatAwayMs })).phase).toBe('off')
    expect(
      valueOf(advanceSeat(after(ready, { type: 'away', at: 2_000 }, { type: 'back', at: 3_000 }), offered))
        .phase,
    ).toBe('offered')
  })

  test('QUEUE-6: wrap-up ends by itself after five minutes, or when the clerk says so', () => {
    const wrapUp = after(ready, offered, answered, callEnded)
    expect(wrapUp.phase).toBe('wrapUp')
    expect(valueOf(advanceSeat(wrapUp, { type: 'due', at: 9_000 + wrapUpMs })).phase).toBe('ready')
    expect(valueOf(advanceSeat(wrapUp, { type: 'ready', at: 10_000 })).phase).toBe('ready')
  })

  test('QUEUE-8: who lets it ring goes on a break; who loses it because the applicant left is ready', () => {
    expect(after(ready, offered, { type: 'unanswered', at: 22_000, callId: 'c' })).toMatchObject({
      phase: 'break',
      reason: 'unanswered',
    })
    expect(after(ready, offered, { type: 'withdrawn', at: 8_000, callId: 'c' }).phase).toBe('ready')
  })

  test('QUEUE-9: a seat with a call takes no other', () => {
    const events = fc.array(
      fc.constantFrom<Record<string, unknown>>(
        { type: 'ready' },
        { type: 'break', reason: 'rest' },
        { type: 'off' },
        { type: 'away' },
        { type: 'back' },
        { type: 'offered', callId: 'c' },
        { type: 'offered', callId: 'd' },
        { type: 'withdrawn', callId: 'c' },
        { type: 'unanswered', callId: 'd' },
        { type: 'answered', callId: 'c' },
        { type: 'callEnded', callId: 'c' },
        { type: 'callEnded', callId: 'd' },
        { type: 'due' },
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(events, (sequence) => {
        let state: SeatState = off
        let at = 0
        for (const event of sequence) {
          at += 1_000
          // Events are made from a table, so their type is known to the table only.
          const outcome = advanceSeat(state, { ...event, at } as SeatEvent)
          if (!outcome.ok) continue
          const next = seatState.parse(outcome.value)
          const held = state.phase === 'offered' || state.phase === 'serving'
          if (held && 'callId' in state && 'callId' in next) expect(next.callId).toBe(state.callId)
          state = next
        }
        if (state.phase === 'wrapUp') expect(seatDueAt(state)).not.toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })
})
