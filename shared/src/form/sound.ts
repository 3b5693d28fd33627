import type { Condition, FormDefinition, FormField, FormRule } from './definition.ts'

interface Known {
  readonly field: FormField
  readonly options: readonly (string | boolean)[] | undefined
}

const optionsOf = (field: FormField): Known['options'] =>
  field.control === 'choice' || field.control === 'multichoice'
    ? field.options.map((option) => option.value)
    : field.control === 'checkbox'
      ? [true]
      : undefined

const conditionFault = (condition: Condition, path: string, known: ReadonlyMap<string, Known>): string[] => {
  const source = known.get(path)
  if (!source) return [`condition on ${path}, which is not before it`]
  if (source.field.sensitive) return [`condition on ${path}, which is sensitive`]
  const { options } = source
  const foreign = options ? condition.is.filter((value) => !options.includes(value)) : []
  return foreign.map((value) => `condition wants ${String(value)}, which ${path} never is`)
}

const rulePaths = (rule: FormRule): string[] => {
  switch (rule.kind) {
    case 'sumsTo':
    case 'unique':
      return [`${rule.group}/*/${rule.field}`]
    case 'sumsToField':
      return [`${rule.group}/*/${rule.field}`, rule.path]
    case 'within':
      return [rule.group === undefined ? rule.path : `${rule.group}/*/${rule.path}`]
    case 'differ':
    case 'notBefore':
    case 'birthOfId':
      return [rule.path, rule.from]
  }
}

/**
 * FORM-20: what is wrong with a form's definition itself: a path used twice, a condition that looks forward or at
 * a sensitive field or wants what cannot be chosen, a rule or paper about fields that do not exist.
 */
export const definitionFaults = (definition: FormDefinition): string[] => {
  const faults: string[] = []
  const known = new Map<string, Known>()
  const meet = (field: FormField, path: string, row: string): void => {
    for (const condition of field.visibleWhen ?? [])
      faults.push(...conditionFault(condition, condition.path.replace(/^\.\//, row), known))
    if (known.has(path)) faults.push(`${path} is there twice`)
    known.set(path, { field, options: optionsOf(field) })
  }
  for (const field of definition.pages.flatMap((page) => page.fields)) {
    meet(field, field.path, '')
    if (field.control !== 'group') continue
    if (field.minRows > field.maxRows) faults.push(`${field.path} wants more rows than it allows`)
    for (const inside of field.fields) {
      if (inside.path === 'rowId' || inside.path.includes('/'))
        faults.push(`${inside.path} cannot name a column`)
      meet(inside, `${field.path}/*/${inside.path}`, `${field.path}/*/`)
    }
  }
  for (const path of definition.rules.flatMap(rulePaths))
    if (!known.has(path)) faults.push(`a rule looks at ${path}, which does not exist`)
  for (const { required } of definition.papers)
    if (typeof required !== 'boolean')
      for (const condition of required) faults.push(...conditionFault(condition, condition.path, known))
  return faults
}
