import { afterEach, describe, expect, test, vi } from 'vitest'
import { createPresence, holdMs } from '@farwindow/server/form/presence.ts'

const plain = 'company/town'

const formId = 'v'

/** A room of two, and what each cursor's other side was told, in order. */
const openRoom = () => {
  const told: string[] = []
  const presence = createPresence({
    now: Date.now,
    announce: (news) =>
      told.push(
        ...news.map((one) => (one.name === 'form.focus' ? `${one.data.side}: ${one.data.path}` : '')),
      ),
  })
  const enter = (side: 'applicant' | 'clerk', path: string): void =>
    presence.hold(formId, side, path, (held) => ({
      name: 'form.focus',
      data: { visitId: formId, side, path: held },
      to: [],
    }))
  return { presence, enter, told }
}

describe('a cursor without a sign of life', () => {
  afterEach(() => void vi.useRealTimers())

  test('FORM-26: gives its field up after six seconds to whoever waits in it, and both sides are told', () => {
    vi.useFakeTimers()
    const { presence, enter, told } = openRoom()
    enter('clerk', plain)
    vi.advanceTimersByTime(holdMs - 1)
    presence.touch(formId, 'clerk', plain)
    vi.advanceTimersByTime(holdMs - 1)
    enter('applicant', plain)
    expect(presence.holder(formId, plain)).toBe('clerk')
    vi.advanceTimersByTime(1)
    expect(told).toEqual([`clerk: ${plain}`, 'applicant: null', 'clerk: null', `applicant: ${plain}`])
    expect(presence.holder(formId, plain)).toBe('applicant')
    // Typing on in the same field takes it back, behind the one who holds it by now.
    presence.touch(formId, 'clerk', plain)
    expect([presence.holder(formId, plain), told.length]).toEqual(['applicant', 4])
    presence.leave(formId, 'applicant')
    expect(presence.holder(formId, plain)).toBe('clerk')
    presence.leave(formId, 'clerk')
    vi.advanceTimersByTime(holdMs)
    expect(presence.holder(formId, plain)).toBeUndefined()
    expect(told.slice(4)).toEqual(['applicant: null', `clerk: ${plain}`, 'clerk: null'])
  })

  test('FORM-26: a cursor that comes into a field in use takes it from nobody, and has it when the first leaves', () => {
    const { presence, enter, told } = openRoom()
    enter('applicant', plain)
    enter('clerk', plain)
    expect(told).toEqual([`applicant: ${plain}`, 'clerk: null'])
    enter('applicant', 'company/email')
    expect(told.slice(2)).toEqual(['applicant: company/email', `clerk: ${plain}`])
    presence.leave(formId, 'applicant')
    presence.leave(formId, 'clerk')
  })

  test('FORM-14: a row is in use while somebody else’s cursor is in it', () => {
    const { presence, enter } = openRoom()
    enter('clerk', 'shareholders/r1/share')
    expect(presence.otherBelow(formId, 'shareholders/r1', 'applicant')).toBe('clerk')
    expect(presence.otherBelow(formId, 'shareholders/r1', 'clerk')).toBeUndefined()
    expect(presence.otherBelow(formId, 'shareholders/r10', 'applicant')).toBeUndefined()
    presence.leave(formId, 'clerk')
  })
})
