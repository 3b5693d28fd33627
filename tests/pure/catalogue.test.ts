import { array, check, constantFrom, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demonstrationItems } from '@farwindow/shared/catalogue/demonstration.ts'
import { item, itemFaults } from '@farwindow/shared/catalogue/item.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { FormDefinition, FormField } from '@farwindow/shared/form/definition.ts'
import { exampleForm } from '@farwindow/shared/form/example.ts'
import { fieldsOf } from '@farwindow/shared/form/field.ts'
import { answersOf, shownFields } from '@farwindow/shared/form/shown.ts'
import { validateForm, valuesOf } from '@farwindow/shared/form/validate.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'
import {
  demonstrationAgreements,
  demonstrationJurisdictions,
  demonstrationWindows,
} from '@farwindow/shared/region/demonstration.ts'

const now = Date.parse('2026-11-21T10:00:00+08:00')
const named = demonstrationItems.map((one) => [one.code, one] as const)

const said = (one: Item) => itemFaults(one).map(({ at, message }) => `${at.join('.')}: ${message.en}`)

const companyOf = (items: readonly Item[]): Item => {
  const [company] = items
  if (!company) throw new Error('no item')
  return company
}
const company = companyOf(demonstrationItems)
const example = exampleForm(company.form)

const optionsOf = (field: FormField): FieldValue[] =>
  field.control === 'choice' ? field.options.map(({ value }) => value) : []

/** Random choices for every choice of the form; everything else comes from the examples. */
const choices = (definition: FormDefinition) =>
  record(
    Object.fromEntries(
      fieldsOf(definition).flatMap((field) =>
        field.control === 'choice' ? [[field.path, constantFrom(...optionsOf(field))]] : [],
      ),
    ),
  )

const problems = (definition: FormDefinition, chosen: Record<string, FieldValue>): string[] =>
  validateForm(definition, valuesOf(exampleForm(definition, chosen)), { at: now }).map(
    ({ path, message }) => `${path}: ${message.zh}`,
  )

/** Fields that the schema names, in the form of paths with `*` for the row. */
const schemaPaths = (schema: unknown, path = ''): string[] => {
  if (typeof schema !== 'object' || schema === null) return []
  const properties: unknown = Reflect.get(schema, 'properties')
  const items: unknown = Reflect.get(schema, 'items')
  if (
    Reflect.get(schema, 'type') === 'array' &&
    typeof items === 'object' &&
    items !== null &&
    'properties' in items
  )
    return [path, ...schemaPaths(items, `${path}/*`)]
  if (typeof properties !== 'object' || properties === null) return [path]
  return Object.entries(properties).flatMap(([key, one]) =>
    schemaPaths(one, path === '' ? key : `${path}/${key}`),
  )
}

const pagePaths = (definition: FormDefinition): string[] =>
  fieldsOf(definition).flatMap((field) =>
    field.control === 'group'
      ? [field.path, ...field.fields.map((one) => `${field.path}/*/${one.path}`)]
      : [field.path],
  )

describe('the demonstration items', () => {
  it.each(named)('CATALOGUE-1: %s is an item, with the form and papers of its guide', (_code, one) => {
    expect(item.safeParse(one).error?.issues ?? []).toEqual([])
    expect(itemFaults(one)).toEqual([])
  })

  it.each(named)('CATALOGUE-3: %s: the schema knows exactly the fields of the pages', (_code, { form }) => {
    expect(schemaPaths(form.schema).toSorted()).toEqual(pagePaths(form).toSorted())
  })

  it.each(named)('CATALOGUE-2: %s: the examples make a complete, valid application', (_code, { form }) => {
    expect(problems(form, {})).toEqual([])
  })

  it.each(named)('CATALOGUE-2: %s: so they do whatever is chosen', (_code, { form }) => {
    const found = check(
      property(choices(form), (chosen) => problems(form, chosen).length === 0),
      { numRuns: 60 },
    )
    expect(found.counterexample).toBeNull()
  })

  it.each(named)('CATALOGUE-3: %s: what is asked for can be seen', (_code, { form }) => {
    const found = check(
      property(choices(form), array(constantFrom(...pagePaths(form)), { maxLength: 5 }), (chosen, empty) => {
        const filled = exampleForm(form, chosen)
        const values = valuesOf({
          ...filled,
          values: Object.fromEntries(Object.entries(filled.values).filter(([path]) => !empty.includes(path))),
        })
        const seen = new Set(shownFields(form, values).map(({ path }) => path))
        return validateForm(form, values, { at: now }).every(({ path }) => seen.has(path))
      }),
      { numRuns: 60 },
    )
    expect(found.counterexample).toBeNull()
  })

  it('CATALOGUE-1: papers that differ between guide and form are found', () => {
    const other = structuredClone(company)
    const [first] = other.form.papers
    if (first) first.required = false
    expect(said(other)).toEqual([
      'form.papers: The form and the guide differ about articles; make them the same',
    ])
    expect(said({ ...other, code: 'other' })).toContain('form.code: The form must have the code of the item')
  })
})

/** Rules that two shareholders with these shares and contributions break. */
const twoOwners = (shares: [string, string], amounts: [string, string]) => {
  const rows = { ...example.rows, shareholders: ['r1', 'x1'] }
  const values = { ...example.values }
  for (const [path, field] of Object.entries(example.values))
    if (path.startsWith('shareholders/r1/')) values[path.replace('r1', 'x1')] = field
  values['shareholders/x1/idNumber'] = { value: '33050319920920333X' }
  for (const [index, row] of ['r1', 'x1'].entries()) {
    values[`shareholders/${row}/share`] = { value: shares[index] ?? '' }
    values[`shareholders/${row}/contribution`] = { value: amounts[index] ?? '' }
  }
  return validateForm(company.form, valuesOf({ values, rows }), { at: now }).map(({ rule }) => rule)
}

/** What is said about the example with one answer changed. */
const saidAfter = (path: string, value: string) =>
  validateForm(company.form, valuesOf({ ...example, values: { ...example.values, [path]: { value } } }), {
    at: now,
  }).map(({ path: at, message }) => `${at}: ${message.zh}`)

describe('registering a company', () => {
  it('CATALOGUE-2: has at least 25 fields on at least four pages, and conditional parts', () => {
    expect(company.form.pages.length).toBeGreaterThanOrEqual(4)
    expect(pagePaths(company.form).length).toBeGreaterThanOrEqual(25)
    const always = shownFields(company.form, valuesOf(exampleForm(company.form))).length
    const agent = exampleForm(company.form, { 'applicant/role': 'agent', 'legal/office': 'manager' })
    expect(shownFields(company.form, valuesOf(agent)).length).toBe(always + 6)
  })

  it('FORM-23: shareholders own exactly a hundred per cent, and all of the capital', () => {
    expect(twoOwners(['60.01', '39.99'], ['60.01', '39.99'])).toEqual([])
    expect(twoOwners(['60', '39.99'], ['60', '40'])).toEqual(['sumsTo'])
    expect(twoOwners(['60', '40'], ['60', '39'])).toEqual(['sumsToField'])
  })

  it('FORM-25: people and dates that the law rules out are told in plain words', () => {
    expect(saidAfter('supervisor/idNumber', '330503198503120012')).toEqual([
      'supervisor/idNumber: 法定代表人不能兼任监事,请另选一位监事',
    ])
    expect(saidAfter('legal/birthDate', '1985-03-13')).toEqual([
      'legal/birthDate: 出生日期与身份证号码不一致,请对照证件修改',
    ])
    expect(saidAfter('company/leaseUntil', '2026-11-22')).toEqual([])
    expect(saidAfter('company/leaseUntil', '2026-11-21')).toEqual([
      'company/leaseUntil: 租赁到期日应在今天之后、二十年以内,请对照租赁合同修改',
    ])
    expect(saidAfter('company/phone', '021-1234')).toEqual([
      'company/phone: 手机号码应为11位数字、以1开头,请修改',
    ])
    expect(saidAfter('shareholders/r1/payBy', '2031-11-21')).toEqual([])
    expect(saidAfter('shareholders/r1/payBy', '2031-11-22')).toEqual([
      'shareholders/r1/payBy: 出资应在公司成立之日起五年内缴足,请填写五年以内的日期',
    ])
    // The contributions no longer add up either, but that is said about the shareholders.
    expect(saidAfter('company/capital', '1000.01')).toContain(
      'owner/filing: 注册资本超过1000万元或者有企业股东的,不能免报,请选“备案受益所有人”',
    )
    expect(saidAfter('company/address', '上海市松江区人民北路1250号')).toEqual([
      'company/address: 住所应写明“湖州市南浔区”,公司住所必须在南浔区内',
    ])
  })

  it('FORM-4: a paper is asked for when any shareholder is a company', () => {
    const [paper] = company.form.papers.filter(({ code }) => code === 'shareholderLicence')
    expect(paper?.required).toEqual([{ path: 'shareholders/*/kind', is: ['company'] }])
    const withCompany = exampleForm(company.form, { 'shareholders/r1/kind': 'company' })
    const answers = answersOf(shownFields(company.form, valuesOf(withCompany)))
    expect(answers.get('shareholders/r1/creditCode')).toBe('91310117MA0000002Y')
    expect(answers.has('shareholders/r1/idNumber')).toBe(false)
  })
})

describe('the demonstration as a whole', () => {
  it('REGION-3: every item may be served across the agreement and by the window', () => {
    const codes = demonstrationItems.map(({ code }) => code)
    expect(demonstrationAgreements.flatMap(({ items }) => items)).toEqual(codes)
    expect(demonstrationWindows.flatMap(({ skills }) => skills)).toEqual(codes)
    const places = demonstrationJurisdictions.map(({ code }) => code)
    for (const { members } of demonstrationAgreements) expect(places).toEqual(expect.arrayContaining(members))
  })
})
