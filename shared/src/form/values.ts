import type { FieldValue } from './value.ts'

/** Values as they were typed, nested by their paths; rows are lists of objects that carry their `rowId`. */
export interface Values {
  readonly [key: string]: FieldValue | Values | readonly Values[]
}
type Node = Values[string] | undefined

const isAnswer = (node: Node): node is FieldValue =>
  typeof node === 'string' ||
  typeof node === 'boolean' ||
  (Array.isArray(node) && node.every((one) => typeof one === 'string'))

const isNest = (node: Node): node is Values => typeof node === 'object' && !Array.isArray(node)

const isRows = (node: Node): node is readonly Values[] => Array.isArray(node) && node.every(isNest)

const nodeAt = (values: Values, path: string): Node =>
  path
    .split('/')
    .reduce<Node>((node, key) => (isNest(node) && Object.hasOwn(node, key) ? node[key] : undefined), values)

/** The answer at a path without rows; nothing when there is none or it is no answer. */
export const answerAt = (values: Values, path: string): FieldValue | undefined => {
  const node = nodeAt(values, path)
  return isAnswer(node) ? node : undefined
}

/** The rows of a group with their ids. */
export const rowsAt = (values: Values, path: string): { readonly id: string; readonly row: Values }[] => {
  const node = nodeAt(values, path)
  if (!isRows(node)) return []
  return node.flatMap((row) => (typeof row['rowId'] === 'string' ? [{ id: row['rowId'], row }] : []))
}

/** What a form and a view of it have in common as far as values go. */
export interface Filled {
  readonly values: Readonly<
    Record<string, { readonly value: FieldValue; readonly masked?: boolean | undefined }>
  >
  readonly rows: Readonly<Record<string, readonly string[]>>
}

interface Nest {
  [key: string]: FieldValue | Nest | Nest[]
}

const put = (root: Nest, path: readonly string[], value: FieldValue | Nest[]): void => {
  const last = path.at(-1)
  if (last === undefined) return
  const parent = path.slice(0, -1).reduce<Nest>((nest, key) => {
    const child = Object.hasOwn(nest, key) ? nest[key] : undefined
    if (typeof child === 'object' && !Array.isArray(child)) return child
    const made: Nest = {}
    nest[key] = made
    return made
  }, root)
  parent[last] = value
}

/** FORM-17: a form's flat paths, nested; a mask is no value and is left out. */
export const valuesOf = (form: Filled): Values => {
  const root: Nest = {}
  const rows = new Map<string, Nest>()
  for (const [group, ids] of Object.entries(form.rows)) {
    const list = ids.map((id): Nest => ({ rowId: id }))
    put(root, group.split('/'), list)
    for (const [index, id] of ids.entries()) rows.set(`${group}/${id}`, list[index] ?? {})
  }
  for (const [path, field] of Object.entries(form.values)) {
    if (field.masked === true) continue
    const cut = path.lastIndexOf('/')
    const row = rows.get(path.slice(0, Math.max(cut, 0)))
    if (row) row[path.slice(cut + 1)] = field.value
    else put(root, path.split('/'), field.value)
  }
  return root
}
