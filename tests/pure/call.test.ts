import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  absenceMs,
  advanceCall,
  callDueAt,
  callState,
  longestCallMs,
  newCall,
  ringMs,
} from '@farwindow/shared/call/machine.ts'
import type { CallEvent, CallState } from '@farwindow/shared/call/machine.ts'
import { refusedAs, valueOf } from './outcome.ts'

const ringing = newCall({ id: 'c', visitId: 'v', clerkId: 'lin', jurisdiction: '330503', offeredAt: 1_000 })
const active = valueOf(advanceCall(ringing, { type: 'answered', at: 2_000 }))

const events = fc.array(
  fc.record({
    waits: fc.integer({ min: 0, max: 200_000 }),
    event: fc.constantFrom<Record<string, unknown>>(
      { type: 'answered' },
      { type: 'declined' },
      { type: 'withdrawn' },
      { type: 'hungUp', by: 'clerk' },
      { type: 'hungUp', by: 'applicant' },
      { type: 'away', side: 'applicant' },
      { type: 'away', side: 'clerk' },
      { type: 'back', side: 'applicant' },
      { type: 'back', side: 'clerk' },
      { type: 'due' },
    ),
  }),
  { maxLength: 40 },
)

describe('call', () => {
  test('CALL-2: it rings for 20 s; an answer after that is refused', () => {
    expect(valueOf(advanceCall(ringing, { type: 'answered', at: 1_000 + ringMs - 1 })).phase).toBe('active')
    refusedAs('wrongState', advanceCall(ringing, { type: 'answered', at: 1_000 + ringMs }))
    expect(valueOf(advanceCall(ringing, { type: 'due', at: 1_000 + ringMs }))).toMatchObject({
      phase: 'ended',
      reason: 'unanswered',
    })
  })

  test('CALL-4: the applicant may leave while it rings', () => {
    expect(valueOf(advanceCall(ringing, { type: 'withdrawn', at: 3_000 }))).toMatchObject({
      phase: 'ended',
      reason: 'withdrawn',
    })
  })

  test('CALL-5: it waits two minutes for a side that is gone, from when it went', () => {
    const alone = valueOf(advanceCall(active, { type: 'away', at: 10_000, side: 'applicant' }))
    const again = valueOf(advanceCall(alone, { type: 'away', at: 60_000, side: 'applicant' }))
    expect(callDueAt(again)).toBe(10_000 + absenceMs)
    expect(valueOf(advanceCall(again, { type: 'due', at: 10_000 + absenceMs }))).toMatchObject({
      phase: 'ended',
      reason: 'lost',
      by: 'applicant',
    })
  })

  test('CALL-6: a side that comes back is in the same call', () => {
    const alone = valueOf(advanceCall(active, { type: 'away', at: 10_000, side: 'clerk' }))
    const both = valueOf(advanceCall(alone, { type: 'back', at: 15_000, side: 'clerk' }))
    expect(both).toEqual(active)
  })

  test('CALL-7: none lasts longer than three hours', () => {
    expect(valueOf(advanceCall(active, { type: 'due', at: 2_000 + longestCallMs }))).toMatchObject({
      reason: 'tooLong',
    })
  })

  test('CALL-1: no sequence leaves the rules; ended stays ended; every other state runs out by itself', () => {
    fc.assert(
      fc.property(events, (sequence) => {
        let state: CallState = ringing
        let at = 1_000
        for (const { waits, event } of sequence) {
          at += waits
          // Events are made from a table, so their type is known to the table only.
          const outcome = advanceCall(state, { ...event, at } as CallEvent)
          if (!outcome.ok) continue
          if (state.phase === 'ended') throw new Error('an ended call changed')
          state = callState.parse(outcome.value)
        }
        const due = callDueAt(state)
        if (state.phase === 'ended') expect(due).toBeNull()
        else
          expect(valueOf(advanceCall(state, { type: 'due', at: Math.max(due ?? 0, at) })).phase).toBe('ended')
      }),
      { numRuns: 2_000 },
    )
  })
})
