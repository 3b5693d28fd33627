import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import type { FieldIds, FieldProps } from './field.ts'
import { Icon } from './icons.tsx'

interface Props {
  readonly field: FieldProps
  readonly ids: FieldIds
  readonly children: ReactNode
}

const Hint = ({ field, ids }: Omit<Props, 'children'>): ReactNode =>
  field.hint === undefined ? null : (
    <p id={ids.hint} className="text-note text-quiet">
      {field.hint}
    </p>
  )

export const Problem = ({ field, ids }: Omit<Props, 'children'>): ReactNode => (
  // Out of the flow while it is empty: it must be there before it speaks, but takes no room.
  <div aria-live="polite" className="empty:absolute">
    {field.error !== undefined && (
      <p id={ids.error} className="flex items-start gap-[0.4em] text-note font-medium text-bad">
        <Icon name="warn" className="mt-[0.1em]" />
        <span>{field.error}</span>
      </p>
    )}
  </div>
)

const frameClass = (field: FieldProps): string =>
  classes('group/field flex flex-col gap-2 desk:gap-1 min-w-0', field.glow === true && 'glow')

/** A field of one control: label, hint, control, what is wrong, what else is to say. */
export const FieldFrame = ({ field, ids, children }: Props): ReactNode => (
  <div className={frameClass(field)} data-field={field.id}>
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <label id={ids.label} htmlFor={ids.control} className="font-semibold desk:font-medium">
        {field.label}
      </label>
      {field.aside}
    </div>
    <Hint field={field} ids={ids} />
    {children}
    <Problem field={field} ids={ids} />
    {field.below}
  </div>
)

/** A field of several controls (choices, parts of a date): a group with a legend. */
export const FieldGroup = ({
  field,
  ids,
  children,
  radio,
}: Props & { readonly radio?: boolean }): ReactNode => (
  <div
    role={radio === true ? 'radiogroup' : 'group'}
    id={ids.control}
    aria-labelledby={ids.label}
    aria-describedby={
      [field.hint && ids.hint, field.error && ids.error].filter(Boolean).join(' ') || undefined
    }
    aria-invalid={radio === true && field.error !== undefined ? true : undefined}
    aria-required={radio === true && field.required === true ? true : undefined}
    className={frameClass(field)}
    data-field={field.id}
    onFocus={field.onFocus}
    onBlur={(event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) field.onBlur?.()
    }}
  >
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <span id={ids.label} className="font-semibold desk:font-medium">
        {field.label}
      </span>
      {field.aside}
    </div>
    <Hint field={field} ids={ids} />
    {children}
    <Problem field={field} ids={ids} />
    {field.below}
  </div>
)
