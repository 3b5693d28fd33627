import { array, assert, constantFrom, integer, nat, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { caseDueAt, caseState } from '@farwindow/shared/case/machine.ts'
import type { CaseEvent, CaseState } from '@farwindow/shared/case/machine.ts'
import { viewProgress } from '@farwindow/shared/case/view.ts'
import {
  accepted,
  advance,
  approved,
  begin,
  begun,
  corrections,
  courier,
  dayMs,
  issued,
} from './case.walk.ts'
import { refused, resubmitted, start, transferred, withdrawn } from './case.walk.ts'
import type { Step } from './case.walk.ts'
import { valueOf } from './outcome.ts'

const events: readonly Step[] = [
  accepted,
  transferred,
  begun,
  approved,
  issued,
  corrections,
  resubmitted,
  refused,
  withdrawn,
  { type: 'delivered', by: 'system', method: 'courier' },
  { type: 'rated', by: 'applicant', level: 2, comment: '' },
  { type: 'followedUp', by: 'supervisor', note: 'called' },
  { type: 'due' },
]
const forward: Readonly<Record<CaseState['phase'], Step>> = {
  received: accepted,
  accepted: transferred,
  transferred: begun,
  deciding: approved,
  correcting: resubmitted,
  approved: issued,
  issued: { type: 'due' },
  refused: { type: 'due' },
  withdrawn: { type: 'due' },
}
const isOver = (state: CaseState): boolean => ['issued', 'refused', 'withdrawn'].includes(state.phase)

const throws = array(
  record({
    forward: constantFrom(true, false),
    pick: nat(events.length - 1),
    waitMs: integer({ min: 0, max: 2 * dayMs }),
  }),
  { maxLength: 30, size: 'max' },
)
type Throws = { forward: boolean; pick: number; waitMs: number }[]

/** Throws the events at a new case and hands each state it takes to `look`. */
const run = (thrown: Throws, look: (before: CaseState, after: CaseState, at: number) => void): CaseState => {
  let state = begin(courier)
  let at = start
  for (const each of thrown) {
    at += each.waitMs
    const step: Step = each.forward ? forward[state.phase] : (events[each.pick] ?? { type: 'due' })
    const event: CaseEvent = { ...step, at }
    const answer = advance(state, event)
    if (!answer.ok) continue
    look(state, answer.value, at)
    state = answer.value
  }
  return state
}

test('CASE-1: no sequence of events leads to an illegal state, out of an end, or loses history', () => {
  const ends = new Map<string, number>()
  assert(
    property(throws, (thrown) => {
      const end = run(thrown, (before, after) => {
        caseState.parse(after)
        expect(isOver(before) ? after.phase : before.phase).toBe(before.phase)
        expect(after.steps.slice(0, before.steps.length)).toEqual(before.steps)
        // The dates of the stages never run backwards and leave no gap before one that was reached.
        const reached = viewProgress(after).stages.map((stage) => stage.at)
        const dates = reached.filter((date) => date !== null)
        expect(dates).toEqual([...dates].sort((a, b) => a - b))
        expect(after.phase === 'issued' && reached.includes(null)).toBe(false)
      })
      ends.set(end.phase, (ends.get(end.phase) ?? 0) + 1)
    }),
    { numRuns: 1000 },
  )
  for (const phase of ['issued', 'refused', 'withdrawn']) expect(ends.get(phase), phase).toBeGreaterThan(20)
})

test('CASE-2: every open state has a way out, and after its time nothing asks for the clock for ever', () => {
  assert(
    property(throws, (thrown) => {
      run(thrown, (_, after, at) => {
        const dueAt = caseDueAt(after)
        expect(isOver(after) || advance(after, { ...forward[after.phase], at }).ok).toBe(true)
        expect(isOver(after) ? dueAt : null).toBeNull()
        let state = after
        let rings = 0
        for (let next = dueAt; next !== null && rings < 10; next = caseDueAt(state)) {
          state = valueOf(advance(state, { at: next, type: 'due' }))
          rings += 1
        }
        expect(caseDueAt(state)).toBeNull()
      })
    }),
  )
})

test('CASE-3: a missed deadline stays marked to the end', () => {
  assert(
    property(throws, (thrown) => {
      run(thrown, (before, after) => {
        const was = before.steps.some((step) => step.step === 'overdue')
        expect(was && !after.steps.some((step) => step.step === 'overdue')).toBe(false)
        const marks = after.steps.filter((step) => step.step === 'overdue').length
        expect(marks).toBeLessThanOrEqual(2)
      })
    }),
  )
})
