import { describe, expect, test } from 'vitest'
import { caseDueAt } from '@farwindow/shared/case/machine.ts'
import type { CaseState } from '@farwindow/shared/case/machine.ts'
import { summariseCase, viewCase, viewLowRating, viewProgress } from '@farwindow/shared/case/view.ts'
import { accepted, advance, approved, begin, china, corrections, courier } from './case.walk.ts'
import {
  dayMs,
  issued,
  play,
  refused,
  resubmitted,
  start,
  toDeciding,
  transferred,
  withdrawn,
} from './case.walk.ts'
import type { Step } from './case.walk.ts'
import { refusedAs, valueOf } from './outcome.ts'

const endOf = (day: string): number => china(`${day}T23:59:59.999`)
const ring = (state: CaseState): CaseState =>
  valueOf(advance(state, { at: caseDueAt(state) ?? 0, type: 'due' }))
const at = (time: number, event: Step): Step => ({ ...event, at: time })
const named = (by: string) => ({ who: 'staff' as const, name: `Name of ${by}`, number: '7' })
const clerk = { name: '林晓', number: '1021' }

describe('the way of a case', () => {
  test('CASE-1: received, accepted, transferred, decided, issued, with a date for each', () => {
    const state = play(begin(), ...toDeciding, approved, issued)
    expect(state.phase).toBe('issued')
    expect(viewProgress(state).stages).toEqual([
      { stage: 'received', at: start },
      { stage: 'accepted', at: start + 3_600_000 },
      { stage: 'transferred', at: start + 2 * 3_600_000 },
      { stage: 'decided', at: start + 4 * 3_600_000 },
      { stage: 'issued', at: start + 5 * 3_600_000 },
    ])
    expect(state.steps.map((step) => `${step.step} by ${step.by}`)).toEqual([
      'received by clerk-7',
      ...['accepted', 'transferred', 'begun', 'approved', 'issued'].map((step) => `${step} by reviewer-3`),
    ])
  })

  test('CASE-1: no step can be left out or taken twice', () => {
    const walk = [...toDeciding, approved, issued]
    for (let done = 0; done <= walk.length; done += 1) {
      const state = play(begin(), ...walk.slice(0, done))
      for (const [n, event] of walk.entries())
        expect(advance(state, { at: start + 86_000_000, ...event }).ok, `${event.type} after ${done}`).toBe(
          n === done,
        )
    }
  })

  test('CASE-6: a refusal gives its reason, at the window or after deciding', () => {
    for (const state of [begin(), play(begin(), ...toDeciding)]) {
      expect(viewProgress(play(state, refused))).toMatchObject({
        phase: 'refused',
        refusedReason: '住所证明已过期',
      })
      refusedAs('incomplete', advance(state, { at: start, type: 'refused', by: 'r', reason: ' ' }), 'reason')
    }
    refusedAs('wrongState', advance(play(begin(), accepted), { at: start, ...refused }))
  })

  test('CASE-12: the applicant may withdraw until the decision, and is told whether', () => {
    for (const walk of [[], [accepted], toDeciding.slice(0, 2), toDeciding, [corrections]]) {
      const open = play(begin(), ...walk)
      expect(viewProgress(open).mayWithdraw).toBe(true)
      expect(play(open, withdrawn)).toMatchObject({ phase: 'withdrawn', why: 'byApplicant' })
    }
    for (const walk of [
      [...toDeciding, approved],
      [...toDeciding, approved, issued],
      [refused],
      [withdrawn],
    ]) {
      const over = play(begin(), ...walk)
      expect(viewProgress(over).mayWithdraw).toBe(false)
      refusedAs('wrongState', advance(over, { at: start, ...withdrawn }))
    }
  })

  test('CASE-17: where it was passed on to is seen by both sides, also after the decision', () => {
    expect(viewProgress(play(begin(), accepted))).not.toHaveProperty('to')
    for (const walk of [toDeciding, [...toDeciding, corrections], [...toDeciding, approved, issued]]) {
      const state = play(begin(), ...walk)
      expect([viewProgress(state).to, summariseCase(state).to]).toEqual(['市场监管科', '市场监管科'])
    }
    const passed = viewCase(play(begin(), ...toDeciding), named).steps.filter(({ to }) => to !== undefined)
    expect(passed).toMatchObject([{ step: 'transferred', to: '市场监管科' }])
  })

  test('CASE-17: the office reads names and numbers where the record keeps logins', () => {
    const view = viewCase(play(begin(), ...toDeciding, corrections), named)
    expect(view.steps[1]?.by).toEqual({ who: 'staff', name: 'Name of reviewer-3', number: '7' })
    expect(view.notices[0]).not.toHaveProperty('by')
  })
})

describe('deadlines', () => {
  test('CASE-4: silence for five working days accepts, as of the day the papers came in', () => {
    const state = begin()
    expect(caseDueAt(state)).toBe(endOf('2026-11-27'))
    expect(valueOf(advance(state, { at: endOf('2026-11-27') - 1, type: 'due' }))).toBe(state)
    const silent = ring(state)
    expect(silent).toMatchObject({ phase: 'accepted', acceptedAt: start })
    expect(viewCase(silent, named).steps.map((step) => step.step)).toContain('deemedAccepted')
  })

  test('CASE-3: the promised days run from acceptance; a missed deadline is marked once and work goes on', () => {
    const state = play(begin(), ...toDeciding)
    expect(caseDueAt(state)).toBe(endOf('2026-11-25'))
    const late = ring(state)
    expect(late).toMatchObject({ phase: 'deciding', overdueAt: endOf('2026-11-25') })
    expect(caseDueAt(late)).toBeNull()
    const done = play(late, at(endOf('2026-11-26'), approved), at(endOf('2026-11-26'), issued))
    expect(summariseCase(done)).toMatchObject({ phase: 'issued', overdue: true })
  })

  test('CASE-2: a decision that comes late is late, though no timer rang', () => {
    const state = play(begin(), ...toDeciding, at(endOf('2026-11-26'), approved))
    expect(summariseCase(state).overdue).toBe(true)
  })

  test('CASE-2: it is too late to ask for corrections once silence has accepted', () => {
    const state = play(begin(), at(endOf('2026-11-30'), corrections))
    expect(state.phase === 'correcting' && state.resume).toMatchObject({
      phase: 'accepted',
      acceptedAt: start,
    })
  })

  test('CASE-3: the clock stands still while the applicant corrects', () => {
    // Accepted on Friday for three days: Monday to Wednesday. Asked on Monday, two days are left.
    const asked = play(begin(), accepted, at(china('2026-11-23T15:00'), corrections))
    expect(asked).toMatchObject({ phase: 'correcting', resume: { phase: 'accepted', daysLeft: 2 } })
    // Answered on Thursday ten days later: Friday and, after the weekend, Monday.
    const back = play(asked, at(china('2026-12-03T09:00'), resubmitted))
    expect(back).toMatchObject({ phase: 'accepted', decideBy: endOf('2026-12-07') })
    expect(back.phase === 'accepted' && back.overdueAt).toBeUndefined()
  })

  test('CASE-7: what is approved is handed over within ten working days', () => {
    const state = play(begin(), ...toDeciding, approved)
    expect(caseDueAt(state)).toBe(endOf('2026-12-04'))
    expect(summariseCase(ring(state)).overdue).toBe(true)
  })
})

describe('the one-time notice', () => {
  const asked = play(begin(), corrections)

  test('CASE-5: the applicant sees exactly what to put right, until when, and who asked is not told', () => {
    const { notice, correctBy } = viewProgress(asked)
    expect(notice).toEqual({
      at: start + 3_600_000,
      note: '请补正后重新提交',
      points: [
        { kind: 'field', path: 'company/address', reason: '缺少门牌号' },
        { kind: 'material', path: 'lease', reason: '租赁合同缺少最后一页' },
      ],
    })
    expect(correctBy).toBe(endOf('2027-01-04'))
  })

  test('CASE-5: every point is answered before it goes back', () => {
    const half: Step = { type: 'resubmitted', by: 'applicant', note: '', answered: ['lease'] }
    refusedAs('incomplete', advance(asked, { at: start, ...half }), 'company/address')
    expect(play(asked, resubmitted)).toMatchObject({ phase: 'received', notices: [{ toldLate: [] }] })
  })

  test('CASE-5: a notice without points is refused', () => {
    const empty: Step = { type: 'correctionRequested', by: 'r', note: '', points: [] }
    refusedAs('incomplete', advance(begin(), { at: start, ...empty }), 'points')
  })

  test('CASE-5: from deciding it goes back to deciding', () => {
    const back = play(play(begin(), ...toDeciding), corrections, resubmitted)
    expect(back).toMatchObject({ phase: 'deciding', to: '市场监管科' })
  })

  test('CASE-5: what an earlier notice should have named is marked as told late', () => {
    const more: Step = {
      type: 'correctionRequested',
      by: 'r',
      note: '',
      points: [
        { kind: 'material', path: 'lease', reason: '仍不清晰' },
        { kind: 'material', path: 'seal', reason: '缺少印章备案' },
      ],
    }
    const again = play(asked, resubmitted, at(start + dayMs, more))
    expect(viewCase(again, named).notices.map((notice) => notice.toldLate)).toEqual([[], ['seal']])
  })

  test('CASE-5: never answered, it counts as withdrawn', () => {
    expect(ring(asked)).toMatchObject({ phase: 'withdrawn', why: 'notCorrected' })
  })
})

describe('handing over', () => {
  const ready = play(begin(), ...toDeciding, approved)
  const electronic = { method: 'electronic', fileId: 'f1' } as const
  const parcel = { method: 'courier', carrier: 'EMS', trackingNumber: 'EA123456789CN' } as const
  const issue = (...handings: (typeof electronic | typeof parcel)[]) =>
    advance(ready, { at: start + dayMs, type: 'issued', by: 'r', note: '', handings })

  test('CASE-7: the way asked for must be among those taken, each once', () => {
    refusedAs('incomplete', issue(), 'courier')
    refusedAs('incomplete', issue(electronic), 'courier')
    refusedAs('wrongState', issue(parcel, parcel), 'handedTwice')
  })

  test('CASE-7: the electronic certificate is there at once, the parcel when it arrives', () => {
    const sent = valueOf(issue(parcel, electronic))
    expect(viewProgress(sent).handings).toEqual([
      { handing: parcel },
      { handing: electronic, deliveredAt: start + dayMs },
    ])
    const arrived: Step = { type: 'delivered', by: 'system', method: 'courier' }
    const there = play(sent, at(start + 3 * dayMs, arrived))
    expect(viewProgress(there).handings?.[0]?.deliveredAt).toBe(start + 3 * dayMs)
    refusedAs('wrongState', advance(there, { at: start + 4 * dayMs, ...arrived }))
    refusedAs('notFound', advance(sent, { at: start, type: 'delivered', by: 'r', method: 'pickup' }))
  })
})

describe('rating and sight', () => {
  const rated: Step = { type: 'rated', by: 'applicant', level: 1, comment: '态度不好' }

  test('CASE-10: rated once, also after the end, and followed up', () => {
    const state = play(begin(), ...toDeciding, approved, issued, rated)
    expect(viewProgress(state)).toMatchObject({ phase: 'issued', rating: 1 })
    refusedAs('wrongState', advance(state, { at: start, ...rated }), 'rated')
    expect(viewLowRating(state)).toMatchObject({ rating: { level: 1, comment: '态度不好' } })
    expect(summariseCase(state).followUpBy).toBe(endOf('2026-11-27'))
    const called: Step = { type: 'followedUp', by: 'supervisor', note: '已回访' }
    const done = play(state, called)
    expect(viewCase(done, named).rating).toMatchObject({
      level: 1,
      followedUp: { by: { name: 'Name of supervisor' }, note: '已回访' },
    })
    expect([viewLowRating(done), summariseCase(done).followUpBy]).toEqual([null, undefined])
    expect(viewLowRating(play(begin(), { ...rated, level: 3 }))).toBeNull()
    refusedAs('wrongState', advance(begin(), { at: start, ...called }), 'notRated')
  })

  test('CASE-11: the clerk one met is named as in the call, everybody else by what they are', () => {
    const state = play(begin(), accepted, corrections, resubmitted, withdrawn)
    expect(viewProgress(state, clerk).steps.map(({ by }) => by)).toEqual([
      { who: 'clerk', ...clerk },
      { who: 'office' },
      { who: 'office' },
      { who: 'applicant' },
      { who: 'applicant' },
    ])
    expect(viewProgress(ring(begin())).steps[1]).toMatchObject({
      step: 'deemedAccepted',
      by: { who: 'system' },
    })
  })

  test('CASE-11: reference and code show no personal data and no login', () => {
    const walks = [[], [corrections], [...toDeciding, approved, issued, rated], [refused]]
    for (const walk of walks) {
      const seen = JSON.stringify(viewProgress(play(begin(), ...walk)))
      for (const hidden of [
        courier.recipient,
        courier.phone,
        courier.address,
        'reviewer-3',
        'clerk-7',
        '内部备注',
        '态度',
      ])
        expect(seen).not.toContain(hidden)
    }
  })

  test('CASE-11: the deciding office sees how to send it and what was remarked', () => {
    expect(viewCase(play(begin(), accepted, transferred), named)).toMatchObject({
      delivery: courier,
      steps: [{ note: '' }, { note: '内部备注' }, { note: '内部备注' }],
    })
  })
})
