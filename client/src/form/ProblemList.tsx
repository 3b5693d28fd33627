import { locate } from '@farwindow/shared/form/field.ts'
import type { ReactNode } from 'react'
import { Notice } from '../parts/Notice.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import { showField, type FormScreen } from './screen.ts'

/** More than this many need a list to find them all; one or two are seen at their fields. */
const listFrom = 2

/** What is left to mend on this page, each with a way to its field. */
export const ProblemList = ({ screen }: { readonly screen: FormScreen }): ReactNode => {
  const say = useWords('form')
  const read = useBilingual()
  const { definition, form, problems } = screen
  if (problems.length < listFrom) return null
  return (
    <Notice tone="bad" title={say('errorsTitle', { count: problems.length })}>
      <ul className="mt-1 flex flex-col">
        {problems.map((problem) => {
          const field = locate(definition, form.rows, problem.path)?.field
          return (
            <li key={problem.path}>
              <button
                type="button"
                className="min-h-target text-left text-ink underline underline-offset-4 desk:min-h-7"
                onClick={() => showField(problem.path, true)}
              >
                {field === undefined
                  ? read(problem.message)
                  : `${read(field.label)}：${read(problem.message)}`}
              </button>
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
