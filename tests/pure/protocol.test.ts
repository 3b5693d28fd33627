import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { notices, requests } from '@farwindow/shared/protocol/all.ts'
import type { RequestDeclaration } from '@farwindow/shared/protocol/declare.ts'

const file = path.resolve(import.meta.dirname, '../../shared/PROTOCOL.md')

/** A schema in one line: names and types, as a reader of an API list wants it. */
const shapeOf = (schema: z.ZodType): string => {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input', reused: 'inline' })
  return sketch(json, 0)
}

const deepest = 2

const sketch = (json: unknown, depth: number): string => {
  if (typeof json !== 'object' || json === null) return 'any'
  if ('anyOf' in json && Array.isArray(json.anyOf))
    return [...new Set(json.anyOf.map((one) => sketch(one, depth)))].join(' | ')
  if ('oneOf' in json && Array.isArray(json.oneOf))
    return [...new Set(json.oneOf.map((one) => sketch(one, depth)))].join(' | ')
  if ('const' in json) return JSON.stringify(json.const)
  if ('enum' in json && Array.isArray(json.enum))
    return json.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (!('type' in json)) return 'bytes'
  if (json.type === 'array') return `${wrapped(sketch('items' in json ? json.items : null, depth))}[]`
  if (json.type !== 'object') return String(json.type)
  if (!('properties' in json) || typeof json.properties !== 'object' || json.properties === null) return 'map'
  const required = 'required' in json && Array.isArray(json.required) ? json.required : []
  const fields = Object.entries(json.properties)
  if (fields.length === 0) return '{}'
  if (depth >= deepest) return '{ … }'
  return `{ ${fields.map(([name, value]) => `${name}${required.includes(name) ? '' : '?'}: ${sketch(value, depth + 1)}`).join(', ')} }`
}

const wrapped = (text: string): string => (text.includes(' | ') ? `(${text})` : text)

const ofRequest = ([name, declaration]: [string, RequestDeclaration]): string[] => [
  `### ${name}`,
  '',
  declaration.about,
  '',
  `- by: ${declaration.by.join(', ')}`,
  `- in: \`${shapeOf(declaration.input)}\``,
  `- out: \`${shapeOf(declaration.output)}\``,
  `- refuses: ${declaration.refuses.length === 0 ? '–' : declaration.refuses.join(', ')}`,
  `- ${declaration.safeToRepeat ? 'safe to repeat' : 'done once per request id; repeated, the first answer comes again'}${declaration.overHttp === true ? '; over HTTP only (sets the session’s cookie)' : ''}`,
  '',
]

const generated = (): string =>
  [
    '# Protocol',
    '',
    'Generated from the declarations in `shared/src/*/protocol.ts`; do not edit (`npm test -- pure` rewrites it when FARWINDOW_WRITE=1).',
    '',
    'A page asks `{ name, id, input }` over its socket (event `ask`, answered by the acknowledgement) or as `POST /api/ask` with the header `x-surface`. The answer is `{ ok: true, value }` or `{ ok: false, refusal: { code, detail?, retryAfterMs?, reference? } }`. Besides the listed refusals every request may be refused `unknown`, `malformed`, `tooLarge`, `tooMany`, `signedOut`, `forbidden`, `repeatedDifferently`, `conflict`, `unavailable` and `internal`. The server tells `{ seq, name, data }` (event `tell`), numbered within the session.',
    '',
    `## Requests (${Object.keys(requests).length})`,
    '',
    ...Object.entries(requests).flatMap(ofRequest),
    `## Notices (${Object.keys(notices).length})`,
    '',
    ...Object.entries(notices).flatMap(([name, { about, to, data, passing }]) => [
      `### ${name}`,
      '',
      about,
      '',
      `- to: ${to.join(', ')}`,
      `- data: \`${shapeOf(data)}\``,
      ...(passing === true ? ['- passing: neither numbered nor kept'] : []),
      '',
    ]),
  ].join('\n')

describe('protocol', () => {
  test('PROTOCOL.md lists every request and notice as declared', () => {
    const text = generated()
    if (process.env['FARWINDOW_WRITE'] === '1') writeFileSync(file, text)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('every name is its noun and a verb, and is declared for somebody', () => {
    for (const [name, { by, about }] of Object.entries(requests)) {
      expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
      expect(by.length, name).toBeGreaterThan(0)
      expect(about, name).toMatch(/\.$/)
    }
    for (const [name, { to }] of Object.entries(notices)) expect(to.length, name).toBeGreaterThan(0)
  })

  test('no two nouns declare the same name', async () => {
    const tables = import.meta.glob<Record<string, unknown>>('../../shared/src/*/*protocol.ts', {
      eager: true,
    })
    const names = Object.values(tables).flatMap((table) =>
      Object.entries(table)
        .filter(([exported]) => exported.endsWith('Requests'))
        .flatMap(([, declared]) => Object.keys(declared as object)),
    )
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBe(Object.keys(requests).length)
  })
})
