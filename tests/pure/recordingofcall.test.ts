import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advanceRecording,
  keepMs,
  newRecording,
  recordingDueAt,
} from '@farwindow/shared/recording/machine.ts'
import type { RecordingEvent } from '@farwindow/shared/recording/machine.ts'
import type { Role } from '@farwindow/shared/people/role.ts'
import { mayPlay } from '@farwindow/shared/recording/access.ts'
import { condense, whatOf } from '@farwindow/shared/recording/happened.ts'
import { recordingState } from '@farwindow/shared/recording/state.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import { viewRecording } from '@farwindow/shared/recording/view.ts'
import { refusedAs, valueOf } from './outcome.ts'

const about = { id: 'c', visitId: 'v', clerkId: 'lin', jurisdiction: '330503' }
const asked = newRecording({ ...about, askedAt: 1_000 })
const after = (state: RecordingState, ...events: readonly RecordingEvent[]): RecordingState =>
  events.reduce((before, event) => valueOf(advanceRecording(before, event)), state)
const recording = after(asked, { type: 'agreed', at: 2_000 })
const paused = after(recording, { type: 'paused', at: 3_000, by: 'applicant', why: 'privateMatter' })

/** Everything that can happen to a recording. */
const events: readonly RecordingEvent[] = [
  { at: 0, type: 'agreed' },
  { at: 0, type: 'refused', why: 'unsaid' },
  { at: 0, type: 'paused', by: 'applicant', why: 'secret' },
  { at: 0, type: 'paused', by: 'clerk', why: 'other' },
  { at: 0, type: 'resumed', by: 'applicant' },
  { at: 0, type: 'resumed', by: 'clerk' },
  { at: 0, type: 'stopped', by: 'applicant' },
  { at: 0, type: 'stopped', by: 'clerk' },
  { at: 0, type: 'callEnded' },
  { at: 0, type: 'guestAnswered', guest: { guestId: 'g', kind: 'helper', name: '王姐', agreed: true } },
  { at: 0, type: 'following', peers: [{ peerId: 'p', side: 'clerk' }] },
  { at: 0, type: 'began', partId: 'one' },
  { at: 0, type: 'began', partId: 'two', since: 5 },
  { at: 0, type: 'gapBegan', gap: { fromAt: 7, why: 'silent' } },
  { at: 0, type: 'gapEnded', gap: { why: 'silent' } },
  { at: 0, type: 'closed', segments: [], gaps: [], missingParts: ['two'] },
  { at: 0, type: 'due' },
  { at: 0, type: 'deleted' },
]

describe('the recording of a call', () => {
  test('RECORDING-28: whose it is to play: the office that answered, the office that decides, its clerk while the matter is theirs', () => {
    const about = { jurisdiction: '330503', clerkId: 'lin', decidedIn: '310117' }
    const may = (role: Role, personId: string, jurisdiction: string, servedBy?: string) =>
      mayPlay({ role, personId, jurisdiction }, { ...about, servedBy })
    expect([may('supervisor', 'shen', '330503'), may('supervisor', 'zhao', '310117')]).toEqual([true, false])
    expect([may('reviewer', 'wu', '330503'), may('reviewer', 'zhou', '310117')]).toEqual([false, true])
    expect(mayPlay({ role: 'reviewer', jurisdiction: '330503' }, { ...about, decidedIn: undefined })).toBe(
      false,
    )
    expect([may('clerk', 'lin', '330503', 'lin'), may('clerk', 'lin', '330503')]).toEqual([true, false])
    expect(may('clerk', 'chen', '330503', 'chen')).toBe(false)
    for (const role of ['applicant', 'guest', 'kiosk', 'visitor', 'administrator'] as const)
      expect(may(role, 'lin', '330503', 'lin')).toBe(false)
  })

  test('RECORDING-20: there is none before the applicant has agreed, and none after a refusal or without an answer', () => {
    const beginning = { type: 'began', at: 1_500, partId: 'one' } as const
    refusedAs('wrongState', advanceRecording(asked, beginning))
    const refused = after(asked, { type: 'refused', at: 1_400, why: 'private' })
    refusedAs('wrongState', advanceRecording(refused, beginning))
    expect(viewRecording(refused)).toMatchObject({ phase: 'refused', refusedWhy: 'private' })
    const lapsed = after(asked, { type: 'callEnded', at: 9_000 })
    expect(lapsed.phase).toBe('lapsed')
    refusedAs('wrongState', advanceRecording(lapsed, { type: 'agreed', at: 9_001 }))
    expect(recordingDueAt(lapsed)).toBeNull()
  })

  test('RECORDING-21: who said no may still say yes, and who agreed may take it back for good', () => {
    const refused = after(asked, { type: 'refused', at: 1_400, why: 'unsure' })
    expect(after(refused, { type: 'agreed', at: 5_000 })).toMatchObject({
      phase: 'recording',
      consentedAt: 5_000,
    })
    const withdrawn = after(recording, { type: 'stopped', at: 6_000, by: 'applicant' })
    expect(withdrawn).toMatchObject({ phase: 'ended', why: 'withdrawn', endedAt: 6_000 })
    refusedAs('wrongState', advanceRecording(withdrawn, { type: 'agreed', at: 6_001 }))
    expect(after(recording, { type: 'stopped', at: 6_000, by: 'clerk' })).toMatchObject({ why: 'stopped' })
  })

  test('RECORDING-22: either side lets it rest with a reason, and only that side lets it go on', () => {
    expect(viewRecording(paused).pause).toMatchObject({
      by: 'applicant',
      why: 'privateMatter',
      fromAt: 3_000,
    })
    refusedAs('notYours', advanceRecording(paused, { type: 'resumed', at: 4_000, by: 'clerk' }))
    refusedAs(
      'wrongState',
      advanceRecording(paused, { type: 'paused', at: 4_000, by: 'clerk', why: 'other' }),
    )
    const resumed = after(paused, { type: 'resumed', at: 4_000, by: 'applicant' })
    expect(resumed).toMatchObject({ phase: 'recording', pauses: [{ fromAt: 3_000, toAt: 4_000 }] })
    refusedAs('wrongState', advanceRecording(resumed, { type: 'resumed', at: 4_001, by: 'applicant' }))
  })

  test('RECORDING-25: a run that takes over from another leaves a gap between the two', () => {
    const first = after(recording, { type: 'began', at: 2_100, partId: 'one', since: 2_000 })
    expect(first).toMatchObject({ parts: ['one'], gaps: [] })
    expect(after(first, { type: 'began', at: 2_200, partId: 'one', since: 2_150 })).toBe(first)
    expect(after(first, { type: 'began', at: 9_000, partId: 'two', since: 7_500 })).toMatchObject({
      parts: ['one', 'two'],
      gaps: [{ why: 'moved', fromAt: 7_500, toAt: 9_000 }],
    })
  })

  test('RECORDING-26: what does not work is there until it works again, and ends with the recording', () => {
    const stalled = { why: 'stalled', side: 'applicant', source: 'camera' } as const
    const silent = after(recording, { type: 'gapBegan', at: 5_000, gap: { why: 'silent', fromAt: 2_500 } })
    const twice = after(silent, { type: 'gapBegan', at: 5_500, gap: { ...stalled, fromAt: 3_000 } })
    expect(after(twice, { type: 'gapBegan', at: 6_000, gap: { why: 'silent', fromAt: 4_000 } })).toBe(twice)
    expect(viewRecording(twice).troubles).toHaveLength(2)
    const mended = after(twice, { type: 'gapEnded', at: 7_000, gap: { why: 'silent' } })
    expect(viewRecording(mended).troubles).toEqual([{ ...stalled, fromAt: 3_000 }])
    expect(after(mended, { type: 'callEnded', at: 8_000 })).toMatchObject({
      gaps: [{ toAt: 7_000 }, { toAt: 8_000 }],
    })
  })

  test('RECORDING-30: it is kept for five years and then deleted, files first forgotten', () => {
    const ended = after(paused, { type: 'callEnded', at: 10_000 })
    expect(ended).toMatchObject({ phase: 'ended', pauses: [{ toAt: 10_000 }], keepUntil: 10_000 + keepMs })
    const kept = after(ended, { type: 'closed', at: 11_000, segments: [], gaps: [], missingParts: [] })
    expect(keepMs).toBeGreaterThanOrEqual(Date.UTC(2031, 10, 22) - Date.UTC(2026, 10, 22))
    expect(recordingDueAt(kept)).toBe(10_000 + keepMs)
    expect(after(kept, { type: 'due', at: 10_000 + keepMs - 1 })).toBe(kept)
    const expired = after(kept, { type: 'due', at: 10_000 + keepMs })
    expect(expired).not.toHaveProperty('segments')
    expect(recordingDueAt(expired)).toBeNull()
    expect(after(expired, { type: 'deleted', at: 10_001 + keepMs })).toMatchObject({
      phase: 'deleted',
      deletedAt: 10_001 + keepMs,
    })
  })

  test('RECORDING-20, RECORDING-22: whatever happens in whatever order, nothing is recorded without consent, and no time lasts that is over', () => {
    const any = fc.array(
      fc.record({ waits: fc.integer({ min: 0, max: 9_999 }), of: fc.constantFrom(...events) }),
    )
    fc.assert(
      fc.property(any, (happenings) => {
        let state: RecordingState = asked
        let at = 1_000
        let agreed = false
        for (const { waits, of } of happenings) {
          at += waits
          const event = { ...of, at }
          const next = advanceRecording(state, event)
          if (!next.ok) continue
          agreed ||= event.type === 'agreed'
          state = next.value
          expect(recordingState.safeParse(state).error).toBeUndefined()
          if ('parts' in state) expect(agreed).toBe(true)
          const lasting = 'pauses' in state ? state.pauses.filter(({ toAt }) => toAt === undefined) : []
          expect(lasting).toHaveLength(state.phase === 'paused' ? 1 : 0)
        }
      }),
    )
  })
})

describe('the time line of a recording', () => {
  test('RECORDING-29: it tells what happened, never what was written', () => {
    expect(whatOf({ kind: 'form', name: 'edited' })).toBe('formEdited')
    expect(whatOf({ kind: 'file', name: 'stored' }, 'signature')).toBe('signed')
    expect(whatOf({ kind: 'file', name: 'stored' }, 'face')).toBe('stillTaken')
    expect(whatOf({ kind: 'form', name: 'looked' })).toBeNull()
    const name = { zh: '姓名', en: 'Name' }
    const typing = [0, 1_000, 2_000, 9_000].map((at) => ({ at, what: 'formEdited' as const, label: name }))
    expect(condense(typing).map(({ at }) => at)).toEqual([0, 9_000])
  })
})
