import { describe, expect, test } from 'vitest'
import { advanceKiosk, enrolMs } from '@farwindow/shared/kiosk/kiosk.ts'
import type { KioskState, PublicKey } from '@farwindow/shared/kiosk/kiosk.ts'
import { entered, failed, lockMs } from '@farwindow/shared/people/person.ts'
import type { Person, Tries } from '@farwindow/shared/people/person.ts'
import { actorOf, sessionMs } from '@farwindow/shared/people/session.ts'
import type { SessionState } from '@farwindow/shared/people/session.ts'
import { refusedAs, valueOf } from './outcome.ts'

const lin: Person = {
  phase: 'active',
  login: 'lin',
  name: '林晓雯',
  number: '8',
  role: 'clerk',
  jurisdiction: '330503',
  skills: ['*'],
  passwordHash: 'x',
  edition: 1,
  failures: 0,
  lockedUntil: 0,
}
const publicKey: PublicKey = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) }
const awaiting: KioskState = {
  phase: 'awaiting',
  id: 'k',
  jurisdiction: '310117',
  name: '1号',
  hall: '松江',
  codeHash: 'right',
  codeExpiresAt: enrolMs,
}

const enrol = (state: KioskState, codeHash: string, at: number) =>
  advanceKiosk(state, { type: 'enrolled', at, codeHash, publicKey })

describe('people', () => {
  test('PEOPLE-2: from the third wrong password on the lock doubles, up to a quarter of an hour, and is cleared', () => {
    expect([1, 2, 3, 4, 5].map(lockMs)).toEqual([0, 0, 2_000, 4_000, 8_000])
    expect(lockMs(60)).toBe(15 * 60_000)
    const locked = [1, 2, 3].reduce<Tries>((count) => failed(count, 10_000), lin)
    expect(locked).toEqual({ failures: 3, lockedUntil: 12_000 })
    expect({ ...lin, ...locked, ...entered }).toEqual(lin)
  })

  test('PEOPLE-4: staff sign in anew every working day', () => {
    expect(sessionMs).toEqual({ staff: 43_200_000, kiosk: 86_400_000, phone: 86_400_000, guest: 14_400_000 })
  })

  test('PEOPLE-5: a kiosk with a visit speaks as its applicant', () => {
    const session: SessionState = {
      phase: 'live',
      surface: 'kiosk',
      role: 'kiosk',
      kioskId: 'k',
      startedAt: 0,
      expiresAt: 1,
    }
    expect(actorOf('s', session).role).toBe('kiosk')
    expect(actorOf('s', { ...session, visitId: 'v' })).toMatchObject({
      role: 'applicant',
      visitId: 'v',
      kioskId: 'k',
    })
  })
})

describe('kiosk', () => {
  test('KIOSK-1: the code works once, for a quarter of an hour', () => {
    const enrolled = valueOf(enrol(awaiting, 'right', 5))
    expect(enrolled.phase).toBe('enrolled')
    refusedAs('codeInvalid', enrol(awaiting, 'wrong', 5))
    refusedAs('codeInvalid', enrol(awaiting, 'right', enrolMs))
    refusedAs('codeInvalid', enrol(enrolled, 'right', 6))
  })

  test('KIOSK-2: a new code takes the old key away', () => {
    const again = valueOf(
      advanceKiosk(valueOf(enrol(awaiting, 'right', 5)), { type: 'codeIssued', at: 9, codeHash: 'new' }),
    )
    expect(again).toMatchObject({ phase: 'awaiting', codeHash: 'new' })
    expect(again).not.toHaveProperty('publicKey')
  })

  test('KIOSK-5: a revoked kiosk does not come back with its old code', () => {
    const revoked = valueOf(advanceKiosk(awaiting, { type: 'revoked', at: 5 }))
    refusedAs('kioskRevoked', enrol(revoked, 'right', 6))
  })
})
