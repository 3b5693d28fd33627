import { check, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demonstrationWindows } from '@farwindow/shared/region/demonstration.ts'
import { openAt, serviceWindow, windowsFor } from '@farwindow/shared/region/window.ts'
import type { ServiceWindow } from '@farwindow/shared/region/window.ts'

const morning = { from: '08:30', to: '12:00' }
const afternoon = { from: '13:30', to: '17:00' }

/** A county hall: weekdays with a noon break, Saturday morning, the National Day holidays and their make-up day. */
const hall: ServiceWindow = {
  id: 'hall',
  jurisdiction: '330503',
  name: { zh: '政务服务中心', en: 'Service centre' },
  hours: [...Array.from({ length: 5 }, () => [morning, afternoon]), [{ from: '09:00', to: '11:30' }], []],
  exceptions: {
    ...Object.fromEntries(Array.from({ length: 7 }, (_, day) => [`2026-10-0${day + 1}`, []])),
    '2026-09-20': [morning, afternoon],
  },
  skills: ['company-establishment'],
}

const at = (text: string) => Date.parse(`${text}+08:00`)
const open = (until: string) => ({ open: true, untilAt: at(until) })
const closed = (next: string) => ({ open: false, nextAt: at(next) })

describe('opening hours', () => {
  it('REGION-4: open within the hours, to the minute', () => {
    expect(openAt([hall], at('2026-11-20T08:29:59'))).toEqual(closed('2026-11-20T08:30:00'))
    expect(openAt([hall], at('2026-11-20T08:30:00'))).toEqual(open('2026-11-20T12:00:00'))
    expect(openAt([hall], at('2026-11-20T11:59:59'))).toEqual(open('2026-11-20T12:00:00'))
    expect(openAt([hall], at('2026-11-20T12:00:00'))).toEqual(closed('2026-11-20T13:30:00'))
  })

  it('REGION-4: after closing, the next opening is named, over the weekend too', () => {
    expect(openAt([hall], at('2026-11-20T17:00:00'))).toEqual(closed('2026-11-21T09:00:00'))
    expect(openAt([hall], at('2026-11-21T12:00:00'))).toEqual(closed('2026-11-23T08:30:00'))
    expect(openAt([hall], at('2026-11-22T12:00:00'))).toEqual(closed('2026-11-23T08:30:00'))
  })

  it('REGION-4: holidays are closed and make-up days open', () => {
    expect(openAt([hall], at('2026-10-01T10:00:00'))).toEqual(closed('2026-10-08T08:30:00'))
    expect(openAt([hall], at('2026-09-20T10:00:00'))).toEqual(open('2026-09-20T12:00:00'))
  })

  it('REGION-4: spans that touch are one, over midnight too', () => {
    const night = {
      ...hall,
      hours: Array.from({ length: 7 }, () => [
        { from: '20:00', to: '24:00' },
        { from: '00:00', to: '02:00' },
        { from: '02:00', to: '06:00' },
      ]),
      exceptions: {},
    }
    expect(openAt([night], at('2026-11-20T21:00:00'))).toEqual(open('2026-11-21T06:00:00'))
    expect(openAt([night], at('2026-11-20T01:00:00'))).toEqual(open('2026-11-20T06:00:00'))
    expect(openAt([night], at('2026-11-20T06:00:00'))).toEqual(closed('2026-11-20T20:00:00'))
  })

  it('REGION-4: spans that overlap are one', () => {
    const spans = [
      { from: '10:00', to: '14:00' },
      { from: '08:00', to: '12:00' },
    ]
    const doubled = { ...hall, hours: Array.from({ length: 7 }, () => spans), exceptions: {} }
    expect(openAt([doubled], at('2026-11-20T09:00:00'))).toEqual(open('2026-11-20T14:00:00'))
  })

  it('REGION-4: a window that never closes has no end, one that never opens no beginning', () => {
    const [always] = demonstrationWindows
    expect(always && openAt([always], at('2026-11-21T03:00:00'))).toEqual({ open: true, untilAt: null })
    const never = { ...hall, hours: Array.from({ length: 7 }, () => []), exceptions: {} }
    expect(openAt([never], at('2026-11-21T03:00:00'))).toEqual({ open: false, nextAt: null })
  })

  it('REGION-4: the moment it names is the moment it turns', () => {
    const year = 366 * 86_400_000
    const from = at('2026-01-01T00:00:00')
    const found = check(
      property(integer({ min: 0, max: year }), (after) => {
        const now = openAt([hall], from + after)
        const turns = now.open ? now.untilAt : now.nextAt
        return (
          turns !== null &&
          turns > from + after &&
          openAt([hall], turns).open === !now.open &&
          openAt([hall], turns - 1).open === now.open
        )
      }),
    )
    expect(found.counterexample).toBeNull()
  })

  it('REGION-5: an office is open while one of the windows that do the item is', () => {
    const morningOnly = {
      ...hall,
      id: 'a',
      hours: Array.from({ length: 7 }, () => [morning]),
      exceptions: {},
    }
    const lateToo = {
      ...morningOnly,
      id: 'b',
      hours: Array.from({ length: 7 }, () => [{ from: '11:00', to: '14:00' }]),
    }
    const other = { ...lateToo, id: 'c', skills: ['household-move'], jurisdiction: '330503' }
    const elsewhere = { ...lateToo, id: 'd', jurisdiction: '310117' }
    const all = [morningOnly, lateToo, other, elsewhere]
    const idsFor = (item?: string) => windowsFor(all, '330503', item).map(({ id }) => id)
    expect(idsFor('company-establishment')).toEqual(['a', 'b'])
    expect(idsFor()).toEqual(['a', 'b', 'c'])
    expect(idsFor('medical-elsewhere')).toEqual([])
    expect(openAt([morningOnly, lateToo], at('2026-11-20T09:00:00'))).toEqual(open('2026-11-20T14:00:00'))
    expect(openAt([lateToo, morningOnly], at('2026-11-20T14:00:00'))).toEqual(closed('2026-11-21T08:30:00'))
    expect(openAt([], at('2026-11-20T14:00:00'))).toEqual({ open: false, nextAt: null })
  })

  it('REGION-4: hours that make no sense are not accepted', () => {
    const hours = (from: string, to: string) => ({ ...hall, hours: hall.hours.with(0, [{ from, to }]) })
    expect(serviceWindow.safeParse(hall).success).toBe(true)
    expect(serviceWindow.safeParse(hours('08:30', '08:30')).success).toBe(false)
    expect(serviceWindow.safeParse(hours('18:00', '08:30')).success).toBe(false)
    expect(serviceWindow.safeParse(hours('08:30', '25:00')).success).toBe(false)
    expect(serviceWindow.safeParse({ ...hall, hours: [] }).success).toBe(false)
    expect(serviceWindow.safeParse({ ...hall, exceptions: { '2026-02-30': [] } }).success).toBe(false)
  })
})
