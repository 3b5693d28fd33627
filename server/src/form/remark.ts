import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FormEvent, FormState } from '@farwindow/shared/form/edit.ts'
import { locate } from '@farwindow/shared/form/field.ts'
import { maskOf } from '@farwindow/shared/form/mask.ts'

/**
 * What the record keeps of an event beside who and when (FORM-27). A sensitive value stands there as its mask only:
 * the record is for ever, the value in the form may be erased.
 */
export const remarkOf = (definition: FormDefinition, form: FormState, event: FormEvent): object => {
  switch (event.type) {
    case 'edited': {
      const { path, edit, base, source } = event
      const field = locate(definition, form.rows, path)?.field
      const value = field?.sensitive === true ? maskOf(field, event.value) : event.value
      return { path, edit, base, source, value }
    }
    case 'undone':
      return { path: event.path, edit: event.edit }
    case 'rowAdded':
    case 'rowRemoved':
      return { group: event.group, row: event.row }
    case 'released':
    case 'hidden':
      return { path: event.path }
    case 'confirmed':
      return { paths: event.paths, base: event.base }
    case 'sealed':
      return { materials: event.materialsPresent }
    case 'tookBack':
    case 'gaveBack':
      return {}
  }
}
