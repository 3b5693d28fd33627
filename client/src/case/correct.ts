import type { CorrectionPoint } from '@farwindow/shared/case/correction.ts'
import { canonical, checkField } from '@farwindow/shared/form/check.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import { isEmpty, type FieldValue } from '@farwindow/shared/form/value.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { Bilingual } from '@farwindow/shared/words/bilingual.ts'
import { fieldAt } from './answers.ts'

/** What the applicant has put right so far, by the paths of the notice. */
export interface Answers {
  readonly values: Readonly<Record<string, FieldValue>>
  readonly papers: Readonly<Record<string, File>>
}

/** `missing`: not answered yet; else what is wrong with the answer. */
export type AnswerFault = 'missing' | Bilingual

/**
 * What is still wrong, by path, in the order of the notice: every point must be answered (CASE-5), and a field by
 * its own rules (FORM-2). Rules between fields are the server's to check: the rest of the form is not here.
 */
export const faultsOf = (
  points: readonly CorrectionPoint[],
  answers: Answers,
  definition: FormDefinition,
): ReadonlyMap<string, AnswerFault> => {
  const faults = new Map<string, AnswerFault>()
  for (const { kind, path } of points) {
    if (kind === 'material') {
      if (answers.papers[path] === undefined) faults.set(path, 'missing')
      continue
    }
    const value = answers.values[path]
    const field = fieldAt(definition, path)
    if (value === undefined || isEmpty(value)) faults.set(path, 'missing')
    else if (field !== undefined) {
      const fault = checkField(field, canonical(field, value))
      if (fault) faults.set(path, fault.message)
    }
  }
  return faults
}

/**
 * What a refused answer asks for besides: fields and papers that are called for only because of what was put right
 * (FORM-30). `reason` is said at each of them.
 */
export const furtherPoints = (
  known: readonly CorrectionPoint[],
  { code, detail }: Refusal,
  reason: string,
): readonly CorrectionPoint[] => {
  if (code !== 'incomplete') return []
  const asked = new Set(known.map(({ path }) => path))
  return (detail ?? []).flatMap((each): CorrectionPoint[] => {
    const [kind, path] = [each.slice(0, each.indexOf(':')), each.slice(each.indexOf(':') + 1)]
    if ((kind !== 'field' && kind !== 'material') || asked.has(path)) return []
    return [{ kind, path, reason }]
  })
}
