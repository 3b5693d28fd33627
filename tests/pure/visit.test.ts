import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advanceVisit,
  awayMs,
  closingMs,
  idleMs,
  longestWaitMs,
  newVisit,
  visitDueAt,
  visitState,
} from '@farwindow/shared/visit/machine.ts'
import type { VisitEvent, VisitState } from '@farwindow/shared/visit/machine.ts'
import { refusedAs, valueOf } from './outcome.ts'

const begun = newVisit({ id: 'v', at: 1_000, from: '310117', place: 'kiosk', kioskId: 'k', language: 'zh' })
const after = (...events: VisitEvent[]): VisitState =>
  events.reduce((state, event) => valueOf(advanceVisit(state, event)), begun)

const chosen: VisitEvent = { type: 'chosen', at: 2_000, item: 'company-establishment', to: '330503' }
const queued: VisitEvent = { type: 'queued', at: 3_000 }
const offered: VisitEvent = { type: 'offered', at: 4_000, callId: 'c', clerkId: 'lin' }
const answered: VisitEvent = { type: 'answered', at: 5_000, callId: 'c' }
const callEnded: VisitEvent = { type: 'callEnded', at: 60_000, callId: 'c' }

/** Any event, sensible or not, at any later time. */
const events = fc.array(
  fc.record({
    waits: fc.integer({ min: 0, max: 5 * 3_600_000 }),
    event: fc.constantFrom<Record<string, unknown>>(
      { type: 'touched' },
      { type: 'chosen', item: 'household-move', to: '330503' },
      { type: 'moved', place: 'phone' },
      { type: 'queued' },
      { type: 'away' },
      { type: 'back' },
      { type: 'offered', callId: 'c', clerkId: 'lin' },
      { type: 'offered', callId: 'd', clerkId: 'chen' },
      { type: 'offerLapsed', callId: 'c' },
      { type: 'answered', callId: 'c' },
      { type: 'answered', callId: 'd' },
      { type: 'callEnded', callId: 'c' },
      { type: 'assigned', item: 'household-move' },
      { type: 'submitted', reference: 'R' },
      { type: 'rated', rating: 5 },
      { type: 'ended', reason: 'left' },
      { type: 'due' },
    ),
  }),
  { maxLength: 40 },
)

describe('visit', () => {
  test('VISIT-3: an offer nobody answered leaves the place in the queue as it was', () => {
    const back = after(chosen, queued, offered, { type: 'offerLapsed', at: 24_000, callId: 'c' })
    expect(back).toMatchObject({ phase: 'waiting', queuedAt: 3_000 })
  })

  test('VISIT-4: a visit being served ends only through its call', () => {
    const served = after(chosen, queued, offered, answered)
    refusedAs('wrongState', advanceVisit(served, { type: 'ended', at: 6_000, reason: 'left' }))
    expect(valueOf(advanceVisit(served, callEnded)).phase).toBe('closing')
  })

  test('VISIT-5: who went away is not offered, and gives up the place after three minutes', () => {
    const away = after(chosen, queued, { type: 'away', at: 10_000 })
    refusedAs('wrongState', advanceVisit(away, offered))
    expect(valueOf(advanceVisit(away, { type: 'due', at: 10_000 + awayMs - 1 })).phase).toBe('waiting')
    expect(valueOf(advanceVisit(away, { type: 'due', at: 10_000 + awayMs }))).toMatchObject({
      phase: 'ended',
      reason: 'absent',
    })
    expect(
      valueOf(advanceVisit(valueOf(advanceVisit(away, { type: 'back', at: 11_000 })), offered)).phase,
    ).toBe('offered')
  })

  test('VISIT-6: an untouched visit ends by itself, before calling and after the call', () => {
    expect(valueOf(advanceVisit(begun, { type: 'due', at: 1_000 + idleMs }))).toMatchObject({
      phase: 'ended',
      reason: 'idle',
    })
    const touched = after({ type: 'touched', at: 100_000 })
    expect(valueOf(advanceVisit(touched, { type: 'due', at: 1_000 + idleMs })).phase).toBe('open')
    const closing = after(chosen, queued, offered, answered, callEnded)
    expect(valueOf(advanceVisit(closing, { type: 'due', at: 60_000 + closingMs }))).toMatchObject({
      phase: 'ended',
      reason: 'finished',
    })
  })

  test('VISIT-7: nobody waits longer than four hours', () => {
    const waiting = after(chosen, queued)
    expect(valueOf(advanceVisit(waiting, { type: 'due', at: 3_000 + longestWaitMs }))).toMatchObject({
      phase: 'ended',
      reason: 'waitedTooLong',
    })
  })

  test('VISIT-8: the clerk names the item of a caller who chose none', () => {
    const served = after({ ...chosen, item: undefined }, queued, offered, answered)
    expect(
      valueOf(advanceVisit(served, { type: 'assigned', at: 6_000, item: 'household-move' })),
    ).toMatchObject({ item: 'household-move' })
  })

  test('VISIT-9: one visit hands in one case', () => {
    const once = after(chosen, queued, offered, answered, { type: 'submitted', at: 7_000, reference: 'R1' })
    refusedAs('wrongState', advanceVisit(once, { type: 'submitted', at: 8_000, reference: 'R2' }))
    expect(valueOf(advanceVisit(once, callEnded))).toMatchObject({ phase: 'closing', reference: 'R1' })
  })

  test('VISIT-11: no sequence of events leaves the rules; what has ended stays; the rest has a way out', () => {
    fc.assert(
      fc.property(events, (sequence) => {
        let state: VisitState = begun
        let at = 1_000
        for (const { waits, event } of sequence) {
          at += waits
          // Events are made from a table, so their type is known to the table only.
          const outcome = advanceVisit(state, { ...event, at } as VisitEvent)
          if (!outcome.ok) continue
          if (state.phase === 'ended') throw new Error('an ended visit changed')
          state = visitState.parse(outcome.value)
        }
        expect(waysOut(state, at)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

/** Ended, bound by a deadline that leads out, or bound by its call (which has deadlines of its own). */
const waysOut = (state: VisitState, at: number): boolean => {
  if (state.phase === 'ended') return true
  const due = visitDueAt(state)
  if (due !== null)
    return valueOf(advanceVisit(state, { type: 'due', at: Math.max(due, at) })).phase === 'ended'
  if (state.phase === 'offered')
    return advanceVisit(state, { type: 'offerLapsed', at, callId: state.callId }).ok
  return state.phase === 'served' && advanceVisit(state, { type: 'callEnded', at, callId: state.callId }).ok
}
