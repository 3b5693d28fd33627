import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guestAbsenceMs, guestKinds, invitationMs, mostGuests } from '@farwindow/shared/call/guest.ts'
import type { GuestEvent, GuestKind } from '@farwindow/shared/call/guest.ts'
import { advanceCall, callDueAt, callState, guestsOf, newCall } from '@farwindow/shared/call/machine.ts'
import type { CallEvent, CallState } from '@farwindow/shared/call/machine.ts'
import { refusedAs, valueOf } from './outcome.ts'

const ringing = newCall({ id: 'c', visitId: 'v', clerkId: 'lin', jurisdiction: '330503', offeredAt: 1_000 })
const active = valueOf(advanceCall(ringing, { type: 'answered', at: 2_000 }))
const after = (state: CallState, ...events: readonly CallEvent[]): CallState =>
  events.reduce((now, event) => valueOf(advanceCall(now, event)), state)

const invited = (id: string, kind: GuestKind, personId?: string): GuestEvent => ({
  type: 'guestInvited',
  at: 3_000,
  guest: { id, kind, ...(personId === undefined ? {} : { personId }) },
})
const arrived = (guestId: string): GuestEvent => ({ type: 'guestArrived', at: 4_000, guestId, name: guestId })
const allowed = (guestId: string): GuestEvent => ({ type: 'guestAllowed', at: 5_000, guestId })
const phases = (state: CallState): string[] => guestsOf(state).map(({ id, phase }) => `${id} ${phase}`)

describe('guests of a call', () => {
  test('GUEST-1: four people at most, the invited counted, and nobody twice', () => {
    const full = after(active, invited('a', 'interpreter'), invited('b', 'reviewer', 'wu'))
    expect(guestsOf(full)).toHaveLength(mostGuests)
    refusedAs('wrongState', advanceCall(full, invited('c', 'helper')))
    const one = after(active, invited('b', 'reviewer', 'wu'))
    refusedAs('conflict', advanceCall(one, invited('c', 'reviewer', 'wu')))
  })

  test.each(['helper', 'interpreter', 'reviewer'] as const)('GUEST-3: a %s waits for the yes', (kind) => {
    const atTheDoor = after(active, invited('a', kind), arrived('a'))
    expect(phases(atTheDoor)).toEqual(['a waiting'])
    refusedAs('wrongState', advanceCall(atTheDoor, arrived('a')))
    expect(phases(after(atTheDoor, allowed('a')))).toEqual(['a present'])
    expect(phases(after(atTheDoor, { type: 'guestDeclined', at: 5_000, guestId: 'a' }))).toEqual([])
    refusedAs('wrongState', advanceCall(after(active, invited('a', kind)), allowed('a')))
  })

  test('GUEST-2, GUEST-4: a supervisor asks, the clerk lets in; nobody else can say yes', () => {
    const guest = { id: 's', kind: 'supervisor', personId: 'shen', name: '沈建国' } as const
    const asking = after(active, { type: 'guestAsked', at: 3_000, guest })
    refusedAs('wrongState', advanceCall(asking, allowed('s')))
    refusedAs('wrongState', advanceCall(asking, arrived('s')))
    const there = after(asking, { type: 'guestAdmitted', at: 4_000, guestId: 's' })
    expect(guestsOf(there)).toMatchObject([{ phase: 'present', name: '沈建国', joinedAt: 4_000 }])
  })

  test('GUEST-5: the applicant takes the yes back; a supervisor’s presence does not rest on it', () => {
    const both = after(
      active,
      invited('a', 'helper'),
      arrived('a'),
      allowed('a'),
      invited('s', 'supervisor', 'shen'),
      arrived('s'),
    )
    const removed = (guestId: string, by: 'applicant' | 'clerk') =>
      advanceCall(both, { type: 'guestRemoved', at: 6_000, guestId, by })
    expect(phases(valueOf(removed('a', 'applicant')))).toEqual(['s present'])
    refusedAs('wrongState', removed('s', 'applicant'))
    expect(phases(valueOf(removed('s', 'clerk')))).toEqual(['a present'])
    refusedAs('notFound', removed('nobody', 'clerk'))
  })

  test('GUEST-2: an invitation nobody follows is void after ten minutes; the call goes on', () => {
    const waiting = after(active, invited('a', 'interpreter'))
    expect(callDueAt(waiting)).toBe(3_000 + invitationMs)
    const later = after(waiting, { type: 'due', at: 3_000 + invitationMs })
    expect(later).toMatchObject({ phase: 'active', guests: [] })
  })

  test('GUEST-8: a lost guest’s place is kept for two minutes, and given back without ending the call', () => {
    const away = after(
      active,
      invited('a', 'helper'),
      arrived('a'),
      { type: 'guestBack', at: 4_500, guestId: 'a' },
      allowed('a'),
      { type: 'guestAway', at: 10_000, guestId: 'a' },
      { type: 'guestAway', at: 70_000, guestId: 'a' },
    )
    expect(callDueAt(away)).toBe(10_000 + guestAbsenceMs)
    expect(after(away, { type: 'due', at: 10_000 + guestAbsenceMs })).toMatchObject({
      phase: 'active',
      guests: [],
    })
    const back = after(away, { type: 'guestBack', at: 80_000, guestId: 'a' })
    expect(guestsOf(after(back, { type: 'due', at: 10_000 + guestAbsenceMs }))).toHaveLength(1)
  })

  test('GUEST-12: a code whose page never connects keeps the place for two minutes, agreed or not; one that connects keeps it', () => {
    const used = after(active, invited('a', 'helper'), arrived('a'))
    for (const door of [used, after(used, allowed('a'))]) {
      expect(callDueAt(door)).toBe(4_000 + guestAbsenceMs)
      expect(guestsOf(after(door, { type: 'due', at: 3_999 + guestAbsenceMs }))).toHaveLength(1)
      expect(after(door, { type: 'due', at: 4_000 + guestAbsenceMs })).toMatchObject({
        phase: 'active',
        guests: [],
      })
    }
    const came = after(used, { type: 'guestBack', at: 4_100, guestId: 'a' })
    expect(guestsOf(after(came, { type: 'due', at: 60_000 + guestAbsenceMs }))).toHaveLength(1)
    // A colleague says yes on a page that is there already.
    const colleague = after(active, invited('b', 'reviewer', 'wu'), arrived('b'))
    expect(guestsOf(after(colleague, { type: 'due', at: 60_000 + guestAbsenceMs }))).toHaveLength(1)
  })

  test('GUEST-7: guests go with the call, and none come before it', () => {
    const there = after(active, invited('a', 'helper'), arrived('a'), allowed('a'))
    expect(guestsOf(after(there, { type: 'hungUp', at: 9_000, by: 'clerk' }))).toEqual([])
    refusedAs('wrongState', advanceCall(ringing, invited('a', 'helper')))
  })

  test('GUEST-1, GUEST-3: whatever happens in whatever order', () => {
    const ids = fc.constantFrom('a', 'b', 'c')
    const event = fc.record({
      type: fc.constantFrom(
        'guestInvited',
        'guestAsked',
        'guestAdmitted',
        'guestArrived',
        'guestAllowed',
        'guestDeclined',
        'guestLeft',
        'guestRemoved',
        'guestAway',
        'guestBack',
        'due',
        'away',
        'back',
      ),
      guestId: ids,
      kind: fc.constantFrom(...guestKinds),
      side: fc.constantFrom('applicant', 'clerk'),
      by: fc.constantFrom('applicant', 'clerk'),
      waits: fc.integer({ min: 0, max: 60_000 }),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let state = active
        let at = 2_000
        const agreed = new Set<string>()
        for (const { waits, kind, ...rest } of events) {
          at += waits
          const guest = { id: `${rest.guestId}${at}`, kind, name: rest.guestId }
          const known = guestsOf(state)[rest.guestId === 'a' ? 0 : 1]
          // An event as the desk would make it: every field the kinds of events have.
          const made = { ...rest, at, guest, guestId: known?.id ?? 'none', name: 'n' } as unknown as CallEvent
          const outcome = advanceCall(state, made)
          if (!outcome.ok) continue
          if (made.type === 'guestAllowed') agreed.add(made.guestId)
          state = callState.parse(outcome.value)
          expect(guestsOf(state).length).toBeLessThanOrEqual(mostGuests)
          for (const one of guestsOf(state))
            if (one.phase === 'present') expect(one.kind === 'supervisor' || agreed.has(one.id)).toBe(true)
          if (state.phase === 'ended') return
        }
      }),
      { numRuns: 400 },
    )
  })
})
