import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advanceCall, newCall, wayOf } from '@farwindow/shared/call/machine.ts'
import { mediaPolicy, routeOf, strictestPolicy } from '@farwindow/shared/call/route.ts'
import { refusedAs, valueOf } from './outcome.ts'

const usual = { policy: 'preferSfu', sameHall: false } as const
const two = { people: 2, recording: false, asked: false } as const

const places = fc.record({ policy: fc.constantFrom(...mediaPolicy.options), sameHall: fc.boolean() })
const needs = fc.record({
  people: fc.integer({ min: 1, max: 4 }),
  recording: fc.boolean(),
  asked: fc.boolean(),
})

describe('the way of a call', () => {
  test.each([
    ['a media host is up and nothing is said', usual, true, two, 'sfu', 'usual'],
    ['none is up', usual, false, two, 'direct', 'hostDown'],
    [
      'none is up, and it should be recorded',
      usual,
      false,
      { ...two, recording: true },
      'direct',
      'hostDown',
    ],
    ['none is up for three', usual, false, { ...two, people: 3 }, 'sfu', 'people'],
    ['its windows go directly', { ...usual, policy: 'direct' }, true, two, 'direct', 'window'],
    [
      '… and it is recorded',
      { ...usual, policy: 'direct' },
      true,
      { ...two, recording: true },
      'sfu',
      'recording',
    ],
    ['… and the clerk asks', { ...usual, policy: 'direct' }, true, { ...two, asked: true }, 'sfu', 'asked'],
    ['… and a third comes', { ...usual, policy: 'direct' }, true, { ...two, people: 3 }, 'sfu', 'people'],
    ['both sit in one hall', { ...usual, sameHall: true }, true, two, 'direct', 'hall'],
    [
      '… where only the media host is allowed',
      { policy: 'sfu', sameHall: true },
      false,
      two,
      'sfu',
      'window',
    ],
  ] as const)('DIRECT-1: %s', (_case, place, up, need, route, why) => {
    expect(routeOf(place, up, need)).toEqual({ route, why })
  })

  test('DIRECT-1: never directly for more than two, or where only the media host is allowed', () => {
    fc.assert(
      fc.property(places, fc.boolean(), needs, (place, up, need) => {
        const { route } = routeOf(place, up, need)
        if (need.people > 2 || place.policy === 'sfu') expect(route).toBe('sfu')
        // A media host that is up is never passed over while something needs it.
        if (up && (need.recording || need.asked)) expect(route).toBe('sfu')
      }),
    )
  })

  test('DIRECT-1: of several windows the strictest counts', () => {
    expect(strictestPolicy(['direct', 'sfu', undefined])).toBe('sfu')
    expect(strictestPolicy(['direct', undefined])).toBe('preferSfu')
    expect(strictestPolicy(['direct', 'direct'])).toBe('direct')
    expect(strictestPolicy([])).toBe('preferSfu')
  })

  test('DIRECT-2: the way changes while a call rings and while it goes on, and nothing else of it does', () => {
    const ringing = newCall({ id: 'c', visitId: 'v', clerkId: 'lin', jurisdiction: '330503', offeredAt: 1 })
    const routed = { type: 'routed', at: 2, route: 'direct', why: 'hostDown' } as const
    const rings = valueOf(advanceCall(ringing, routed))
    expect(rings).toEqual({ ...ringing, route: 'direct' })
    const active = valueOf(advanceCall(rings, { type: 'answered', at: 3 }))
    if (active.phase !== 'active') throw new Error('it is not answered')
    expect(wayOf(active)).toBe('direct')
    const back = valueOf(advanceCall(active, { ...routed, route: 'sfu', why: 'usual' }))
    expect(back).toEqual({ ...active, route: 'sfu' })
    expect(valueOf(advanceCall(active, routed))).toBe(active)
    const ended = valueOf(advanceCall(active, { type: 'hungUp', at: 4, by: 'clerk' }))
    expect(ended).not.toHaveProperty('route')
    refusedAs('wrongState', advanceCall(ended, routed))
  })
})
