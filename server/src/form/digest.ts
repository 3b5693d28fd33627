import { createHash } from 'node:crypto'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FormState } from '@farwindow/shared/form/edit.ts'
import { submission, valuesOf } from '@farwindow/shared/form/validate.ts'
import { canonical } from '@farwindow/shared/record/event.ts'

/**
 * What a signature stands under (FORM-29): SHA-256 of what would be submitted now. The same answers give the same
 * digest, however often they were changed and changed back.
 */
export const digestOf = (definition: FormDefinition, form: FormState): string => {
  const { code, version } = definition
  const content = { code, version, answers: submission(definition, valuesOf(form)) }
  return createHash('sha256').update(canonical(content)).digest('hex')
}
