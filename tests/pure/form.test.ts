import { describe, expect, it } from 'vitest'
import { applicant, clerk, device, opened } from './form.sample.ts'

const card = '330503198503120012'

describe('writing', () => {
  it('FORM-1: an unknown field, column or row is refused, and the row’s own column is found', () => {
    const form = opened()
    expect(form.type(applicant, 'person/nothing', 'x')).toBe('fieldUnknown')
    expect(form.type(applicant, 'person', 'x')).toBe('fieldUnknown')
    expect(form.type(applicant, 'shares/r9/owner', 'x')).toBe('fieldUnknown')
    expect(form.type(applicant, 'shares/r1/nothing', 'x')).toBe('fieldUnknown')
    expect(form.type(applicant, 'shares/r1/owner/x', 'x')).toBe('fieldUnknown')
    expect(form.type(applicant, '__proto__', 'x')).toBe('fieldUnknown')
    expect(form.type(applicant, 'shares/r1/owner', '王小明')).toBe('ok')
  })

  it('FORM-3: a value that does not fit its control is refused', () => {
    const form = opened()
    expect(form.type(applicant, 'promise', 'yes')).toBe('malformed')
    expect(form.type(applicant, 'person/married', 'perhaps')).toBe('malformed')
    expect(form.type(applicant, 'person/name', true)).toBe('malformed')
    expect(form.type(applicant, 'person/name', ['王'])).toBe('malformed')
    expect(form.type(applicant, 'person/languages', ['zh', 'zh'])).toBe('malformed')
    expect(form.type(applicant, 'person/languages', ['zh', 'fr'])).toBe('malformed')
    expect(form.type(applicant, 'person/name', '王\n明')).toBe('malformed')
    expect(form.type(applicant, 'person/name', '王\u0000明')).toBe('malformed')
    expect(form.type(applicant, 'person/name', '王\ud800')).toBe('malformed')
    expect(form.type(applicant, 'person/name', '王'.repeat(2001))).toBe('malformed')
    expect(form.type(applicant, 'person/name', '王', { base: 99 })).toBe('malformed')
    expect(form.state().revision).toBe(0)
    expect(form.type(applicant, 'person/name', '王'.repeat(2000))).toBe('ok')
    expect(form.type(applicant, 'promise', true)).toBe('ok')
  })

  it('FORM-9: a value says who wrote it, for whom, when and from what', () => {
    const form = opened()
    form.type(device, 'person/name', '王小明')
    expect(form.field('person/name')).toMatchObject({
      by: 'device',
      who: 'kiosk-k',
      source: 'idCard',
      at: 10_000,
      revision: 1,
    })
  })

  it('FORM-7: what somebody else wrote is not overwritten unseen, however long ago', () => {
    const form = opened()
    form.type(clerk, 'person/name', '王小民')
    form.later(3_600_000)
    expect(form.type(applicant, 'person/name', '王', { base: 0 })).toBe('stale')
    expect(form.value('person/name')).toBe('王小民')
    expect(form.type(applicant, 'person/name', '王小明')).toBe('ok')
  })

  it('FORM-10: ten keystrokes under way before the first acknowledgement all arrive', () => {
    const form = opened()
    const typed = ['王', '王小', '王小明', '王小明明', '王小明', '王小', '王', '王大', '王大明', '王大明先']
    expect(typed.map((text) => form.type(applicant, 'person/name', text, { base: 0, after: 30 }))).toEqual(
      typed.map(() => 'ok'),
    )
    expect(form.value('person/name')).toBe('王大明先')
    expect(form.state().revision).toBe(10)
  })

  it('FORM-10: typing on after one’s own undo is not stale either', () => {
    const form = opened()
    form.type(applicant, 'person/name', '王小明')
    const seen = form.field('person/name')?.revision ?? 0
    form.type(clerk, 'person/name', '王大明')
    const mine = form.field('person/name')?.revision ?? 0
    expect(form.undo(clerk, 'person/name')).toBe('ok')
    expect(form.type(clerk, 'person/name', '王中明', { base: mine })).toBe('ok')
    expect(form.type(applicant, 'person/name', '王', { base: seen })).toBe('stale')
  })

  it('FORM-8: nobody writes under the other’s fingers', () => {
    const form = opened()
    form.type(applicant, 'person/name', '王')
    const recent = { after: 1999 }
    expect(form.type(clerk, 'person/name', '李', recent)).toBe('fieldInUse')
    expect(form.type(device, 'person/name', '李', { after: 0 })).toBe('fieldInUse')
    expect(form.type(clerk, 'person/name', '李', { after: 1 })).toBe('ok')
    expect(form.type(applicant, 'person/name', '王', { inUseBy: clerk.who })).toBe('fieldInUse')
  })

  it('FORM-8: who has the cursor need not wait, and a card reader does not wait for a cursor', () => {
    const form = opened()
    form.type(clerk, 'person/name', '李')
    expect(form.type(applicant, 'person/name', '王', { after: 10, inUseBy: applicant.who })).toBe('ok')
    expect(form.type(device, 'person/name', '王小明', { inUseBy: applicant.who })).toBe('ok')
  })
})

describe('undoing', () => {
  it('FORM-6: a run of typing is undone as one and brings back what stood there, with its provenance', () => {
    const form = opened()
    form.type(applicant, 'person/name', '王小明')
    form.type(clerk, 'person/name', '王')
    form.type(clerk, 'person/name', '王大', { after: 300 })
    form.type(clerk, 'person/name', '王大民', { after: 300 })
    expect(form.undo(applicant, 'person/name')).toBe('stale')
    expect(form.undo(clerk, 'person/name')).toBe('ok')
    expect(form.field('person/name')).toMatchObject({ value: '王小明', by: 'applicant', who: applicant.who })
    expect(form.undo(clerk, 'person/name')).toBe('stale')
  })

  it('FORM-6: what a card reader wrote is a run of its own', () => {
    const form = opened()
    const act = { type: 'edited', ...applicant, path: 'person/name', base: 0 } as const
    form.send({ ...act, at: 1000, value: '王', edit: 'e1', source: 'typed' })
    form.send({ ...act, at: 1500, value: '王小明', edit: 'e2', source: 'idCard' })
    form.send({ ...act, at: 1600, value: '王小明明', edit: 'e3', source: 'typed' })
    expect(form.undo(applicant, 'person/name')).toBe('ok')
    expect(form.field('person/name')).toMatchObject({ value: '王小明', source: 'idCard', edit: 'edit-1' })
    expect(form.undo(applicant, 'person/name')).toBe('ok')
    expect(form.value('person/name')).toBe('王')
  })

  it('FORM-6: undoing the first run empties the field, and five runs are remembered', () => {
    const form = opened()
    for (const text of ['一', '二', '三']) form.type(applicant, 'person/name', text)
    const values: unknown[] = []
    for (let times = 0; times < 3; times += 1) {
      expect(form.undo(applicant, 'person/name')).toBe('ok')
      values.push(form.value('person/name'))
    }
    expect(values).toEqual(['二', '一', undefined])
    expect(form.undo(applicant, 'person/name')).toBe('wrongState')

    for (let run = 0; run < 9; run += 1) form.type(applicant, 'person/name', `第${run}次`)
    const undone = Array.from({ length: 9 }, () => form.undo(applicant, 'person/name'))
    expect(undone.filter((answer) => answer === 'ok')).toHaveLength(5)
    expect(form.value('person/name')).toBe('第3次')
  })
})

const row = (group: string, id: string) => ({ group, row: id })

describe('rows', () => {
  it('FORM-2: rows are added last under their own ids, never twice, never too many', () => {
    const form = opened()
    const add = (id: string, by: typeof applicant | typeof clerk = applicant) =>
      form.send({ type: 'rowAdded', ...by, at: form.later(), ...row('shares', id) })
    expect(form.state().rows['shares']).toEqual(['r1'])
    expect([add('x1'), add('x2'), add('x1'), add('x 3'), add('x3'), add('x4')]).toEqual([
      'ok',
      'ok',
      'conflict',
      'malformed',
      'ok',
      'wrongState',
    ])
    expect(form.state().rows['shares']).toEqual(['r1', 'x1', 'x2', 'x3'])
    expect(form.send({ type: 'rowAdded', ...applicant, at: 1, ...row('person', 'x') })).toBe('fieldUnknown')
  })

  it('FORM-14: a removed row takes its values along; the last row and a row in use stay', () => {
    const form = opened()
    const remove = (id: string, by: typeof applicant | typeof clerk, inUseBy?: string) =>
      form.send({ type: 'rowRemoved', ...by, at: form.later(0), ...row('shares', id), inUseBy })
    expect(remove('r1', applicant)).toBe('wrongState')
    form.send({ type: 'rowAdded', ...clerk, at: form.later(), ...row('shares', 'x1') })
    form.type(clerk, 'shares/x1/owner', '李')
    expect(remove('x1', applicant)).toBe('fieldInUse')
    form.later()
    expect(remove('x1', applicant, clerk.who)).toBe('fieldInUse')
    expect(remove('x1', applicant)).toBe('ok')
    expect(form.value('shares/x1/owner')).toBeUndefined()
    expect(form.type(clerk, 'shares/x1/owner', '李')).toBe('fieldUnknown')
  })

  it('FORM-12: the clerk cannot remove a row with what the clerk may not see', () => {
    const form = opened()
    form.send({ type: 'rowAdded', ...applicant, at: form.later(), ...row('shares', 'x1') })
    form.type(applicant, 'shares/x1/number', card)
    form.later()
    const remove = () => form.send({ type: 'rowRemoved', ...clerk, at: form.later(), ...row('shares', 'x1') })
    expect(remove()).toBe('masked')
    form.send({ type: 'released', ...applicant, at: form.later(), path: 'shares/x1/number' })
    expect(remove()).toBe('ok')
    expect(form.state().released).toEqual([])
  })
})
