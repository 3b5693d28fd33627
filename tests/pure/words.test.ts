import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { en } from '@farwindow/client/words/en.ts'
import { fillIn } from '@farwindow/client/words/words.ts'
import { zh } from '@farwindow/client/words/zh.ts'
import { refusalCodes } from '@farwindow/shared/protocol/refusal.ts'
import { describe, expect, test } from 'vitest'

const flat = (words: Record<string, Record<string, string>>): Map<string, string> =>
  new Map(
    Object.entries(words).flatMap(([noun, group]) =>
      Object.entries(group).map(([key, text]) => [`${noun}.${key}`, text] as const),
    ),
  )

const languages = { zh: flat(zh), en: flat(en) }
const blanks = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()

describe('words', () => {
  test.each(['zh', 'en'] as const)('SCREEN-3: every refusal has a sentence that ends (%s)', (language) => {
    for (const code of refusalCodes) {
      expect(languages[language].get(`refusal.${code}`), code).toMatch(/[。.]$/)
    }
  })

  test('SCREEN-3: both languages have the same words, and none is empty', () => {
    expect([...languages.en.keys()].sort()).toEqual([...languages.zh.keys()].sort())
    for (const [language, words] of Object.entries(languages))
      for (const [key, text] of words) expect(text.trim(), `${language} ${key}`).not.toBe('')
  })

  test('SCREEN-3: both languages leave the same blanks to fill in', () => {
    for (const [key, text] of languages.zh) {
      expect(blanks(languages.en.get(key) ?? ''), key).toEqual(blanks(text))
    }
  })

  test('SCREEN-3: blanks are filled in; one that is forgotten stays visible', () => {
    expect(fillIn('第 {{step}} 步，共 {{count}} 步', { step: 2, count: 5 })).toBe('第 2 步，共 5 步')
    expect(fillIn('{{name}} {{number}}', { name: '股东$&' })).toBe('股东$& {{number}}')
  })

  test('SCREEN-3: English words contain no Chinese but the name of the other language', () => {
    const chinese = [...languages.en].filter(([, text]) => /\p{Script=Han}/u.test(text)).map(([key]) => key)
    expect(chinese).toEqual(['common.language', 'common.languageLabel'])
  })
})

type Colours = Map<string, string>

const coloursOf = (block: string): Colours =>
  new Map(
    [...block.matchAll(/--color-([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  )

const themes = (): { light: Colours; dark: Colours } => {
  const css = readFileSync(fileURLToPath(import.meta.resolve('@farwindow/client/theme/tokens.css')), 'utf8')
  const [head = '', tail = ''] = css.split("html[data-theme='dark']")
  const light = coloursOf(head)
  return { light, dark: new Map([...light, ...coloursOf(tail)]) }
}

/** Relative luminance, WCAG 2.2. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'ground', 'sunken']
const onText = [
  ...grounds.flatMap((ground) => ['ink', 'quiet'].map((text) => [text, ground])),
  ...['paper', 'ground'].flatMap((ground) => ['action', 'good', 'warn', 'bad'].map((text) => [text, ground])),
  ...['action', 'good', 'warn', 'bad'].flatMap((tone) => [
    [tone, `${tone}-soft`],
    ['ink', `${tone}-soft`],
  ]),
  ['quiet', 'action-soft'],
  ['on-action', 'action'],
  ['on-action', 'action-pressed'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-pressed'],
  ['on-stage', 'stage'],
] as const
const onParts = [
  ['edge', 'paper'],
  ['edge', 'ground'],
  ['edge', 'sunken'],
  ['focus', 'paper'],
  ['focus', 'ground'],
  ['good', 'paper'],
  ['emblem', 'paper'],
] as const

describe('colours', () => {
  test.each(['light', 'dark'] as const)('SCREEN-1: text reaches 4.5:1, parts and focus 3:1 (%s)', (name) => {
    const colours = themes()[name]
    const weak = (pairs: readonly (readonly string[])[], least: number): string[] =>
      pairs.flatMap(([one = '', other = '']) => {
        const ratio = contrast(colours.get(one) ?? '#ffffff', colours.get(other) ?? '#ffffff')
        return ratio < least ? [`${one} on ${other}: ${ratio.toFixed(2)}`] : []
      })
    expect(weak(onText, 4.5)).toEqual([])
    expect(weak(onParts, 3)).toEqual([])
  })
})
