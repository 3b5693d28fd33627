import type { FormChange } from './protocol.ts'
import type { FieldView, FormView } from './view.ts'

const sameField = (one: FieldView, other: FieldView): boolean =>
  one.revision === other.revision &&
  one.masked === other.masked &&
  one.confirmedAt === other.confirmedAt &&
  one.undoable === other.undoable

const sameData = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** FORM-24: what one side must be told to come from one view of a form to a later one. */
export const changeBetween = (before: FormView, after: FormView): Omit<FormChange, 'visitId'> => {
  const values: FormChange['values'] = {}
  for (const [path, field] of Object.entries(after.values)) {
    const old = before.values[path]
    if (!old || !sameField(old, field)) values[path] = field
  }
  for (const path of Object.keys(before.values)) if (!after.values[path]) values[path] = null
  return {
    revision: after.revision,
    values,
    ...(sameData(before.rows, after.rows) ? {} : { rows: after.rows }),
    ...(sameData(before.unconfirmedRows, after.unconfirmedRows)
      ? {}
      : { unconfirmedRows: after.unconfirmedRows }),
    ...(sameData(before.released, after.released) ? {} : { released: after.released }),
    ...(after.phase === 'filling' ? { control: after.control } : { sealedAt: after.sealedAt }),
  }
}

/**
 * FORM-24: the view after a change, as the screen keeps it. A change that is not newer than the view is one
 * that the view already holds, and is left out.
 */
export const applyChange = (view: FormView, change: Omit<FormChange, 'visitId'>): FormView => {
  if (change.revision <= view.revision) return view
  const values = { ...view.values }
  for (const [path, field] of Object.entries(change.values))
    if (field === null) delete values[path]
    else values[path] = field
  const content = {
    definition: view.definition,
    openedAt: view.openedAt,
    revision: change.revision,
    values,
    rows: change.rows ?? view.rows,
    unconfirmedRows: change.unconfirmedRows ?? view.unconfirmedRows,
    released: change.released ?? view.released,
  }
  const sealedAt = change.sealedAt ?? (view.phase === 'sealed' ? view.sealedAt : undefined)
  return sealedAt === undefined
    ? {
        ...content,
        phase: 'filling',
        control: change.control ?? (view.phase === 'filling' ? view.control : 'shared'),
      }
    : { ...content, phase: 'sealed', sealedAt }
}
