import { z } from 'zod'
import { fieldState, formState } from './state.ts'

/** A field as one side sees it: no session ids, no earlier values, sensitive text masked. */
export const fieldView = fieldState.omit({ who: true, before: true }).extend({
  /** True: `value` is a mask, not the value; it must not be sent back or validated. */
  masked: z.boolean(),
})

const [filling, sealed] = formState.options
const seen = { values: z.record(z.string(), fieldView) }

/** A form as one side sees it. */
export const formView = z.discriminatedUnion('phase', [filling.extend(seen), sealed.extend(seen)])
