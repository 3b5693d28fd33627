import { describe, expect, test } from 'vitest'
import { createHub } from '@farwindow/server/gateway/hub.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Told } from '@farwindow/shared/protocol/wire.ts'

const lin: Actor = { role: 'clerk', sessionId: 's-lin', personId: 'lin', jurisdiction: '330503' }
const chen: Actor = { role: 'clerk', sessionId: 's-chen', personId: 'chen', jurisdiction: '330503' }
const shen: Actor = { role: 'supervisor', sessionId: 's-shen', personId: 'shen', jurisdiction: '330503' }
const away: Actor = { role: 'clerk', sessionId: 's-away', personId: 'away', jurisdiction: '310117' }

const seat = {
  personId: 'lin',
  jurisdiction: '330503',
  name: '林',
  number: '8',
  phase: 'ready' as const,
  since: 1,
}
const queue = { jurisdiction: '330503', entries: [] }
const focus = { visitId: 'v', side: 'clerk' as const, path: 'company/name' }

const opened = () => {
  const hub = createHub(() => 0)
  const heard = new Map<string, Told[]>()
  for (const actor of [lin, chen, shen, away]) {
    const told: Told[] = []
    heard.set(actor.sessionId, told)
    hub.join(actor, { tell: (one) => void told.push(one), over: () => {} }, null)
  }
  const names = (actor: Actor): string[] => (heard.get(actor.sessionId) ?? []).map((told) => told.name)
  return { hub, heard, names }
}

describe('hub', () => {
  test('LINK-4: a notice reaches its audience only, and only the roles it is declared for', () => {
    const { hub, names } = opened()
    hub.announce([
      { name: 'seat.changed', data: seat, to: [{ personId: 'lin' }] },
      { name: 'queue.changed', data: queue, to: [{ jurisdiction: '330503' }] },
    ])
    expect(names(lin)).toEqual(['seat.changed', 'queue.changed'])
    expect(names(chen)).toEqual(['queue.changed'])
    // The supervisor belongs to the office, but the queue's list is declared for clerks.
    expect(names(shen)).toEqual([])
    expect(names(away)).toEqual([])
  })

  test('LINK-4: all that an audience names must fit, and who fits two of them hears it once', () => {
    const { hub, names } = opened()
    hub.announce([
      { name: 'seat.changed', data: seat, to: [{ personId: 'lin', jurisdiction: '310117' }] },
      {
        name: 'queue.changed',
        data: queue,
        to: [{ jurisdiction: '330503', roles: ['clerk'] }, { personId: 'chen' }],
      },
    ])
    expect(names(lin)).toEqual(['queue.changed'])
    expect(names(chen)).toEqual(['queue.changed'])
    expect(hub.isOnline({ jurisdiction: '330503', roles: ['supervisor'] })).toBe(true)
    expect(hub.isOnline({ jurisdiction: '310117', roles: ['supervisor'] })).toBe(false)
  })

  test('LINK-4: what `see` hides from a viewer does not reach them', () => {
    const { hub, names } = opened()
    const identity = {
      visitId: 'v',
      phase: 'consent' as const,
      script: 'kiosk' as const,
      steps: [],
      missing: [],
      stills: [],
      cues: [],
    }
    hub.announce([
      { name: 'identity.changed', data: { side: 'applicant', identity }, to: [{ personId: 'lin' }] },
    ])
    expect(names(lin)).toEqual([])
  })

  test('LINK-1: passing notices take no number and are not kept', () => {
    const { hub, heard } = opened()
    hub.announce([{ name: 'seat.changed', data: seat, to: [{ personId: 'lin' }] }])
    hub.announce([{ name: 'form.focus', data: focus, to: [{ personId: 'lin' }] }])
    hub.announce([{ name: 'seat.changed', data: seat, to: [{ personId: 'lin' }] }])
    expect(heard.get('s-lin')?.map(({ seq, name }) => [seq, name])).toEqual([
      [1, 'seat.changed'],
      [1, 'form.focus'],
      [2, 'seat.changed'],
    ])
    const again = hub.join(lin, { tell: () => {}, over: () => {} }, { epoch: hub.epoch, seq: 0 })
    expect(again.missed.map(({ name }) => name)).toEqual(['seat.changed', 'seat.changed'])
  })
})
