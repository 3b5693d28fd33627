import type { FieldValue } from '@farwindow/shared/form/value.ts'
import type { FieldView, FormView } from '@farwindow/shared/form/view.ts'

/** What one has typed into a field and the server has not shown back yet. Only the newest value counts. */
export interface OwnEdit {
  readonly value: FieldValue
  readonly edit: string
  /** ms, this device's clock: shown until the server's own time comes. */
  readonly at: number
  /** The server has it, as this revision of the form. */
  readonly revision: number | null
  /** The line broke while it was under way: to be sent again. */
  readonly waits: boolean
}

export type OwnEdits = ReadonlyMap<string, OwnEdit>

const fieldWith = (before: FieldView | undefined, own: OwnEdit, side: 'applicant' | 'clerk'): FieldView => {
  const { confirmedAt: _confirmed, ...rest } = before ?? { undoable: false, revision: 1 }
  return { ...rest, value: own.value, by: side, at: own.at, source: 'typed', edit: own.edit, masked: false }
}

/** FORM-10: the form as its writer sees it: what the server has, with one's own latest keystrokes over it. */
export const withOwn = (server: FormView, own: OwnEdits, side: 'applicant' | 'clerk'): FormView => {
  if (own.size === 0) return server
  const values = { ...server.values }
  for (const [path, edit] of own) values[path] = fieldWith(values[path], edit, side)
  return { ...server, values }
}

/**
 * The edits that still stand over the server's form: those it has neither shown back nor passed by.
 * `whole` false: a notice is missing, so a higher revision does not yet mean that the edit is in it.
 */
export const stillOwn = (server: FormView, own: OwnEdits, whole: boolean): OwnEdits =>
  new Map(
    [...own].filter(([path, { edit, revision }]) => {
      const shownBack = server.values[path]?.edit === edit
      const passedBy = whole && revision !== null && server.revision >= revision
      return !shownBack && !passedBy
    }),
  )
