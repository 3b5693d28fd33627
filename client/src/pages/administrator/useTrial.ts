import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import { advanceForm, newForm } from '@farwindow/shared/form/edit.ts'
import type { FormEvent, FormState } from '@farwindow/shared/form/edit.ts'
import { exampleForm } from '@farwindow/shared/form/example.ts'
import { journey } from '@farwindow/shared/form/journey.ts'
import { viewForm } from '@farwindow/shared/form/mask.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'
import { useState } from 'react'
import type { FormScreen } from '../../form/screen.ts'

/** What a request would say of an event. */
type Own<E> = E extends FormEvent ? Omit<E, 'side' | 'who' | 'at'> : never

const me = { side: 'applicant', who: 'trial' } as const

const advanced = (definition: FormDefinition, state: FormState, own: Own<FormEvent>): FormState => {
  const outcome = advanceForm(definition, state, { ...own, ...me, at: Date.now() })
  return outcome.ok ? outcome.value : state
}

const edited = (definition: FormDefinition, state: FormState, path: string, value: FieldValue): FormState => {
  const base = state.revision
  return advanced(definition, state, { type: 'edited', path, value, base, edit: 'trial', source: 'typed' })
}

export interface Trial {
  readonly screen: FormScreen
  /** Ids of pages that are complete and valid. */
  readonly done: readonly string[]
  readonly open: (page: string) => void
  /** Says what is wrong on the page, as when an applicant wants to go on. */
  readonly check: () => void
  readonly fillIn: () => void
  readonly clear: () => void
}

/** A form tried out by the machine the server runs, with nobody at the other end and nothing kept. */
export const useTrial = (definition: FormDefinition): Trial => {
  const [begunAt] = useState(Date.now)
  const [state, setState] = useState(() => newForm(definition, begunAt))
  const [chosen, setChosen] = useState('')
  const [tried, setTried] = useState<ReadonlySet<string>>(new Set())
  const page = definition.pages.find(({ id }) => id === chosen)?.id ?? definition.pages[0]?.id ?? ''
  const form = viewForm('applicant', state, definition)
  const way = journey(definition, form, [], begunAt)
  const send = (own: Own<FormEvent>): void => setState((now) => advanced(definition, now, own))
  return {
    screen: {
      definition,
      page,
      form,
      side: 'applicant',
      readOnly: false,
      othersField: null,
      glowPath: null,
      problems: tried.has(page) ? (way.pages.find(({ id }) => id === page)?.problems ?? []) : [],
      unconfirmed: [],
      onEdit: (path, value) => setState((now) => edited(definition, now, path, value)),
      onFocus: () => undefined,
      onUndo: (path) => send({ type: 'undone', path, edit: 'trial' }),
      onConfirm: () => undefined,
      onAddRow: (group) => send({ type: 'rowAdded', group, row: `n${state.revision + 1}` }),
      onRemoveRow: (group, row) => send({ type: 'rowRemoved', group, row }),
      onRelease: (path, released) => send({ type: released ? 'released' : 'hidden', path }),
      onPoint: () => undefined,
    },
    done: way.pages.filter((one) => one.done).map(({ id }) => id),
    open: setChosen,
    check: () => setTried(new Set([...tried, page])),
    fillIn: () =>
      setState((now) =>
        Object.entries(exampleForm(definition).values).reduce(
          (filled, [path, { value }]) => edited(definition, filled, path, value),
          now,
        ),
      ),
    clear: () => {
      setState(newForm(definition, begunAt))
      setTried(new Set())
    },
  }
}
