import { describe, expect, it } from 'vitest'
import { agreement, servedBetween } from '@farwindow/shared/region/agreement.ts'
import type { Agreement } from '@farwindow/shared/region/agreement.ts'
import { chinaDay, isDate, moveDate } from '@farwindow/shared/region/chinatime.ts'
import {
  demonstrationAgreements,
  demonstrationJurisdictions,
  demonstrationWindows,
} from '@farwindow/shared/region/demonstration.ts'
import {
  fullName,
  isWithin,
  jurisdiction,
  jurisdictionCode,
  levelOf,
  parentOf,
} from '@farwindow/shared/region/jurisdiction.ts'
import { serviceWindow } from '@farwindow/shared/region/window.ts'

describe('jurisdictions', () => {
  it('REGION-1: six digits, level by level', () => {
    for (const code of ['330000', '330500', '330503', '310117'])
      expect(jurisdictionCode.safeParse(code).success).toBe(true)
    for (const code of ['33050', '3305030', '030503', '330003', '33050X', ''])
      expect(jurisdictionCode.safeParse(code).success).toBe(false)
    expect(['330000', '330500', '330503'].map(levelOf)).toEqual(['province', 'prefecture', 'county'])
    expect(['330503', '330500', '330000'].map(parentOf)).toEqual(['330500', '330000', undefined])
  })

  it('REGION-1: a place is called by its whole name', () => {
    expect(fullName(demonstrationJurisdictions, '330503')).toEqual({
      zh: '浙江省湖州市南浔区',
      en: 'Nanxun District, Huzhou, Zhejiang Province',
    })
    expect(fullName(demonstrationJurisdictions, '310117').zh).toBe('上海市松江区')
  })

  it('REGION-2: a jurisdiction covers itself and what lies below it', () => {
    expect(isWithin('330503', '330000')).toBe(true)
    expect(isWithin('330503', '330500')).toBe(true)
    expect(isWithin('330503', '330503')).toBe(true)
    expect(isWithin('330500', '330503')).toBe(false)
    expect(isWithin('330603', '330500')).toBe(false)
    expect(isWithin('310117', '330000')).toBe(false)
  })
})

describe('agreements', () => {
  const delta: Agreement = {
    code: 'delta',
    name: { zh: '长三角', en: 'Yangtze delta' },
    level: 'province',
    members: ['310000', '330500'],
    items: ['company'],
  }

  it('REGION-3: people are served where an agreement covers both places and the item', () => {
    expect(servedBetween([delta], '310117', '330503', 'company')).toBe(true)
    expect(servedBetween([delta], '330503', '310117', 'company')).toBe(true)
    expect(servedBetween([delta], '310117', '330503', 'household')).toBe(false)
    expect(servedBetween([delta], '310117', '330600', 'company')).toBe(false)
    expect(servedBetween([delta], '320000', '330503', 'company')).toBe(false)
    expect(servedBetween([], '310117', '330503', 'company')).toBe(false)
  })

  it('REGION-3: two agreements do not add up to one', () => {
    const half = { ...delta, members: ['310117', '320000'] }
    const other = { ...delta, members: ['330503', '340000'] }
    expect(servedBetween([half, other], '310117', '330503', 'company')).toBe(false)
  })

  it('REGION-3: at home no agreement is needed', () => {
    expect(servedBetween([], '330503', '330503', 'company')).toBe(true)
  })
})

describe('demonstration data', () => {
  it('REGION-1: is what its schemas say', () => {
    for (const one of demonstrationJurisdictions) expect(jurisdiction.parse(one)).toEqual(one)
    for (const one of demonstrationAgreements) expect(agreement.parse(one)).toEqual(one)
    for (const one of demonstrationWindows) expect(serviceWindow.parse(one)).toEqual(one)
    const codes = demonstrationJurisdictions.map(({ code }) => code)
    const parents = codes.flatMap((code) => parentOf(code) ?? [])
    // Districts of a municipality hang below the intermediate code 310100, which has no government of its own.
    expect(codes).toEqual(expect.arrayContaining(parents.filter((code) => code !== '310100')))
  })
})

describe('days in China', () => {
  it('REGION-4: a day begins at midnight in China', () => {
    const beforeMidnight = Date.parse('2026-11-21T23:59:59.999+08:00')
    expect(chinaDay(beforeMidnight)).toEqual({
      date: '2026-11-21',
      weekday: 5,
      startAt: Date.parse('2026-11-21T00:00:00+08:00'),
    })
    expect(chinaDay(beforeMidnight + 1)).toMatchObject({ date: '2026-11-22', weekday: 6 })
    expect(chinaDay(beforeMidnight, 10)).toMatchObject({ date: '2026-12-01', weekday: 1 })
  })

  it('REGION-4: dates are those of the calendar', () => {
    expect(['2024-02-29', '2026-12-31'].map(isDate)).toEqual([true, true])
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '2026-00-10', '今天'].map(isDate)).toEqual(
      Array.from({ length: 5 }, () => false),
    )
    expect(moveDate('2024-02-29', 5, 0)).toBe('2029-03-01')
    expect(moveDate('2026-12-31', 0, 1)).toBe('2027-01-01')
  })
})
