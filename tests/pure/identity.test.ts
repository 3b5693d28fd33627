import { assert, constantFrom, double, property, subarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseCue, cueName } from '@farwindow/shared/identity/cue.ts'
import { identityDueAt, newIdentity } from '@farwindow/shared/identity/machine.ts'
import type { IdentityState } from '@farwindow/shared/identity/machine.ts'
import { viewIdentity } from '@farwindow/shared/identity/view.ts'
import { refusedAs, valueOf } from './outcome.ts'
import { accepted, advance, asked, atKiosk, begin, cue, given, late, mine, onPhone } from './identity.walk.ts'
import { other, play, rejected, seen, start, still } from './identity.walk.ts'
import type { Step } from './identity.walk.ts'

const outOfOrder = (state: IdentityState, event: Step) =>
  expect(advance(state, { at: late, ...event })).toMatchObject({
    ok: false,
    refusal: { code: 'stepOutOfOrder', detail: [expect.any(String)] },
  })

const labels = (state: IdentityState) =>
  viewIdentity(state, 'clerk')
    .steps.filter((line) => line.status === 'notPerformed')
    .map((line) => `${line.step}: ${line.why}`)

const missingAfter = (n: number) => {
  const answer = advance(play(begin('phone'), ...onPhone.slice(0, n)), { at: late, ...accepted })
  return answer.ok ? [] : answer.refusal.detail
}

const now = (state: IdentityState) =>
  viewIdentity(state, 'clerk')
    .steps.filter((line) => line.status === 'now')
    .map((line) => line.step)

describe('the script', () => {
  test('IDENT-2: a kiosk is done after one cue, a phone needs both sides, two cues and a question', () => {
    expect(play(begin('kiosk'), ...atKiosk).phase).toBe('deciding')
    expect(play(begin('phone'), ...onPhone).phase).toBe('deciding')
    for (const left of [3, 7, 9])
      expect(play(begin('phone'), ...onPhone.slice(0, left)).phase, `after ${left} steps`).toBe('checking')
  })

  test('IDENT-3: nothing is gathered before consent, and no step before its turn', () => {
    outOfOrder(begin('kiosk'), given(mine))
    outOfOrder(begin('kiosk'), cue('c1'))
    const consented = play(begin('kiosk'), { type: 'consented' })
    for (const event of [still('documentFront'), still('face'), cue('c1'), asked])
      outOfOrder(consented, event)
    expect(advance(consented, { at: late, ...still('face') })).toMatchObject({
      refusal: { detail: ['document'] },
    })
  })

  test('IDENT-3: a still may be retaken and a further question asked when all is done', () => {
    const again = play(play(begin('kiosk'), ...atKiosk), still('face'), asked)
    expect(again).toMatchObject({ phase: 'deciding', evidence: { questions: [{ topic: 'purpose' }] } })
    expect(
      again.phase === 'deciding' && again.evidence.stills.filter((each) => each.step === 'face'),
    ).toHaveLength(2)
  })
})

describe('the document', () => {
  const consented = play(begin('kiosk'), { type: 'consented' })

  test.each([
    ['1101051949123100', 'length'],
    ['1101051949123100AX', 'shape'],
    ['99010519491231002X', 'region'],
    ['11010519491331002X', 'birthDate'],
    ['110105194912310021', 'check'],
  ])('IDENT-4: %s is refused for its %s', (number, why) => {
    expect(advance(consented, { at: late, ...given(number) })).toEqual({
      ok: false,
      refusal: { code: 'documentInvalid', detail: [why] },
    })
  })

  test('IDENT-4: nobody is born after today', () => {
    const dayAfter = { ...given('11010520491231002X'), at: late }
    expect(advance(consented, dayAfter)).toMatchObject({ refusal: { code: 'documentInvalid' } })
  })

  test('IDENT-4: blanks, a small x and full-width digits are forgiven', () => {
    const state = play(
      consented,
      given(' 110105 19491231 002x '),
      given('１１０１０５１９４９１２３１００２Ｘ'),
    )
    expect(state).toMatchObject({ evidence: { document: { number: mine } } })
  })

  test('IDENT-5: after another number the document is photographed again, after the same it is not', () => {
    const done = play(begin('kiosk'), ...atKiosk)
    expect(valueOf(advance(done, { at: late, ...given(mine) })).phase).toBe('deciding')
    const changed = valueOf(advance(done, { at: late, ...given(other) }))
    expect(changed.phase).toBe('checking')
    refusedAs('stepsMissing', advance(changed, { at: late, ...accepted }))
    expect(valueOf(advance(changed, { at: late + 1, ...still('documentFront') })).phase).toBe('deciding')
  })

  test('IDENT-5: typing does not overrule what the card reader has read', () => {
    const read = play(
      begin('kiosk', ['cardReader']),
      { type: 'consented' },
      { type: 'cardRead', by: 'clerk', number: mine, deviceId: 'reader' },
    )
    expect(advance(read, { at: late, ...given(other) })).toMatchObject({
      refusal: { code: 'documentInvalid', detail: ['cardDiffers'] },
    })
    expect(valueOf(advance(read, { at: late, ...still('documentFront') })).phase).toBe('checking')
  })
})

describe('steps not performed', () => {
  test('IDENT-6: without a reader the card step is labelled, register and face comparison always', () => {
    const nobody = ['register: notConnected', 'faceCompare: notConnected']
    expect(labels(play(begin('kiosk'), ...atKiosk))).toEqual(['cardRead: noDevice', ...nobody])
    expect(labels(play(begin('phone'), ...onPhone))).toEqual(['cardRead: noDevice', ...nobody])
  })

  test('IDENT-6: a reader that is there must read, or the clerk says why it did not', () => {
    const consented = play(begin('kiosk', ['cardReader']), { type: 'consented' })
    refusedAs('stepOutOfOrder', advance(consented, { at: late, ...given(mine) }))
    const reported = play(consented, {
      type: 'stepNotPerformed',
      by: 'clerk',
      step: 'cardRead',
      why: 'cardUnreadable',
    })
    expect(labels(reported)).toContain('cardRead: cardUnreadable')
    const read = play(reported, { type: 'cardRead', by: 'clerk', number: mine, deviceId: 'reader' })
    expect(labels(read)).not.toContain('cardRead: cardUnreadable')
  })

  test('IDENT-6: what a person must do cannot be labelled away', () => {
    const consented = play(begin('kiosk'), { type: 'consented' }, given(mine))
    for (const step of ['documentFront', 'face', 'cues', 'cardRead'] as const)
      expect(
        advance(consented, { at: late, type: 'stepNotPerformed', by: 'clerk', step, why: 'deviceFailed' }).ok,
        step,
      ).toBe(false)
  })
})

describe('cues', () => {
  const ready = play(begin('kiosk'), ...atKiosk.slice(0, 4))
  const shown = valueOf(advance(ready, { at: late, ...cue('c1') }))

  test('IDENT-8: seen within 15 s counts, a millisecond later it does not', () => {
    expect(valueOf(advance(shown, { ...seen('c1'), at: late + 15_000 })).phase).toBe('deciding')
    refusedAs('tooLate', advance(shown, { ...seen('c1'), at: late + 15_001 }))
  })

  test('IDENT-8: an unanswered cue expires by itself, three are all there are', () => {
    let state: IdentityState = ready
    for (const id of ['c1', 'c2', 'c3']) {
      state = valueOf(advance(state, { at: late, ...cue(id) }))
      state = valueOf(advance(state, { at: identityDueAt(state) ?? 0, type: 'due' }))
    }
    expect(state).toMatchObject({
      phase: 'checking',
      evidence: { cues: [1, 2, 3].map(() => ({ result: 'expired' })) },
    })
    refusedAs('wrongState', advance(state, { at: late, ...cue('c4') }))
    expect(advance(state, { at: late, ...accepted })).toMatchObject({ refusal: { detail: ['cues'] } })
  })

  test('IDENT-8: an earlier cue cannot be marked for a later one', () => {
    refusedAs('notFound', advance(shown, { at: late, ...seen('c0') }))
  })

  test('IDENT-8: no cue comes twice, and none that the body cannot do', () => {
    assert(
      property(
        subarray([...cueName.options], { maxLength: 3 }),
        double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        constantFrom('hands' as const, 'head' as const, undefined),
        (earlier, random, avoid) => {
          const drawn = chooseCue(earlier, random, avoid)
          const group = ['turnLeft', 'turnRight', 'nod', 'lookUp'].includes(drawn) ? 'head' : 'hands'
          expect(group).not.toBe(avoid)
          expect(earlier).not.toContain(drawn)
        },
      ),
    )
  })

  test('IDENT-8: every cue can be drawn', () => {
    const drawn = cueName.options.map((_, n) => chooseCue([], (n + 0.5) / cueName.options.length))
    expect(new Set(drawn).size).toBe(cueName.options.length)
  })
})

describe('the decision', () => {
  test('IDENT-7: a hand-made accept is refused with the list of what is missing', () => {
    expect(missingAfter(0)).toEqual([
      'consent',
      'document',
      'documentFront',
      'documentBack',
      'face',
      'cues',
      'questions',
    ])
    expect(missingAfter(5)).toEqual(['cues', 'questions'])
    expect(missingAfter(6)).toEqual(['cues', 'questions'])
    expect(missingAfter(9)).toEqual(['questions'])
  })

  test('IDENT-9: an answer that did not satisfy does not count, and no answer is kept', () => {
    const state = play(begin('phone'), ...onPhone.slice(0, 9), { ...asked, satisfied: false } as Step)
    expect(state.phase).toBe('checking')
    expect(state.phase === 'checking' && Object.keys(state.evidence.questions[0] ?? {}).sort()).toEqual([
      'at',
      'by',
      'satisfied',
      'topic',
    ])
  })

  test('IDENT-10: rejecting and withdrawing consent are possible at every moment', () => {
    for (let n = 0; n <= onPhone.length; n += 1) {
      const state = play(begin('phone'), ...onPhone.slice(0, n))
      expect(valueOf(advance(state, { at: late, ...rejected })).phase).toBe('rejected')
      expect(valueOf(advance(state, { at: late, type: 'declined' })).phase).toBe('declined')
    }
  })

  test('IDENT-10: a check lapses after two hours and with its call', () => {
    const state = play(begin('kiosk'), ...atKiosk)
    const twoHours = start + 2 * 3_600_000
    expect(valueOf(advance(state, { at: twoHours - 1, type: 'due' })).phase).toBe('deciding')
    expect(valueOf(advance(state, { at: twoHours, type: 'due' }))).toMatchObject({
      phase: 'lapsed',
      why: 'tooLong',
    })
    refusedAs('wrongState', advance(state, { at: twoHours, ...accepted }))
    expect(valueOf(advance(state, { at: late, type: 'callEnded' }))).toMatchObject({
      phase: 'lapsed',
      why: 'callEnded',
    })
  })

  test('IDENT-12: the second person has a check of their own', () => {
    const second = newIdentity('kiosk', { id: 'i2', visitId: 'v1', at: start, subjectIndex: 1 })
    expect(second).toMatchObject({ phase: 'consent', subjectIndex: 1 })
  })
})

describe('who sees what', () => {
  const deciding = play(begin('kiosk'), ...atKiosk)
  const masked = '**************002X'

  test('IDENT-11: the number in full only for its owner and, while checking, the clerk', () => {
    expect(viewIdentity(deciding, 'applicant').documentNumber).toBe(mine)
    expect(viewIdentity(deciding, 'clerk').documentNumber).toBe(mine)
    expect(viewIdentity(deciding, 'onlooker').documentNumber).toBe(masked)
    const over = valueOf(advance(deciding, { at: late, ...accepted }))
    expect(viewIdentity(over, 'clerk').documentNumber).toBe(masked)
  })

  test('IDENT-11: the applicant learns neither stills, verdicts, remarks nor a dangerous reason', () => {
    const over = valueOf(advance(deciding, { at: late, ...rejected }))
    const view = viewIdentity(over, 'applicant')
    expect(view).toMatchObject({ phase: 'rejected', reason: 'other', stills: [], cues: [] })
    expect(JSON.stringify(view)).not.toContain('a man speaks')
    expect(viewIdentity(over, 'clerk')).toMatchObject({
      reason: 'underPressure',
      note: 'a man speaks for her',
    })
  })

  test('IDENT-11: exactly one step is next until all are done, none when it is over', () => {
    expect(now(begin('kiosk'))).toEqual(['consent'])
    expect(now(play(begin('kiosk'), ...atKiosk.slice(0, 3)))).toEqual(['face'])
    expect(now(deciding)).toEqual([])
    expect(now(valueOf(advance(begin('kiosk'), { at: late, ...rejected })))).toEqual([])
  })
})
