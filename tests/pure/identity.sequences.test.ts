import { array, assert, constantFrom, double, integer, nat, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '@farwindow/shared/identity/evidence.ts'
import { identityDueAt, identityState } from '@farwindow/shared/identity/machine.ts'
import type { IdentityEvent, IdentityState } from '@farwindow/shared/identity/machine.ts'
import type { Device, ScriptName } from '@farwindow/shared/identity/script.ts'
import { viewIdentity } from '@farwindow/shared/identity/view.ts'
import { valueOf } from './outcome.ts'
import { advance, begin, mine, other, rejected, start } from './identity.walk.ts'

/** What accepting must rest on, said again without the machine's own functions. */
const isSound = (script: ScriptName, devices: readonly Device[], found: Evidence): boolean => {
  const of = (step: string) => found.stills.filter((each) => each.step === step)
  const documentAt = found.document?.at ?? Infinity
  const sides = script === 'phone' ? ['documentFront', 'documentBack'] : ['documentFront']
  const seenCues = found.cues.filter(
    (each) => each.result === 'seen' && each.endedAt - each.shownAt <= 15_000,
  )
  const satisfied = found.questions.filter((each) => each.satisfied)
  const labelled = found.notPerformed.map((each) => each.step)
  const card = found.document?.source === 'card' ? devices.length > 0 : labelled.includes('cardRead')
  return (
    (found.document?.number === mine || found.document?.number === other) &&
    sides.every((side) => of(side).some((each) => each.at >= documentAt)) &&
    of('face').length > 0 &&
    seenCues.length >= (script === 'phone' ? 2 : 1) &&
    found.cues.length <= 3 &&
    satisfied.length >= (script === 'phone' ? 1 : 0) &&
    card &&
    labelled.includes('register') &&
    labelled.includes('faceCompare')
  )
}
describe('any sequence of events', () => {
  interface Throw {
    readonly right: boolean
    readonly pick: number
    readonly random: number
    readonly waitMs: number
  }

  /** The event that would help, or any other. */
  const eventFor = (
    state: IdentityState,
    { right, pick, random, waitMs }: Throw,
    at: number,
  ): IdentityEvent => {
    const next = viewIdentity(state, 'clerk').missing[0]
    const id = state.phase === 'cue' ? state.cue.id : `c${at}`
    const all: IdentityEvent[] = [
      { at, type: 'consented' },
      { at, type: 'cardRead', by: 'p', number: random < 0.5 ? mine : other, deviceId: 'd' },
      { at, type: 'documentGiven', by: 'p', number: random < 0.8 ? mine : `${mine}1` },
      { at, type: 'stillTaken', by: 'p', step: 'documentFront', fileId: 'f' },
      { at, type: 'stillTaken', by: 'p', step: 'documentBack', fileId: 'f' },
      { at, type: 'stillTaken', by: 'p', step: 'face', fileId: 'f' },
      { at, type: 'cueShown', id, random, ...(random < 0.3 ? { avoid: 'hands' as const } : {}) },
      { at, type: 'questionAsked', by: 'p', topic: 'work', satisfied: random < 0.8 },
      { at, type: 'cueMarked', by: 'p', id, seen: random < 0.8 },
      { at, type: 'stepNotPerformed', by: 'p', step: 'cardRead', why: 'deviceFailed' },
      { at, type: 'stepNotPerformed', by: 'p', step: 'face', why: 'deviceFailed' },
      { at, type: 'accepted', by: 'p', note: '' },
      { at, type: 'due' },
      { at, type: 'rejected', by: 'p', reason: 'faceDiffers', note: '' },
      { at, type: 'declined' },
      { at, type: 'callEnded' },
    ]
    const help = [
      'consent',
      'cardRead',
      'document',
      'documentFront',
      'documentBack',
      'face',
      'cues',
      'questions',
    ]
    const helping = state.phase === 'cue' ? 8 : next === undefined ? 11 : help.indexOf(next)
    return (right && waitMs < 20_000 ? all[helping] : all[pick % all.length]) ?? { at, type: 'due' }
  }

  const over = ['accepted', 'rejected', 'declined', 'lapsed']

  const throws = array(
    record({
      right: integer({ min: 0, max: 9 }).map((n) => n < 8),
      pick: nat(15),
      random: double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      waitMs: integer({ min: 0, max: 16_000 }),
    }),
    { maxLength: 40, size: 'max' },
  )

  test('IDENT-1: leads to no illegal state, to no acceptance without its steps, and always has a way out', () => {
    const ends = new Map<string, number>()
    assert(
      property(
        constantFrom<ScriptName>('kiosk', 'phone'),
        constantFrom<Device[]>([], ['cardReader']),
        throws,
        (script, devices, thrown) => {
          let state = begin(script, devices)
          let at = start
          for (const each of thrown) {
            at += each.waitMs
            const answer = advance(state, eventFor(state, each, at))
            if (!answer.ok) continue
            expect(over, 'what has ended moved').not.toContain(state.phase)
            state = identityState.parse(answer.value)
            expect(state.phase !== 'accepted' || isSound(script, devices, state.evidence)).toBe(true)
            const dueAt = identityDueAt(state)
            expect(dueAt === null).toBe(over.includes(state.phase))
            if (dueAt === null) continue
            expect(valueOf(advance(state, { at: dueAt, type: 'due' })).phase).not.toBe('cue')
            expect(advance(state, { at, ...rejected }).ok).toBe(at < state.lapsesAt)
          }
          ends.set(state.phase, (ends.get(state.phase) ?? 0) + 1)
        },
      ),
      { numRuns: 2000 },
    )
    // The property means something only when both kinds of end were reached often.
    expect(ends.get('accepted')).toBeGreaterThan(50)
    expect(ends.get('rejected')).toBeGreaterThan(5)
  })

  test('IDENT-10: without any event every check ends by the clock alone', () => {
    assert(
      property(throws, (thrown) => {
        let state = begin('phone')
        let at = start
        for (const each of thrown) {
          at += each.waitMs
          const answer = advance(state, eventFor(state, each, at))
          if (answer.ok) state = answer.value
        }
        for (let rings = 0; rings < 3 && identityDueAt(state) !== null; rings += 1)
          state = valueOf(advance(state, { at: identityDueAt(state) ?? 0, type: 'due' }))
        expect(over).toContain(state.phase)
      }),
    )
  })
})
