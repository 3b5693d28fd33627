import { array, check, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditCodeFault } from '@farwindow/shared/form/creditcode.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import { formDefinition } from '@farwindow/shared/form/definition.ts'
import { idCheckSign, readIdNumber } from '@farwindow/shared/form/idnumber.ts'
import { hundredths, isBankCard } from '@farwindow/shared/form/number.ts'
import { submission, validateForm, valuesOf } from '@farwindow/shared/form/validate.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'
import { sample } from './form.sample.ts'

const complete: Record<string, FieldValue> = {
  'person/name': '王小明',
  'person/idNumber': '330503198503120012',
  'person/married': 'no',
  'shares/r1/owner': '王小明',
  'shares/r1/share': '100',
  promise: true,
}

const filled = (values: Record<string, FieldValue>, rows = ['r1']) =>
  valuesOf({
    values: Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { value }])),
    rows: { shares: rows },
  })

/** What is said about the form, one line a problem. */
const said = (values: Record<string, FieldValue>, rows?: string[], definition: FormDefinition = sample) =>
  validateForm(definition, filled(values, rows)).map(({ path, message }) => `${path}: ${message.zh}`)

const idFault = (text: string) => {
  const read = readIdNumber(text)
  return read.ok ? null : read.fault
}

const thirds = (last: string) => ({
  ...complete,
  'shares/r1/share': '33.33',
  'shares/x1/owner': '李小红',
  'shares/x1/share': '33.33',
  'shares/x2/owner': '张三',
  'shares/x2/share': last,
})

describe('numbers with check signs', () => {
  it('FORM-21: an identity number tells date of birth, sex and region', () => {
    // The worked example of GB 11643-1999, annex.
    expect(readIdNumber('11010519491231002X')).toEqual({
      ok: true,
      value: { birthDate: '1949-12-31', sex: 'female', region: '110105' },
    })
    expect(readIdNumber('440524188001010014')).toMatchObject({ ok: true, value: { sex: 'male' } })
  })

  it('FORM-21: what is wrong with an identity number is named', () => {
    expect(idFault('11010519491231002')).toBe('length')
    expect(idFault('11010519491231002x')).toBe('shape')
    expect(idFault('1101051949123100XX')).toBe('shape')
    expect(idFault('01010519491231002X')).toBe('region')
    expect(idFault('11010519490231002X')).toBe('birthDate')
    expect(idFault('11010519001301002X')).toBe('birthDate')
    expect(idFault('11010518491231002X')).toBe('birthDate')
    expect(idFault('110105194912310021')).toBe('check')
  })

  it('FORM-21: one wrong digit is always found', () => {
    const digits = array(integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 })
    const found = check(
      property(digits, integer({ min: 14, max: 16 }), integer({ min: 1, max: 9 }), (order, place, off) => {
        const body = `33050319850312${order.join('')}`
        const wrong = `${body.slice(0, place)}${(Number(body[place]) + off) % 10}${body.slice(place + 1)}`
        return readIdNumber(body + idCheckSign(body)).ok && !readIdNumber(wrong + idCheckSign(body)).ok
      }),
    )
    expect(found.counterexample).toBeNull()
  })

  it('FORM-22: a credit code is checked as the standard says', () => {
    // The standard’s own example, then licences that are public.
    for (const code of ['91350100M000100Y43', '91330100799655058B', '914403001922038216'])
      expect(creditCodeFault(code), code).toBeUndefined()
    expect(creditCodeFault('91350100M000100Y4')).toBe('length')
    expect(creditCodeFault('91350100M000100I43')).toBe('shape')
    expect(creditCodeFault('91350100M000100Y44')).toBe('check')
  })

  it('FORM-23: shares are added without floating point', () => {
    expect(hundredths('33.33')).toBe(3333)
    expect(hundredths('0.1')).toBe(10)
    expect(['1.234', '-1', '1e3', '', '１', '1.', '1234567890123'].map(hundredths)).toEqual(
      Array.from({ length: 7 }),
    )
    const found = check(
      property(array(integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 20 }), (parts) => {
        const texts = parts.map((part) => `${Math.floor(part / 100)}.${String(part % 100).padStart(2, '0')}`)
        const sum = texts.reduce((total, text) => total + (hundredths(text) ?? Number.NaN), 0)
        return sum === parts.reduce((total, part) => total + part, 0)
      }),
    )
    expect(found.counterexample).toBeNull()
  })

  it('FORM-25: a bank card number is checked by its last digit', () => {
    expect(isBankCard('6217001230004567893')).toBe(true)
    expect(isBankCard('6217001230004567894')).toBe(false)
    expect(isBankCard('621700')).toBe(false)
  })
})

describe('what is said', () => {
  it('FORM-25: nothing about a complete form, and what to do about every empty field', () => {
    expect(said(complete)).toEqual([])
    expect(said({})).toEqual([
      'person/name: 请填写姓名',
      'person/idNumber: 请填写身份证号码',
      'person/married: 请选择婚姻状况',
      'shares/r1/owner: 请填写股东姓名',
      'shares/r1/share: 请填写比例',
      'promise: 请阅读后勾选“我承诺”',
    ])
    expect(said(complete, [])).toEqual(['shares: 请至少添加1名股东'])
  })

  it('FORM-25: one sentence a field, from its own rules first', () => {
    expect(said({ ...complete, 'person/idNumber': '330503198503120013' })).toEqual([
      'person/idNumber: 身份证号码最后一位校验不对,请对照证件再看一遍',
    ])
    expect(said({ ...complete, 'person/name': '王' })).toEqual(['person/name: 姓名至少写2个字,请补充完整'])
    expect(said({ ...complete, 'person/account': '62170012300045678' })).toEqual([
      'person/account: 银行卡号不对,请对照银行卡再看一遍',
    ])
    expect(said({ ...complete, 'shares/r1/share': '100.1' })).toEqual([
      'shares/r1/share: 比例请填0到100之间的数字,小数最多两位',
    ])
  })

  it('FORM-25: a page’s problems alone, when asked for', () => {
    const paths = validateForm(sample, filled({}), { page: 'second' }).map(({ path }) => path)
    expect(paths).toEqual(['shares/r1/owner', 'shares/r1/share', 'promise'])
  })

  it('FORM-23: three thirds make a hundred, and a hundredth less does not', () => {
    expect(said(thirds('33.34'), ['r1', 'x1', 'x2'])).toEqual([])
    expect(said(thirds('33.33'), ['r1', 'x1', 'x2'])).toEqual(['shares: 合计应为100%'])
    // Not yet a sum: the missing share is said, and nothing else.
    expect(said(thirds(''), ['r1', 'x1', 'x2'])).toEqual(['shares/x2/share: 请填写比例'])
  })

  it('FORM-19: what a Chinese keyboard writes is forgiven', () => {
    const values = {
      ...complete,
      'person/idNumber': ' ３３０５０３ 19920920 333x',
      'shares/r1/share': '１００%',
    }
    expect(said(values)).toEqual([])
    expect(submission(sample, filled(values))).toMatchObject({
      person: { idNumber: '33050319920920333X' },
      shares: [{ share: 100 }],
    })
  })

  it('FORM-4: a hidden field is neither asked for nor submitted, and comes back with its value', () => {
    const married = { ...complete, 'person/married': 'yes', 'person/spouse': '李小红' }
    expect(said({ ...married, 'person/spouse': '' })).toEqual(['person/spouse: 请填写配偶姓名'])
    expect(submission(sample, filled({ ...married, 'person/married': 'no' }))).toMatchObject({
      person: expect.not.objectContaining({ spouse: '李小红' }),
    })
    expect(submission(sample, filled(married))).toMatchObject({ person: { spouse: '李小红' } })
  })

  it('FORM-17: what is submitted is nested, in the order of the rows, with numbers as numbers', () => {
    const values = {
      ...complete,
      'shares/r1/share': '40.5',
      'shares/x1/owner': '李小红',
      'shares/x1/share': '59.50',
    }
    expect(submission(sample, filled(values, ['x1', 'r1']))).toEqual({
      person: { name: '王小明', idNumber: '330503198503120012', married: 'no' },
      shares: [
        { owner: '李小红', share: 59.5 },
        { owner: '王小明', share: 40.5 },
      ],
      promise: true,
    })
  })
})

const faultsAfter = (change: (definition: FormDefinition) => void) => {
  const definition = structuredClone(sample)
  change(definition)
  return formDefinition.safeParse(definition).error?.issues.map(({ message }) => message) ?? []
}
const spouseOf = (definition: FormDefinition) => definition.pages[0]?.fields[3]

describe('a definition', () => {
  it('FORM-20: is accepted when sound', () => {
    expect(faultsAfter(() => undefined)).toEqual([])
  })

  it('FORM-20: is refused with what is wrong', () => {
    const wanting = (path: string, is: string[]) =>
      faultsAfter((definition) => {
        const field = spouseOf(definition)
        if (field) field.visibleWhen = [{ path, is }]
      })
    expect(wanting('person/married', ['perhaps'])).toEqual([
      'person/married is never perhaps; use one of yes, no',
    ])
    expect(wanting('promise', ['x'])).toEqual([
      'The condition looks at promise, which is not before it; name an earlier field, or move that one up',
    ])
    expect(wanting('person/idNumber', ['x'])).toEqual([
      'The condition looks at person/idNumber, which is sensitive; use another field',
    ])
    expect(
      faultsAfter((definition) => {
        definition.rules.push({ kind: 'unique', group: 'shares', field: 'x', message: { zh: 'x', en: 'x' } })
      }),
    ).toEqual(['The rule looks at shares/*/x, which does not exist'])
    expect(
      faultsAfter((definition) => {
        const field = spouseOf(definition)
        if (field) field.path = 'person/name'
      }),
    ).toEqual(['person/name is there twice; rename one of them'])
  })
})
