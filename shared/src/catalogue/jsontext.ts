import type { Bilingual } from '../words/bilingual.ts'
import { say } from '../words/bilingual.ts'

/** JSON as somebody pasted it: the value and where each part of it stands, or the first thing to mend. */
export type JsonRead =
  | {
      readonly ok: true
      readonly value: unknown
      /** The line (from 1) on which the part at this place begins; of a part that is missing, its parent's. */
      readonly lineOf: (at: readonly (string | number)[]) => number
    }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly message: Bilingual }

/** Deeper than any form; keeps a hostile paste from exhausting the stack. */
const deepest = 100

class Stumble extends Error {
  readonly at: number
  readonly words: Bilingual

  constructor(at: number, words: Bilingual) {
    super(words.en)
    this.at = at
    this.words = words
  }
}

const blank = /[ \t\r\n]*/y
// RFC 8259: signs below U+0020 are written as escapes.
// oxlint-disable-next-line no-control-regex
const stringShape = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y
const plainShape = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?/y
const chineseSign = /[“”‘’，：；｛｝［］]/

const unexpected = (text: string, at: number, wanted: Bilingual): Stumble => {
  const sign = text.charAt(at)
  if (sign === '')
    return new Stumble(at, say('内容没有写完,请补上结尾的括号', 'It ends too early; add the closing bracket'))
  if (chineseSign.test(sign))
    return new Stumble(
      at,
      say(`“${sign}”是中文标点,请换成英文标点`, `“${sign}” is a Chinese sign; use the plain one`),
    )
  return new Stumble(at, say(`“${sign}”的位置应该是${wanted.zh}`, `Instead of “${sign}” ${wanted.en}`))
}

const parse = (text: string, lines: Map<string, number>) => {
  let at = 0
  const skip = (): void => {
    blank.lastIndex = at
    blank.exec(text)
    at = blank.lastIndex
  }
  const take = (shape: RegExp): string | undefined => {
    shape.lastIndex = at
    const found = shape.exec(text)?.[0]
    if (found !== undefined) at += found.length
    return found
  }
  const next = (sign: string): boolean => {
    skip()
    if (text.charAt(at) !== sign) return false
    at += 1
    return true
  }
  const key = (known: ReadonlySet<string>): string => {
    skip()
    const from = at
    const found = take(stringShape)
    if (found === undefined)
      throw unexpected(text, at, say('用英文双引号括起来的名字', 'a name in plain double quotes'))
    const name: unknown = JSON.parse(found)
    if (typeof name !== 'string' || known.has(name))
      throw new Stumble(from, say(`${found} 写了两次,请删掉一个`, `${found} is there twice; remove one`))
    if (!next(':')) throw unexpected(text, at, say('冒号', 'a colon'))
    return name
  }
  const list = (path: string, depth: number): unknown[] => {
    const made: unknown[] = []
    if (next(']')) return made
    do made.push(value(`${path}/${made.length}`, depth))
    while (next(','))
    if (!next(']')) throw unexpected(text, at, say('逗号或“]”', 'a comma or “]”'))
    return made
  }
  const object = (path: string, depth: number): Record<string, unknown> => {
    const made = new Map<string, unknown>()
    if (next('}')) return {}
    do {
      const name = key(new Set(made.keys()))
      made.set(name, value(`${path}/${name}`, depth))
    } while (next(','))
    if (!next('}')) throw unexpected(text, at, say('逗号或“}”', 'a comma or “}”'))
    return Object.fromEntries(made)
  }
  const value = (path: string, depth: number): unknown => {
    skip()
    lines.set(path, at)
    if (depth > deepest)
      throw new Stumble(at, say('嵌套太深,请检查括号', 'Nested too deeply; check the brackets'))
    if (next('{')) return object(path, depth + 1)
    if (next('[')) return list(path, depth + 1)
    const plain = take(stringShape) ?? take(plainShape)
    if (plain === undefined) throw unexpected(text, at, say('一个值', 'a value'))
    return JSON.parse(plain)
  }
  const whole = value('', 0)
  skip()
  if (at < text.length)
    throw new Stumble(at, say('后面多了内容,请删除', 'There is more after the end; remove it'))
  return whole
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** Reads JSON; what `JSON.parse` refuses is told with its line and column and what to do, also a name used twice. */
export const readJson = (text: string): JsonRead => {
  const lines = new Map<string, number>()
  try {
    const value = parse(text, lines)
    const lineOf = (at: readonly (string | number)[]): number => {
      for (let length = at.length; length >= 0; length -= 1) {
        const from = lines.get(['', ...at.slice(0, length)].join('/'))
        if (from !== undefined) return lineAt(text, from)
      }
      return 1
    }
    return { ok: true, value, lineOf }
  } catch (error) {
    if (!(error instanceof Stumble)) throw error
    const line = lineAt(text, error.at)
    const column = error.at - text.lastIndexOf('\n', error.at - 1)
    return { ok: false, line, column, message: error.words }
  }
}
