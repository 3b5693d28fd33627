import type { Outcome } from '../protocol/refusal.ts'
import { ok, refuse } from '../protocol/refusal.ts'
import type { FormDefinition, GroupField } from './definition.ts'
import type { RowAdded, RowRemoved } from './event.ts'
import { groupAt, locate } from './field.ts'
import { inOthersHands, isMasked, takenFrom } from './guard.ts'
import type { FillingForm, FormState } from './state.ts'
import { isEmpty, rowId } from './value.ts'

/** The next form with the group's rows changed; the clerk's change of a material group waits (FORM-15). */
const withRows = (
  form: FillingForm,
  group: GroupField,
  rows: string[],
  { side, who, at }: RowAdded | RowRemoved,
): FillingForm => {
  const revision = form.revision + 1
  const waits = side === 'clerk' && group.material === true
  return {
    ...form,
    revision,
    rows: { ...form.rows, [group.path]: rows },
    unconfirmedRows: waits
      ? { ...form.unconfirmedRows, [group.path]: { revision, who, at } }
      : form.unconfirmedRows,
  }
}

/** FORM-2: a row is added last, under an id its client made. */
export const addRow = (
  definition: FormDefinition,
  form: FillingForm,
  event: RowAdded,
): Outcome<FormState> => {
  const group = groupAt(definition, event.group)
  if (!group) return refuse('fieldUnknown', event.group)
  if (!rowId.safeParse(event.row).success) return refuse('malformed', 'row')
  if (takenFrom(form, event.side)) return refuse('controlTaken')
  const rows = form.rows[group.path] ?? []
  if (rows.includes(event.row)) return refuse('conflict', event.row)
  if (rows.length >= group.maxRows) return refuse('wrongState', group.path, 'maxRows')
  return ok(withRows(form, group, [...rows, event.row], event))
}

/**
 * FORM-14: a row goes with everything in it; not while somebody else types in it, not below the least number
 * of rows, and not by the clerk when it holds what the clerk may not see.
 */
export const removeRow = (
  definition: FormDefinition,
  form: FillingForm,
  event: RowRemoved,
): Outcome<FormState> => {
  const group = groupAt(definition, event.group)
  const rows = form.rows[event.group] ?? []
  if (!group || !rows.includes(event.row)) return refuse('fieldUnknown', event.group, event.row)
  if (takenFrom(form, event.side)) return refuse('controlTaken')
  if (rows.length <= group.minRows) return refuse('wrongState', group.path, 'minRows')

  const prefix = `${group.path}/${event.row}/`
  const inside = Object.entries(form.values).filter(([path]) => path.startsWith(prefix))
  const hidden = inside.some(
    ([path, field]) =>
      !isEmpty(field.value) && isMasked(form, locate(definition, form.rows, path)?.field.sensitive, path),
  )
  if (event.side === 'clerk' && hidden) return refuse('masked', prefix)
  if (inOthersHands(undefined, event) || inside.some(([, field]) => inOthersHands(field, event)))
    return refuse('fieldInUse', prefix)

  const without = withRows(
    form,
    group,
    rows.filter((row) => row !== event.row),
    event,
  )
  return ok({
    ...without,
    values: Object.fromEntries(Object.entries(form.values).filter(([path]) => !path.startsWith(prefix))),
    released: form.released.filter((path) => !path.startsWith(prefix)),
  })
}
