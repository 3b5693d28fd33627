import { describe, expect, test } from 'vitest'
import { blankItem } from '@farwindow/client/administrator/blankitem.ts'
import { draftOfItem, itemOfDraft } from '@farwindow/client/administrator/itemdraft.ts'
import { judge } from '@farwindow/client/administrator/itemproblems.ts'
import { keepCode } from '@farwindow/client/administrator/options.ts'
import { demonstrationItems } from '@farwindow/shared/catalogue/demonstration.ts'
import { householdItem } from '@farwindow/shared/catalogue/household/item.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { readJson } from '@farwindow/shared/catalogue/jsontext.ts'
import { itemProblems } from '@farwindow/shared/catalogue/problems.ts'
import fc from 'fast-check'

const failed = (text: string): string => {
  const read = readJson(text)
  return read.ok ? 'read' : `${read.line}:${read.column} ${read.message.zh}`
}

describe('JSON as it is pasted', () => {
  test('CATALOGUE-6: whatever JSON.parse reads is read as the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value, null, 2)
        const read = readJson(text)
        expect(read.ok && read.value).toEqual(JSON.parse(text))
      }),
    )
  })

  test('CATALOGUE-6: nothing that JSON.parse refuses is read', () => {
    const text = JSON.stringify({ a: [1, 'x', { b: null }], c: true })
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.constantFrom('"', '{', ']', ',', ':', '\\', 'e', ''),
        (at, sign) => {
          const changed = text.slice(0, at) + sign + text.slice(at + 1)
          let isJson = true
          try {
            JSON.parse(changed)
          } catch {
            isJson = false
          }
          // A name used twice is the one thing we refuse and JSON.parse does not.
          if (!isJson) expect(readJson(changed).ok).toBe(false)
        },
      ),
    )
  })

  test.each([
    ['{\n  "a": 1\n  "b": 2\n}', '3:3 “"”的位置应该是逗号或“}”'],
    ['{\n  "a"：1\n}', '2:6 “：”是中文标点,请换成英文标点'],
    ['{ “a”: 1 }', '1:3 “““是中文标点,请换成英文标点'],
    ['{ "a": 1, "a": 2 }', '1:11 "a" 写了两次,请删掉一个'],
    ['[1, 2', '1:6 内容没有写完,请补上结尾的括号'],
    ['{ "a": 1, }', '1:11 “}”的位置应该是用英文双引号括起来的名字'],
    ['{} {}', '1:4 后面多了内容,请删除'],
    ['', '1:1 内容没有写完,请补上结尾的括号'],
    ['['.repeat(5000), '1:102 嵌套太深,请检查括号'],
  ])('CATALOGUE-6: the place of the fault is told, and what to do: %#', (text, said) => {
    expect(failed(text)).toBe(said.replace('“““', '““”'))
  })

  test('CATALOGUE-6: every part has its line; a missing one has its parent’s', () => {
    const read = readJson('{\n  "a": [\n    1,\n    { "b": 2 }\n  ]\n}')
    const lineOf = (...at: (string | number)[]) => (read.ok ? read.lineOf(at) : 0)
    expect([lineOf(), lineOf('a'), lineOf('a', 1, 'b'), lineOf('a', 0, 'x')]).toEqual([1, 2, 4, 3])
  })
})

/** What is said of the item after a change, as `place: words`. */
const saidAfter = (change: (item: Item) => void): string[] => {
  // Not structuredClone: the demonstration's schemas share their pieces, and it would keep them shared.
  const item: Item = JSON.parse(JSON.stringify(householdItem))
  change(item)
  return itemProblems(item).map(({ at, message }) => `${at.join('.')}: ${message.zh}`)
}
const propertiesOf = (item: Item, ...keys: string[]): object =>
  keys.reduce<object>((at, key) => Reflect.get(Reflect.get(at, 'properties'), key), item.form.schema)

describe('an item before it is published', () => {
  test('CATALOGUE-6: the items of the demonstration may be published', () => {
    for (const item of demonstrationItems) expect(itemProblems(item)).toEqual([])
  })

  test('CATALOGUE-6: faults of shape are told all at once, each with its place', () => {
    const said = saidAfter(({ guide, form }) => {
      Object.assign(form.pages[0]?.fields[0] ?? {}, { control: 'txet', extra: 1 })
      Reflect.deleteProperty(form.pages[0]?.fields[1] ?? {}, 'label')
      Object.assign(guide.steps[0] ?? {}, { en: '' })
      Object.assign(guide, { timeLimitWorkingDays: Number.NaN })
      Object.assign(form.schema, { minLenght: 3 })
    })
    expect(said).toContain('guide.steps.0.en: 不能留空,请填写')
    expect(said).toContain('guide.timeLimitWorkingDays: 请填写数字')
    expect(said.find((one) => one.startsWith('form.pages.0.fields.0.control'))).toMatch(/只能是 text、number/)
    expect(said).toContain('form.pages.0.fields.1.label: 缺少 label,请补上')
    expect(said).toContain('form.schema.minLenght: schema 里没有 minLenght 这个词,请检查拼写')
  })

  test('CATALOGUE-3: a field that only the pages or only the schema know is found at its place', () => {
    const said = saidAfter((item) => {
      const mover = Reflect.get(propertiesOf(item, 'mover'), 'properties')
      Reflect.deleteProperty(mover, 'name')
      Object.assign(mover, { nickname: { type: 'string' } })
    })
    expect(said).toEqual([
      'form.pages.0.fields.0: schema 的 properties 里没有 mover/name,请加上',
      'form.schema.properties.mover.properties.nickname: 页面上没有 mover/nickname 这个字段,请加上字段,或从 schema 删除',
    ])
  })

  test.each([
    [{ pattern: '(' }, 'pattern: 这里应该是能用的正则表达式,请改正'],
    [{ $ref: '#/$defs/none' }, '$ref: #/$defs/none 指向的地方不存在,请写成 #/$defs/… 的样子'],
    [
      { $ref: 'https://example.org/x' },
      '$ref: https://example.org/x 指向的地方不存在,请写成 #/$defs/… 的样子',
    ],
    [{ minLength: -1 }, 'minLength: 这里应该是不小于 0 的整数,请改正'],
    [{ enum: [] }, 'enum: 这里应该是至少一个值的列表,请改正'],
  ])('CATALOGUE-6: what would fail while people type is found before: %j', (schema, said) => {
    const found = saidAfter((item) => Object.assign(propertiesOf(item, 'mover', 'name'), schema))
    expect(found).toEqual([`form.schema.properties.mover.properties.name.${said}`])
  })
})

describe('the item being edited', () => {
  test('a draft begins as the item is and is published as it was', () => {
    for (const item of demonstrationItems) {
      const { item: back } = itemOfDraft(draftOfItem(item))
      expect(back).toEqual(item)
    }
  })

  test('CATALOGUE-6: a new item lacks names, guide and code, and nothing else', () => {
    const { item, problems } = judge(blankItem)
    expect(item).toBeNull()
    expect(problems.map(({ section, at }) => `${section} ${at.join('.')}`)).toEqual([
      'basics code',
      'basics name.zh',
      'basics theme.zh',
      'basics about.zh',
      'guide whoMayApply.zh',
      'guide steps.0.zh',
      'guide basis.0.law.zh',
    ])
  })

  test('CATALOGUE-6: a condition of a paper on a field that is not there stands with the paper', () => {
    const draft = draftOfItem(householdItem)
    const [first, ...rest] = draft.materials
    if (first === undefined) throw new Error('no material')
    const wanting = { ...first, wanted: 'when' as const, conditions: [{ path: 'no/where', is: 'x' }] }
    expect(judge({ ...draft, materials: [wanting, ...rest] }).problems).toMatchObject([
      { section: 'materials', at: [0, 'required', 0] },
    ])
  })

  test('CATALOGUE-6: a fault of the form has the line of the text', () => {
    const draft = draftOfItem(householdItem)
    const formText = draft.formText.replace('"control": "text"', '"control": "txet"')
    const line = formText.split('\n').findIndex((one) => one.includes('txet')) + 1
    expect(judge({ ...draft, formText }).problems).toMatchObject([{ section: 'form', line }])
    expect(judge({ ...draft, formText: formText.slice(0, 50) }).problems).toMatchObject([{ section: 'form' }])
  })

  test('a code is kept as it will be used', () => {
    expect(['Company Establishment', '户口-Move', '--a__b/c', 'ＡＢ'].map(keepCode)).toEqual([
      'company-establishment',
      'move',
      'a-b-c',
      'ab',
    ])
  })
})
