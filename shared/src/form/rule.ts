import { chinaDay, moveDate } from '../region/chinatime.ts'
import type { FormRule } from './definition.ts'
import { readIdNumber } from './idnumber.ts'
import { hundredths } from './number.ts'
import type { FieldValue } from './value.ts'

/** Answers of visible fields by path, and the row ids of visible groups. */
export interface Answers {
  readonly at: (path: string) => FieldValue | undefined
  readonly rows: (group: string) => readonly string[]
}

const text = (answers: Answers, path: string): string | undefined => {
  const value = answers.at(path)
  return typeof value === 'string' ? value : undefined
}

/** The column's values, only when every row has one. */
const column = (answers: Answers, group: string, field: string): string[] | undefined => {
  const rows = answers.rows(group)
  const cells = rows.flatMap((row) => text(answers, `${group}/${row}/${field}`) ?? [])
  return rows.length > 0 && cells.length === rows.length ? cells : undefined
}

/** FORM-23: the exact sum in hundredths; nothing while a cell is empty or no number. */
const sum = (cells: readonly string[] | undefined): number | undefined =>
  cells?.reduce<number | undefined>((total, cell) => {
    const amount = hundredths(cell)
    return total === undefined || amount === undefined ? undefined : total + amount
  }, 0)

const both = (answers: Answers, rule: { path: string; from: string }): [string, string] | undefined => {
  const one = text(answers, rule.path)
  const other = text(answers, rule.from)
  return one === undefined || other === undefined ? undefined : [one, other]
}

/** Where the rule is broken; an empty list when it holds or cannot be judged yet. `now`: ms since epoch. */
export const brokenAt = (rule: FormRule, answers: Answers, now: number | undefined): string[] => {
  switch (rule.kind) {
    case 'sumsTo':
    case 'sumsToField': {
      const total = sum(column(answers, rule.group, rule.field))
      const wanted = hundredths(rule.kind === 'sumsTo' ? rule.total : (text(answers, rule.path) ?? ''))
      return total === undefined || wanted === undefined || total === wanted ? [] : [rule.group]
    }
    case 'unique': {
      const seen = new Set<string>()
      return answers.rows(rule.group).flatMap((row) => {
        const path = `${rule.group}/${row}/${rule.field}`
        const cell = text(answers, path)
        if (cell === undefined) return []
        if (seen.has(cell)) return [path]
        seen.add(cell)
        return []
      })
    }
    case 'differ': {
      const pair = both(answers, rule)
      return pair && pair[0] === pair[1] ? [rule.path] : []
    }
    case 'notBefore': {
      const pair = both(answers, rule)
      return pair && pair[0] < pair[1] ? [rule.path] : []
    }
    case 'within': {
      if (now === undefined) return []
      const today = chinaDay(now).date
      const first = moveDate(today, rule.earliest.years, rule.earliest.days)
      const last = moveDate(today, rule.latest.years, rule.latest.days)
      const paths =
        rule.group === undefined
          ? [rule.path]
          : answers.rows(rule.group).map((row) => `${rule.group}/${row}/${rule.path}`)
      return paths.filter((path) => {
        const day = text(answers, path)
        return day !== undefined && (day < first || day > last)
      })
    }
    case 'birthOfId': {
      const pair = both(answers, rule)
      const read = pair && readIdNumber(pair[1])
      return pair && read?.ok && read.value.birthDate !== pair[0] ? [rule.path] : []
    }
  }
}
