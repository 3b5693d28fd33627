import { z } from 'zod'
import { fieldState, formState } from './state.ts'

/** A field as one side sees it: no session ids, no earlier values, sensitive text masked. */
export const fieldView = fieldState.omit({ who: true, revisedBy: true, earlier: true }).extend({
  /** True: `value` is a mask, not the value; it is neither sent back nor validated. */
  masked: z.boolean(),
  /** Whether its last writer may still take it back. */
  undoable: z.boolean(),
})
export type FieldView = z.infer<typeof fieldView>

/** Groups whose rows the clerk changed, until the applicant confirms. */
export const unconfirmedRows = z.record(z.string(), z.strictObject({ at: z.number() }))

const [filling, sealed] = formState.options
const seen = {
  values: z.record(z.string(), fieldView),
  unconfirmedRows,
}

/** A form as one side sees it. */
export const formView = z.discriminatedUnion('phase', [filling.extend(seen), sealed.extend(seen)])
export type FormView = z.infer<typeof formView>
