import { keyInAddress, readKey } from '@farwindow/client/case/address.ts'
import { answerText, fieldAt, sheetOf } from '@farwindow/client/case/answers.ts'
import { faultsOf, furtherPoints } from '@farwindow/client/case/correct.ts'
import { daysLeft, mayAskCorrection, moves, movesFrom } from '@farwindow/client/case/moves.ts'
import { stageLines } from '@farwindow/client/case/stages.ts'
import { makeAccessCode, makeReference } from '@farwindow/shared/case/reference.ts'
import { casePhase, type ProgressView } from '@farwindow/shared/case/sight.ts'
import { companyItem } from '@farwindow/shared/catalogue/company/item.ts'
import { exampleForm } from '@farwindow/shared/form/example.ts'
import type { SingleField } from '@farwindow/shared/form/definition.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import { describe, expect, test } from 'vitest'

const bytes = (seed: number): Uint8Array => Uint8Array.from({ length: 16 }, (_, at) => (seed + at * 37) % 256)
const reference = makeReference(bytes(5))
const code = makeAccessCode(bytes(9))

describe('the way to one’s case', () => {
  test('CASE-9: reference and code stand behind the # of the receipt’s QR code', () => {
    expect(keyInAddress(`#${reference}.${code}`)).toEqual({ reference, code })
    expect(keyInAddress(`#${reference.toLowerCase()}.${code}`)).toEqual({ reference, code })
    for (const hash of ['', '#', `#${reference}`, `#${reference}.`, `#.${code}`, '#%E0%A4%A'])
      expect(keyInAddress(hash), hash).toBeNull()
  })

  test('CASE-8: what somebody typed is read kindly, each part by itself', () => {
    expect(readKey(` ${reference.toLowerCase()} `, 'nonsense')).toEqual({ reference, code: null })
  })
})

const progress = (phase: ProgressView['phase'], reached: number): Pick<ProgressView, 'phase' | 'stages'> => ({
  phase,
  stages: (['received', 'accepted', 'transferred', 'decided', 'issued'] as const).map((stage, index) => ({
    stage,
    at: index < reached ? index + 1 : null,
  })),
})
const states = (phase: ProgressView['phase'], reached: number) =>
  stageLines(progress(phase, reached)).map(({ state }) => state)

describe('stages', () => {
  test('one goes on, those before are done, those after are to come', () => {
    expect(states('accepted', 2)).toEqual(['done', 'done', 'now', 'todo', 'todo'])
    expect(states('issued', 5)).toEqual(['done', 'done', 'done', 'done', 'done'])
  })

  test('CASE-3: while the applicant corrects, the stage waits for them', () => {
    expect(states('correcting', 2)).toEqual(['done', 'done', 'waits', 'todo', 'todo'])
  })

  test('after a refusal or withdrawal nothing is said to come', () => {
    expect(states('withdrawn', 1)).toEqual(['done', 'never', 'never', 'never', 'never'])
    expect(states('refused', 4)).toEqual(['done', 'done', 'done', 'done', 'never'])
  })

  test('a stage that was passed over is not said to go on', () => {
    const refused = progress('refused', 1)
    const stages = refused.stages.map((one) => (one.stage === 'decided' ? { ...one, at: 9 } : one))
    expect(stageLines({ phase: 'refused', stages }).map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'never',
    ])
  })
})

describe('what a reviewer can do', () => {
  test('CASE-1: each step is offered where the machine takes it, and nothing after the end', () => {
    const offered = new Map(casePhase.options.map((phase) => [phase, movesFrom(phase)]))
    expect(offered.get('received')?.[0]).toBe('accept')
    expect(offered.get('deciding')).toEqual(['approve', 'refuse'])
    for (const phase of ['correcting', 'issued', 'refused', 'withdrawn'] as const)
      expect(offered.get(phase)).toEqual([])
    expect(new Set([...offered.values()].flat())).toEqual(new Set(moves))
  })

  test('CASE-5: something can be asked of the applicant until the decision', () => {
    expect(casePhase.options.filter(mayAskCorrection)).toEqual([
      'received',
      'accepted',
      'transferred',
      'deciding',
    ])
  })

  test('days left are whole, negative once the deadline has passed', () => {
    const day = 86_400_000
    expect(daysLeft({ decideBy: 2 * day + 1 }, 0)).toBe(2)
    expect(daysLeft({ decideBy: 0 }, 1)).toBe(-1)
    expect(daysLeft({}, 0)).toBeNull()
  })
})

const definition = companyItem.form
const example = exampleForm(definition)
const form: FormView = {
  definition: definition.code,
  openedAt: 0,
  revision: 1,
  phase: 'sealed',
  sealedAt: 1,
  rows: Object.fromEntries(Object.entries(example.rows).map(([path, rows]) => [path, [...rows]])),
  unconfirmedRows: {},
  released: [],
  values: Object.fromEntries(
    Object.entries(example.values).map(([path, { value }]) => [
      path,
      {
        value,
        revision: 1,
        by: 'applicant',
        at: 0,
        source: 'typed',
        edit: 'e',
        masked: false,
        undoable: false,
      },
    ]),
  ),
}
const words = { yes: '是', no: '否' }
const zh = (text: { zh: string }): string => text.zh

describe('a form to be read', () => {
  const lines = sheetOf(definition, form).flatMap((page) => page.lines)

  test('every answer of the example stands on the sheet, rows with their number', () => {
    expect(lines.map(({ path }) => path).toSorted()).toEqual(Object.keys(example.values).toSorted())
    const rows = lines.filter(({ row }) => row !== undefined)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ row }) => (row?.number ?? 0) >= 1)).toBe(true)
  })

  test('choices are read by their label, ticks as yes and no, nothing as nothing', () => {
    const choice: SingleField = {
      path: 'way',
      control: 'choice',
      label: { zh: '领取', en: 'Way' },
      options: [{ value: 'courier', label: { zh: '邮寄', en: 'Courier' } }],
    }
    const tick: SingleField = { path: 'ok', control: 'checkbox', label: { zh: '承诺', en: 'Promise' } }
    const share: SingleField = { path: 's', control: 'percent', label: { zh: '比例', en: 'Share' } }
    expect(answerText(choice, 'courier', zh, words)).toBe('邮寄')
    expect(answerText(choice, 'gone', zh, words)).toBe('gone')
    expect(answerText(tick, true, zh, words)).toBe('是')
    expect(answerText(tick, false, zh, words)).toBe('否')
    expect(answerText(share, '33.33', zh, words)).toBe('33.33%')
    expect(answerText(share, undefined, zh, words)).toBe('')
  })

  test('a field is found by its path in any row, and only where the definition has it', () => {
    for (const { path, field } of lines) expect(fieldAt(definition, path), path).toBe(field)
    expect(fieldAt(definition, 'no/such/field')).toBeUndefined()
  })
})

describe('putting things right', () => {
  const phone = sheetOf(definition, form)
    .flatMap((page) => page.lines)
    .find(({ field }) => field.control === 'phone')?.path
  const points = [
    { kind: 'field' as const, path: phone ?? '', reason: '打不通' },
    { kind: 'material' as const, path: 'charter', reason: '看不清' },
  ]
  const picture = new File(['x'], 'x.jpg', { type: 'image/jpeg' })

  test('CASE-5: every point must be answered, a field by its own rules', () => {
    expect(phone).toBeDefined()
    const none = faultsOf(points, { values: {}, papers: {} }, definition)
    expect([...none.entries()]).toEqual([
      [phone, 'missing'],
      ['charter', 'missing'],
    ])
    const wrong = { values: { [phone ?? '']: '12' }, papers: { charter: picture } }
    expect(faultsOf(points, wrong, definition).get(phone ?? '')).toHaveProperty('zh')
    const right = { values: { [phone ?? '']: '13800000099' }, papers: { charter: picture } }
    expect(faultsOf(points, right, definition).size).toBe(0)
  })

  test('FORM-30: what a changed answer calls for besides is asked for here too, once', () => {
    const { refusal } = refuse('incomplete', `field:${phone}`, 'field:new', 'material:lease', 'signature')
    expect(furtherPoints(points, refusal, '还需要')).toEqual([
      { kind: 'field', path: 'new', reason: '还需要' },
      { kind: 'material', path: 'lease', reason: '还需要' },
    ])
    expect(furtherPoints(points, refuse('wrongState', 'field:new').refusal, '')).toEqual([])
  })
})
