import { useId, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { fieldIds, describedBy, type FieldProps } from './field.ts'
import { Problem } from './FieldFrame.tsx'
import { Tick } from './Tick.tsx'

export interface CheckboxProps extends FieldProps {
  readonly value: boolean
  readonly onChange: (value: boolean) => void
}

/** One statement to agree to, or one thing that is so or not. */
export const Checkbox = (props: CheckboxProps): ReactNode => {
  const made = useId()
  const ids = fieldIds(props.id ?? made)
  return (
    <div
      className={classes('group/field flex flex-col gap-2 desk:gap-1', props.glow === true && 'glow')}
      data-field={props.id}
      onFocus={props.onFocus}
      onBlur={props.onBlur}
    >
      <div className="flex items-start justify-between gap-4">
        <div className="grow">
          <Tick
            kind="checkbox"
            id={ids.control}
            checked={props.value}
            readOnly={props.readOnly === true}
            invalid={props.error !== undefined}
            required={props.required}
            describedBy={describedBy(props, ids)}
            onChange={() => props.onChange(!props.value)}
          >
            {props.label}
          </Tick>
        </div>
        {props.aside}
      </div>
      {props.hint !== undefined && (
        <p id={ids.hint} className="text-note text-quiet">
          {props.hint}
        </p>
      )}
      <Problem field={props} ids={ids} />
      {props.below}
    </div>
  )
}
