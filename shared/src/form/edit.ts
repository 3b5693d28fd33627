import type { Outcome } from '../protocol/refusal.ts'
import { refuse } from '../protocol/refusal.ts'
import type { FormDefinition } from './definition.ts'
import type { FormSide, FormState, ValueSource } from './state.ts'
import type { FieldValue } from './value.ts'

export { formState } from './state.ts'
export type { FieldState, FormSide, FormState, ValueSource } from './state.ts'

/** What every event says: who did it, on whose behalf, and when (ms). */
interface Act {
  readonly side: FormSide
  readonly who: string
  readonly at: number
}

/** `inUseBy`: the writer whose cursor is in that field (or row) now, as the server's presence knows it. */
interface Touch extends Act {
  readonly inUseBy?: string | undefined
}

export type FormEvent =
  /** `base`: the revision of that field which the editor saw; 0 when it had none. `edit`: client-made id. */
  | (Touch & {
      readonly type: 'edited'
      readonly path: string
      readonly value: FieldValue
      readonly base: number
      readonly edit: string
      readonly source: ValueSource
    })
  | (Touch & { readonly type: 'undone'; readonly path: string; readonly edit: string })
  | (Act & { readonly type: 'rowAdded'; readonly group: string; readonly row: string })
  | (Touch & { readonly type: 'rowRemoved'; readonly group: string; readonly row: string })
  | (Act & { readonly type: 'tookBack' | 'gaveBack' })
  | (Act & { readonly type: 'released' | 'hidden'; readonly path: string })
  /** `base`: the form's revision the applicant was looking at; what changed after it is not confirmed. */
  | (Act & { readonly type: 'confirmed'; readonly paths: readonly string[]; readonly base: number })
  /** `materialsPresent`: codes of the papers that have been given. */
  | (Act & { readonly type: 'sealed'; readonly materialsPresent: readonly string[] })

/** An empty form; repeated groups start with as many rows as they must have, ids r1, r2, … */
export const newForm = (definition: FormDefinition, _at: number): FormState => ({
  definition: definition.code,
  revision: 0,
  values: {},
  rows: {},
  unconfirmedRows: {},
  released: [],
  phase: 'filling',
  control: 'shared',
})

/** The form machine: the next state, or why the event is refused. */
export const advanceForm = (
  _definition: FormDefinition,
  _state: FormState,
  _event: FormEvent,
): Outcome<FormState> => refuse('wrongState')
