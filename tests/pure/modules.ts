import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'

const checkout = path.resolve(import.meta.dirname, '../..')

/** One source file, parsed for real (the same parser that builds the client). */
export interface Module {
  /** From the checkout's root, such as `server/src/call/handlers.ts`. */
  readonly file: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly exports: readonly string[]
  /** Whether it does nothing but pass on what others export. */
  readonly barrel: boolean
  readonly program: Node
}

export interface Import {
  /** The imported file from the checkout's root, or the package's name, or a `node:` module. */
  readonly to: string
  readonly external: boolean
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean
}

/** A node of the syntax tree, as far as the tests look. */
export interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

/** Every TypeScript file of these folders. */
export const sourceFiles = (folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(path.join(checkout, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)(node_modules|dist)\//.test(name))
      .sort()
      .map((name) => `${folder}/${name}`),
  )

/** Reads and parses every TypeScript file of these folders. */
export const readModules = (folders: readonly string[]): Module[] => sourceFiles(folders).map(readModule)

/** A file of the checkout as text. */
export const readText = (file: string): string => readFileSync(path.join(checkout, file), 'utf8')

function readModule(file: string): Module {
  const text = readText(file)
  const { program, module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const passedOn = module.staticExports.flatMap(({ entries }) => entries)
  const imports = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      name: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...passedOn.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ name: moduleRequest.value, typeOnly: isType }] : [],
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      name: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
      typeOnly: false,
    })),
  ]
  return {
    file,
    lines: text.trimEnd().split('\n').length,
    imports: imports.map(({ name, typeOnly }) => ({ ...target(file, name), typeOnly })),
    exports: passedOn.map(({ exportName }) =>
      exportName.kind === 'Default' ? 'default' : (exportName.name ?? '*'),
    ),
    barrel: passedOn.length > 0 && passedOn.every(({ moduleRequest }) => moduleRequest !== null),
    program: isNode(program) ? program : { type: 'Program' },
  }
}

function target(from: string, name: string): { to: string; external: boolean } {
  if (name.startsWith('.')) return { to: path.posix.join(path.posix.dirname(from), name), external: false }
  const own = /^@farwindow\/([^/]+)\/(.+)$/.exec(name)
  return own ? { to: `${own[1]}/src/${own[2]}`, external: false } : { to: name, external: true }
}

/** Calls `visit` with every node of a syntax tree, outermost first. */
export function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const child of node) walk(child, visit)
  else if (isNode(node)) {
    visit(node)
    for (const child of Object.values(node)) walk(child, visit)
  }
}

/** Tells a node of the tree from its plain values. */
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
