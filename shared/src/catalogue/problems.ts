import type { z } from 'zod'
import type { DefinitionFault } from '../form/sound.ts'
import type { Bilingual } from '../words/bilingual.ts'
import { bilingual, say } from '../words/bilingual.ts'
import { publishableItem } from './item.ts'
import { schemaFaults } from './schemafit.ts'

type Issue = z.core.$ZodIssue

const valueAt = (root: unknown, at: readonly PropertyKey[]): unknown =>
  at.reduce<unknown>(
    (one, key) => (typeof one === 'object' && one !== null ? Reflect.get(one, key) : undefined),
    root,
  )

const kinds: Readonly<Record<string, Bilingual>> = {
  string: say('文字', 'text'),
  number: say('数字', 'a number'),
  int: say('整数', 'a whole number'),
  boolean: say('true 或 false', 'true or false'),
  array: say('列表 [ ]', 'a list [ ]'),
  object: say('对象 { }', 'an object { }'),
  record: say('对象 { }', 'an object { }'),
}

const missing = (name: string): Bilingual => say(`缺少 ${name},请补上`, `${name} is missing; add it`)

const oneOf = (name: string, values: readonly unknown[]): Bilingual =>
  say(
    `${name} 只能是 ${values.map(String).join('、')} 之一`,
    `${name} must be one of ${values.map(String).join(', ')}`,
  )

const blank = say('不能留空,请填写', 'This cannot be empty')

const unclear = (name: string, value: unknown): Bilingual =>
  value === undefined
    ? missing(name)
    : value === ''
      ? blank
      : say(`${name} 的写法不对,请检查`, `${name} is not written as it should be`)

const sized = (issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): Bilingual => {
  const isLeast = issue.code === 'too_small'
  const limit = String(isLeast ? issue.minimum : issue.maximum)
  if (isLeast && issue.origin === 'string') return blank
  const [zh, en] =
    issue.origin === 'string'
      ? [' 个字', ' characters']
      : issue.origin === 'array'
        ? [' 项', ' entries']
        : ['', '']
  return isLeast
    ? say(`至少 ${limit}${zh},请补充`, `At least ${limit}${en}`)
    : say(`最多 ${limit}${zh},请减少`, `At most ${limit}${en}`)
}

/** What to do about one thing the schema of items found. */
const wordsFor = (issue: Issue, input: unknown): Bilingual => {
  const name = String(issue.path.at(-1) ?? '')
  switch (issue.code) {
    case 'custom': {
      const said = bilingual.safeParse(issue.params)
      return said.success ? said.data : say('这里不对,请检查', 'Please check this')
    }
    case 'invalid_type': {
      if (valueAt(input, issue.path) === undefined) return missing(name)
      if (Number.isNaN(valueAt(input, issue.path))) return say('请填写数字', 'Please give a number')
      const kind = kinds[issue.expected] ?? say(issue.expected, issue.expected)
      return say(`${name} 应该是${kind.zh}`, `${name} must be ${kind.en}`)
    }
    case 'unrecognized_keys':
      return say(
        `不认识 ${issue.keys.join('、')},请检查拼写,或删除`,
        `${issue.keys.join(', ')} is not known; check the spelling, or remove it`,
      )
    case 'invalid_value':
      return oneOf(name, issue.values)
    case 'invalid_union':
      if ('options' in issue && Array.isArray(issue.options)) return oneOf(name, issue.options)
      return unclear(name, valueAt(input, issue.path))
    case 'too_small':
    case 'too_big':
      return sized(issue)
    default:
      return unclear(name, valueAt(input, issue.path))
  }
}

/** Of alternatives, what is wrong with the one that fits best. */
const innermost = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const [best] = issue.errors.toSorted((one, other) => depthOf(other) - depthOf(one))
  if (best === undefined || depthOf(best) === 0) return [issue]
  return best.flatMap((one) => innermost({ ...one, path: [...issue.path, ...one.path] }))
}

const depthOf = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length))

/**
 * CATALOGUE-6: everything that keeps an item from being published, with its place and what to do; empty when it
 * may be. The same check that the server makes.
 */
export const itemProblems = (input: unknown): DefinitionFault[] => {
  const read = publishableItem.safeParse(input)
  if (read.success) return []
  const found = read.error.issues.flatMap(innermost).map((issue) => ({
    at: issue.path.map((key) => (typeof key === 'number' ? key : String(key))),
    message: wordsFor(issue, input),
  }))
  if (found.some(({ at }) => at[1] === 'schema')) return found
  // The whole is judged once its parts have the right shape; the schema's own words need not wait for that.
  const schema = valueAt(input, ['form', 'schema'])
  return schema === undefined
    ? found
    : [...found, ...schemaFaults(schema).map(({ at, message }) => ({ at: ['form', ...at], message }))]
}
