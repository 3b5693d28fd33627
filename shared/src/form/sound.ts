import type { Bilingual } from '../words/bilingual.ts'
import { say } from '../words/bilingual.ts'
import type { Condition, FormDefinition, FormField, FormRule } from './definition.ts'

/** Something in a definition to mend: where it stands, and what to do about it. */
export interface DefinitionFault {
  /** Keys and indices from the definition down: `pages, 0, fields, 3, visibleWhen, 0`. */
  readonly at: readonly (string | number)[]
  readonly message: Bilingual
}
type Place = DefinitionFault['at']

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

const conditionFault = (
  condition: Condition,
  path: string,
  known: ReadonlyMap<string, Known>,
  at: Place,
): DefinitionFault[] => {
  const source = known.get(path)
  if (!source)
    return [
      {
        at,
        message: say(
          `条件看的是 ${path},但它前面没有这个字段;请改成前面的字段,或把它移到前面`,
          `The condition looks at ${path}, which is not before it; name an earlier field, or move that one up`,
        ),
      },
    ]
  if (source.field.sensitive)
    return [
      {
        at,
        message: say(
          `条件不能看敏感字段 ${path},请换一个字段`,
          `The condition looks at ${path}, which is sensitive; use another field`,
        ),
      },
    ]
  const { options } = source
  const foreign = options ? condition.is.filter((value) => !options.includes(value)) : []
  return foreign.map((value) => ({
    at,
    message: say(
      `${path} 没有 ${String(value)} 这个选项,请改成 ${(options ?? []).join('、')} 之一`,
      `${path} is never ${String(value)}; use one of ${(options ?? []).join(', ')}`,
    ),
  }))
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

const twice = (path: string): Bilingual =>
  say(`${path} 出现了两次,请给其中一个改名`, `${path} is there twice; rename one of them`)

const unfitRows = (path: string): Bilingual =>
  say(
    `${path} 的 minRows 大于 maxRows,请改小 minRows`,
    `${path} wants more rows than it allows; lower minRows`,
  )

const unfitColumn = (path: string): Bilingual =>
  say(
    `组内字段不能叫 ${path},请用不带“/”的名字,也不能用 rowId`,
    `${path} cannot name a column; use a name without “/” that is not rowId`,
  )

const unknownToRule = (path: string): Bilingual =>
  say(`规则看的是 ${path},但没有这个字段,请检查拼写`, `The rule looks at ${path}, which does not exist`)

/**
 * FORM-20: what is wrong with a form's definition itself: a path used twice, a condition that looks forward or at
 * a sensitive field or wants what cannot be chosen, a rule or paper about fields that do not exist.
 */
export const definitionFaults = (definition: FormDefinition): DefinitionFault[] => {
  const faults: DefinitionFault[] = []
  const known = new Map<string, Known>()
  const meet = (field: FormField, path: string, row: string, at: Place): void => {
    for (const [index, condition] of (field.visibleWhen ?? []).entries())
      faults.push(
        ...conditionFault(condition, condition.path.replace(/^\.\//, row), known, [
          ...at,
          'visibleWhen',
          index,
        ]),
      )
    if (known.has(path)) faults.push({ at: [...at, 'path'], message: twice(path) })
    known.set(path, { field, options: optionsOf(field) })
  }
  for (const [page, { fields }] of definition.pages.entries())
    for (const [index, field] of fields.entries()) {
      const at = ['pages', page, 'fields', index]
      meet(field, field.path, '', at)
      if (field.control !== 'group') continue
      if (field.minRows > field.maxRows)
        faults.push({ at: [...at, 'minRows'], message: unfitRows(field.path) })
      for (const [column, inside] of field.fields.entries()) {
        const below = [...at, 'fields', column]
        if (inside.path === 'rowId' || inside.path.includes('/'))
          faults.push({ at: [...below, 'path'], message: unfitColumn(inside.path) })
        meet(inside, `${field.path}/*/${inside.path}`, `${field.path}/*/`, below)
      }
    }
  for (const [index, rule] of definition.rules.entries())
    for (const path of rulePaths(rule))
      if (!known.has(path)) faults.push({ at: ['rules', index], message: unknownToRule(path) })
  for (const [index, { required }] of definition.papers.entries())
    if (typeof required !== 'boolean')
      for (const [nth, condition] of required.entries())
        faults.push(...conditionFault(condition, condition.path, known, ['papers', index, 'required', nth]))
  return faults
}
