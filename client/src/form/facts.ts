import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { Pointing } from '@farwindow/shared/form/protocol.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'

export type FormSide = 'applicant' | 'clerk'

/** The form of one visit as one side has it before them. */
export interface FormFacts {
  readonly visitId: string | null
  /** `absent`: this visit has no form (yet): no item has been chosen. */
  readonly phase: 'none' | 'loading' | 'ready' | 'absent'
  readonly definition: FormDefinition | null
  /** The server's form, with what the other types over it (FORM-32), and one's own latest keystrokes over both. */
  readonly form: FormView | null
  /** Fields whose newest value the server has not confirmed. */
  readonly unsent: ReadonlySet<string>
  /** Why the last thing done at a field or group was refused; gone with the next try there. */
  readonly refusals: Readonly<Record<string, Refusal>>
  /** Fields one has been in and left: what is wrong there may be said. */
  readonly left: ReadonlySet<string>
  /** Pages one has tried to leave as finished: everything missing there may be said. */
  readonly tried: ReadonlySet<string>
  /** The field in which one's own cursor is. */
  readonly focused: string | null
  /** The field in which the other side's cursor is. */
  readonly othersField: string | null
  /** Where the other side looks and points. */
  readonly other: Pointing | null
}

/** Before a visit, and after it. */
export const noForm: FormFacts = {
  visitId: null,
  phase: 'none',
  definition: null,
  form: null,
  unsent: new Set(),
  refusals: {},
  left: new Set(),
  tried: new Set(),
  focused: null,
  othersField: null,
  other: null,
}
