import type { SingleField } from '@farwindow/shared/form/definition.ts'
import type { ReactNode } from 'react'
import { useBilingual } from '../words/bilingual.ts'
import { FieldControl } from './FieldControl.tsx'
import { FieldAside, FieldBelow } from './FieldNotes.tsx'
import { fieldId, type LiveScreen } from './screen.ts'

export interface SingleFieldViewProps {
  readonly screen: LiveScreen
  readonly field: SingleField
  /** The whole path, with its row inside a group. */
  readonly path: string
}

/** One field with everything that is known about it. */
export const SingleFieldView = ({ screen, field, path }: SingleFieldViewProps): ReactNode => {
  const read = useBilingual()
  const written = screen.form.values[path]
  const problem = screen.problems.find((one) => one.path === path)
  const masked = written?.masked === true
  // FORM-12: what is hidden from the clerk cannot be written by the clerk either, also while it is empty.
  const hidden = screen.side === 'clerk' && field.sensitive === true && !screen.form.released.includes(path)
  const notes = { screen, path, sensitive: field.sensitive === true }
  return (
    <FieldControl
      field={field}
      value={written?.value}
      masked={masked || hidden}
      onEdit={(value) => screen.onEdit(path, value)}
      shared={{
        id: fieldId(path),
        label: read(field.label),
        hint: field.hint === undefined ? undefined : read(field.hint),
        error: problem === undefined ? undefined : read(problem.message),
        aside: <FieldAside {...notes} />,
        below: <FieldBelow {...notes} />,
        glow: screen.glowPath === path,
        readOnly: screen.readOnly || masked || hidden || screen.othersField === path,
        onFocus: () => screen.onFocus(path),
        onBlur: () => screen.onFocus(null),
      }}
    />
  )
}
