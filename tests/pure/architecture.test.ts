import { describe, expect, test } from 'vitest'
import { type Import, isNode, type Module, type Node, readModules, walk } from './modules.ts'
import { partOf, react } from './parts.ts'

const house = readModules(['shared/src', 'media-config/src', 'server/src', 'client/src'])
const tests = readModules(['tests'])

/** Each import of the house that `wrong` complains about, as `file → target`. */
const offending = (
  modules: readonly Module[],
  wrong: (module: Module, target: Import) => boolean,
): string[] =>
  modules.flatMap((module) =>
    module.imports.filter((target) => wrong(module, target)).map(({ to }) => `${module.file} → ${to}`),
  )

/** Each thing that `look` names in a syntax tree, as `file: what`. */
const found = (modules: readonly Module[], look: (node: Node) => string | null): string[] =>
  modules.flatMap(({ file, program }) => {
    const seen: string[] = []
    walk(program, (node) => {
      const what = look(node)
      if (what !== null) seen.push(`${file}: ${what}`)
    })
    return seen
  })

/** The feature of the client a file belongs to, if any. */
const featureOf = (file: string): string | undefined =>
  /^client\/src\/(?!parts\/|words\/|theme\/|pages\/|gallery\/)([^/]+)\//.exec(file)?.[1]

/** A family of small components, such as the icons, has a lower-case noun as its name. */
const isFamily = (name: string, exports: readonly string[]): boolean =>
  /^[a-z]+\.tsx$/.test(name) && exports.length > 1

describe('the house', () => {
  test('is read at all: every package has modules, and they import one another', () => {
    for (const folder of ['shared/', 'media-config/', 'server/', 'client/']) {
      expect(house.filter(({ file }) => file.startsWith(folder)).length, folder).toBeGreaterThan(0)
    }
    expect(tests.length).toBeGreaterThan(0)
    expect(house.length).toBeGreaterThan(50)
    expect(house.flatMap(({ imports }) => imports).length).toBeGreaterThan(200)
  })

  test('imports only what its part may', () => {
    const refused = offending(house, ({ file }, { to, external, typeOnly }) => {
      const part = partOf(file)
      if (external) return !part.packages.test(to)
      return !part.may.test(to) && !(typeOnly && part.mayTypes?.test(to) === true)
    })
    expect(refused).toEqual([])
  })

  test('imports only files that exist', () => {
    const files = new Set([...house, ...tests].map(({ file }) => file))
    const missing = offending(
      [...house, ...tests],
      (_, { to, external }) => !external && /\.tsx?$/.test(to) && !files.has(to),
    )
    expect(missing).toEqual([])
  })

  test('media-config takes types of mediasoup, never its code', () => {
    const code = offending(
      house,
      ({ file }, { external, typeOnly }) => file.startsWith('media-config/') && external && !typeOnly,
    )
    expect(code).toEqual([])
  })

  test('nothing imports tests', () => {
    expect(offending(house, (_, { to }) => /^tests\/|\/tests\/|vitest/.test(to))).toEqual([])
  })

  test('stores, link and media of the client know no React', () => {
    const plain = house.filter(
      ({ file }) =>
        /^client\/src\/(?!words\/|theme\/|parts\/|gallery\/).*\.ts$/.test(file) &&
        !/\/use[A-Z]\w*\.ts$/.test(file),
    )
    expect(plain.length).toBeGreaterThan(5)
    expect(
      offending(plain, (_, { to, external }) => external && react.test(to) && to !== 'zustand/vanilla'),
    ).toEqual([])
  })

  test('a feature of the client never runs code from the inside of another', () => {
    const inside = offending(house, ({ file }, { to, typeOnly }) => {
      const [from, into] = [featureOf(file), featureOf(to)]
      return from !== undefined && into !== undefined && from !== into && !typeOnly
    })
    expect(inside).toEqual([])
  })

  test('no module needs itself to be loaded first', () => {
    expect(cycles(house)).toEqual([])
  })

  test('the gallery of parts is in nobody’s way', () => {
    const entering = offending(
      house,
      ({ file }, { to, typeOnly }) => /\/gallery\//.test(to) && !/\/gallery\//.test(file) && !typeOnly,
    )
    expect(entering.filter((line) => !line.startsWith('client/src/pages.tsx'))).toEqual([])
  })
})

describe('every module', () => {
  test('has at most 300 lines', () => {
    const long = [...house, ...tests].filter(({ lines }) => lines > 300)
    expect(long.map(({ file, lines }) => `${file}: ${lines}`)).toEqual([])
  })

  test('has no default export, unless a tool asks for it', () => {
    const asked = /\.config\.ts$|^tests\/reporter\.ts$/
    const modules = [...house, ...tests].filter(({ file }) => !asked.test(file))
    expect(modules.filter((module) => module.exports.includes('default')).map(({ file }) => file)).toEqual([])
  })

  test('is no barrel', () => {
    expect([...house, ...tests].filter(({ barrel }) => barrel).map(({ file }) => file)).toEqual([])
    expect(
      [...house, ...tests].filter((module) => module.exports.includes('*')).map(({ file }) => file),
    ).toEqual([])
  })

  test('is named after what it is about', () => {
    const vague = /(manager|service|utils?|helpers)\.tsx?$/i
    const spelt =
      /^([a-z0-9]+([.-][a-z0-9]+)*|use[A-Z]\w*)\.ts$|^([A-Z]\w*|main|pages)\.tsx$|\.d\.ts$|\.(test|contract)\.tsx?$/
    const modules = [...house, ...tests].map(({ file, exports }) => ({
      file,
      exports,
      name: file.split('/').at(-1) ?? '',
    }))
    expect(modules.filter(({ name }) => vague.test(name)).map(({ file }) => file)).toEqual([])
    const odd = modules.filter(({ name, exports }) => !spelt.test(name) && !isFamily(name, exports))
    expect(odd.map(({ file }) => file)).toEqual([])
  })

  test('exports nothing with a vague name', () => {
    const vague = /[a-z](Manager|Service|Util|Utils|Helper|Helpers)$/
    const named = [...house, ...tests].flatMap(({ file, exports }) =>
      exports.map((name) => `${file}: ${name}`),
    )
    expect(named.filter((name) => vague.test(name))).toEqual([])
  })
})

describe('purity', () => {
  test('shared asks no clock, draws no lots and starts nothing', () => {
    const shared = house.filter(({ file }) => file.startsWith('shared/'))
    const impure =
      /^(Date\.now|Math\.random|new Date\(\)|(crypto|performance|process|globalThis|console)\..*|(setTimeout|setInterval|fetch)\(\))$/
    expect(found(shared, (node) => spelling(node, impure))).toEqual([])
  })

  test('main and the launcher alone read the environment', () => {
    const others = house.filter(
      ({ file }) => !/^server\/src\/((medianode\/)?main\.ts$|launcher\/)/.test(file),
    )
    expect(found(others, (node) => spelling(node, /^process\.env$/))).toEqual([])
  })
})

const nameOf = (part: unknown): string =>
  isNode(part) && typeof part['name'] === 'string' ? part['name'] : ''

/** `a.b`, `a()` or `new A()` as it is written, when it is one of these. */
function spelling(node: Node, wanted: RegExp): string | null {
  const text = written(node)
  return wanted.test(text) ? text : null
}

function written(node: Node): string {
  const none = Array.isArray(node['arguments']) && node['arguments'].length === 0
  if (node.type === 'MemberExpression') return `${nameOf(node['object'])}.${nameOf(node['property'])}`
  if (node.type === 'CallExpression') return `${nameOf(node['callee'])}()`
  return node.type === 'NewExpression' && none ? `new ${nameOf(node['callee'])}()` : ''
}

/** The circles among imports that remain at run time, each as one line. */
function cycles(modules: readonly Module[]): string[] {
  const next = new Map(
    modules.map(({ file, imports }) => [
      file,
      imports.filter((one) => !one.external && !one.typeOnly).map(({ to }) => to),
    ]),
  )
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file) || path.includes(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return circles
}
