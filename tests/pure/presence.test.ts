import { afterEach, describe, expect, test, vi } from 'vitest'
import { createPresence, holdMs } from '@farwindow/server/form/presence.ts'

const plain = 'company/town'

describe('a cursor without a sign of life', () => {
  afterEach(() => void vi.useRealTimers())

  test('FORM-26: gives its field up after six seconds, and the other side is told', () => {
    vi.useFakeTimers()
    const told: unknown[] = []
    const presence = createPresence({ now: Date.now, expired: (ended) => told.push(ended) })
    const ended = { name: 'form.focus', data: { visitId: 'v', side: 'clerk', path: null }, to: [] } as const
    presence.hold('v', 'clerk', plain, ended)
    vi.advanceTimersByTime(holdMs - 1)
    presence.touch('v', 'clerk', plain)
    vi.advanceTimersByTime(holdMs - 1)
    presence.hold('v', 'applicant', plain, ended)
    expect(presence.holder('v', plain)).toBe('clerk')
    vi.advanceTimersByTime(1)
    expect(told).toEqual([ended])
    expect(presence.holder('v', plain)).toBe('applicant')
    // Typing on in the same field takes it back, behind the one who holds it by now.
    expect(presence.touch('v', 'clerk', plain)).toBe(true)
    expect([presence.touch('v', 'clerk', plain), presence.holder('v', plain)]).toEqual([false, 'applicant'])
    presence.leave('v', 'applicant')
    expect(presence.holder('v', plain)).toBe('clerk')
    presence.leave('v', 'clerk')
    vi.advanceTimersByTime(holdMs)
    expect([presence.holder('v', plain), told.length]).toEqual([undefined, 1])
  })

  test('FORM-14: a row is in use while somebody else’s cursor is in it', () => {
    const presence = createPresence({ now: Date.now, expired: () => {} })
    const ended = { name: 'form.focus', data: { visitId: 'v', side: 'clerk', path: null }, to: [] } as const
    presence.hold('v', 'clerk', 'shareholders/r1/share', ended)
    expect(presence.otherBelow('v', 'shareholders/r1', 'applicant')).toBe('clerk')
    expect(presence.otherBelow('v', 'shareholders/r1', 'clerk')).toBeUndefined()
    expect(presence.otherBelow('v', 'shareholders/r10', 'applicant')).toBeUndefined()
    presence.leave('v', 'clerk')
  })
})
