import { expect, test } from 'vitest'
import { isNode, type Node, readModules, readText, sourceFiles, walk } from './modules.ts'

const rule = /\b[A-Z]{3,}-\d+\b/g

/** The rules of shared/SPEC.md, each a line `- **FORM-7** text`. */
const spec = readText('shared/SPEC.md')
const rules = [...spec.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map((match) => match[1] ?? '')

/** Every title of a test or a group of tests. */
const titles = readModules(['tests'])
  .filter(({ file }) => /\.(test|contract)\.tsx?$/.test(file))
  .flatMap(({ file, program }) => {
    const found: string[] = []
    walk(program, (node) => {
      const title = titleOf(node)
      if (title !== null) found.push(`${file}: ${title}`)
    })
    return found
  })
const cited = new Set(titles.flatMap((title) => title.match(rule) ?? []))

/** `test('…')`, `describe.each(table)('…')` and the like. */
function titleOf(node: Node): string | null {
  if (node.type !== 'CallExpression' || !/^(test|it|describe)$/.test(rootName(node['callee']))) return null
  const [first] = Array.isArray(node['arguments']) ? node['arguments'] : []
  if (!isNode(first)) return null
  if (first.type === 'Literal' && typeof first['value'] === 'string') return first['value']
  if (first.type !== 'TemplateLiteral' || !Array.isArray(first['quasis'])) return null
  return first['quasis'].map((part) => (isNode(part) ? JSON.stringify(part['value']) : '')).join(' ')
}

/** `test` of `test.each(table)`. */
function rootName(callee: unknown): string {
  if (!isNode(callee)) return ''
  if (typeof callee['name'] === 'string') return callee['name']
  return rootName(callee['object'] ?? callee['callee'] ?? callee['tag'])
}

test('the rules and the titles are found at all', () => {
  expect(rules.length).toBeGreaterThan(50)
  expect(titles.length).toBeGreaterThan(200)
})

test('every rule has a number of its own', () => {
  expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([])
})

test('every rule stands under the heading of its noun', () => {
  const sections = spec.split(/^## /m).slice(1)
  const misplaced = sections.flatMap((section) => {
    const noun = section.split('\n')[0]?.trim()
    return [...section.matchAll(/^- \*\*([A-Z]+)-\d+\*\*/gm)]
      .filter((match) => match[1] !== noun)
      .map((match) => `${noun}: ${match[0]}`)
  })
  expect(misplaced).toEqual([])
})

test('every rule is cited by the title of a test', () => {
  expect(rules.filter((id) => !cited.has(id))).toEqual([])
})

test('every rule that a title cites exists', () => {
  expect([...cited].filter((id) => !rules.includes(id))).toEqual([])
})

test('every rule that the code cites exists', () => {
  const nouns = new Set(rules.map((id) => id.split('-')[0]))
  const wrong = sourceFiles(['shared/src', 'server/src', 'client/src', 'media-config/src']).flatMap((file) =>
    (readText(file).match(rule) ?? [])
      // Other things have such names too: SHA-256, ISO-8601.
      .filter((id) => nouns.has(id.split('-')[0]) && !rules.includes(id))
      .map((id) => `${file}: ${id}`),
  )
  expect(wrong).toEqual([])
})
