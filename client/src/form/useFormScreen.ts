import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import { journey, type Journey } from '@farwindow/shared/form/journey.ts'
import type { Problem } from '@farwindow/shared/form/validate.ts'
import { isEmpty } from '@farwindow/shared/form/value.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useRefusalSentence } from '../words/refusal.ts'
import type { FormScreen } from './screen.ts'
import type { FormFacts, FormSide } from './facts.ts'
import type { FormStore } from './store.ts'

export interface FormScreenAbout {
  readonly side: FormSide
  /** Id of the page shown; null: the first that is not done. */
  readonly page: string | null
  /** Codes of the papers given so far. */
  readonly papers: readonly string[]
  readonly onPoint?: (path: string) => void
  /** Whether a problem is said: the applicant hears of what they have finished, the clerk of everything. */
  readonly says?: (problem: Problem, facts: FormFacts) => boolean
}

export interface ShownForm {
  readonly definition: FormDefinition
  readonly form: FormView
  readonly journey: Journey
  readonly screen: FormScreen
}

/** Nobody is writing there just now: what is half written is not yet wrong. */
export const isLeft = (path: string, { focused, othersField }: FormFacts): boolean =>
  focused !== path && othersField !== path

/** A field one has filled in and left, or anything on a page one has tried to finish. */
const ripe = ({ path, page }: Problem, facts: FormFacts): boolean =>
  facts.tried.has(page) ||
  (facts.left.has(path) && isLeft(path, facts) && !isEmpty(facts.form?.values[path]?.value))

const pageOf = (definition: FormDefinition, path: string): string =>
  definition.pages.find(({ fields }) =>
    fields.some((field) => path === field.path || path.startsWith(`${field.path}/`)),
  )?.id ?? ''

/** All a page of the form needs, from the form store; null until the form is there. */
export const useFormScreen = (store: FormStore, about: FormScreenAbout): ShownForm | null => {
  const facts = useStore(store.state)
  const sentence = useRefusalSentence()
  const { definition, form } = facts
  const { papers } = about
  const paperList = papers.join(' ')
  const way = useMemo(
    () =>
      definition === null || form === null
        ? null
        : journey(definition, form, paperList === '' ? [] : paperList.split(' '), form.openedAt),
    [definition, form, paperList],
  )
  if (definition === null || form === null || way === null) return null

  const asked = definition.pages.find(({ id }) => id === about.page)?.id
  const page = asked ?? way.next ?? definition.pages[0]?.id ?? ''
  const says = about.says ?? ripe
  const refused = Object.entries(facts.refusals).map(([path, refusal]): Problem => {
    const said = sentence(refusal)
    return { path, page: pageOf(definition, path), rule: 'refused', message: { zh: said, en: said } }
  })
  const problems = way.pages
    .flatMap((one) => one.problems)
    .filter((problem) => facts.refusals[problem.path] === undefined && says(problem, facts))
  const here = way.pages.find(({ id }) => id === page)

  return {
    definition,
    form,
    journey: way,
    screen: {
      definition,
      page,
      form,
      side: about.side,
      readOnly: form.phase === 'sealed' || (about.side === 'clerk' && form.control === 'applicantOnly'),
      othersField: facts.othersField,
      glowPath: facts.other?.glow ?? null,
      problems: [...refused, ...problems].filter((problem) => problem.page === page),
      unconfirmed: here?.unconfirmed ?? [],
      onEdit: store.edit,
      onFocus: store.focus,
      onUndo: (path) => void store.undo(path),
      onConfirm: (paths) => void store.confirm(paths),
      onAddRow: (group) => void store.addRow(group),
      onRemoveRow: (group, row) => void store.removeRow(group, row),
      onRelease: (path, released) => void store.release(path, released),
      onPoint: (path) => about.onPoint?.(path),
    },
  }
}
