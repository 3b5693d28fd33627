import { useId, type ReactNode } from 'react'
import { boxClass, describedBy, fieldIds, type FieldProps } from './field.ts'
import { FieldFrame, FieldGroup } from './FieldFrame.tsx'
import { Icon } from './icons.tsx'
import { Tick } from './Tick.tsx'

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
}

export interface ChoiceFieldProps extends FieldProps {
  readonly options: readonly Option[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One of a few: every option is a card with the whole card as target. */
export const ChoiceField = (props: ChoiceFieldProps): ReactNode => {
  const made = useId()
  const ids = fieldIds(props.id ?? made)
  return (
    <FieldGroup field={props} ids={ids} radio>
      <div className="grid gap-2 desk:flex desk:flex-wrap desk:gap-x-4 kiosk:grid-cols-[repeat(auto-fit,minmax(14em,1fr))]">
        {props.options.map((option) => (
          <Tick
            key={option.value}
            kind="radio"
            name={ids.control}
            checked={option.value === props.value}
            readOnly={props.readOnly === true}
            hint={option.hint}
            onChange={() => props.onChange(option.value)}
          >
            {option.label}
          </Tick>
        ))}
      </div>
    </FieldGroup>
  )
}

export interface MultiChoiceProps extends FieldProps {
  readonly options: readonly Option[]
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
}

/** Any of a few; the answer keeps the order of the options. */
export const MultiChoice = (props: MultiChoiceProps): ReactNode => {
  const made = useId()
  const ids = fieldIds(props.id ?? made)
  const toggle = (value: string): void => {
    const chosen = new Set(props.value)
    if (!chosen.delete(value)) chosen.add(value)
    props.onChange(props.options.map((option) => option.value).filter((each) => chosen.has(each)))
  }
  return (
    <FieldGroup field={props} ids={ids}>
      <div className="grid gap-2 desk:flex desk:flex-wrap desk:gap-x-4 kiosk:grid-cols-[repeat(auto-fit,minmax(14em,1fr))]">
        {props.options.map((option) => (
          <Tick
            key={option.value}
            kind="checkbox"
            name={ids.control}
            checked={props.value.includes(option.value)}
            readOnly={props.readOnly === true}
            hint={option.hint}
            onChange={() => toggle(option.value)}
          >
            {option.label}
          </Tick>
        ))}
      </div>
    </FieldGroup>
  )
}

/** One of many: the platform's own list, which every phone and screen reader knows. */
export const SelectField = (props: ChoiceFieldProps & { readonly chooseWord: string }): ReactNode => {
  const made = useId()
  const ids = fieldIds(props.id ?? made)
  return (
    <FieldFrame field={props} ids={ids}>
      <div className="relative">
        <select
          id={ids.control}
          value={props.value}
          disabled={props.readOnly}
          onChange={(event) => props.onChange(event.target.value)}
          onFocus={props.onFocus}
          onBlur={props.onBlur}
          aria-required={props.required}
          aria-invalid={props.error === undefined ? undefined : true}
          aria-describedby={describedBy(props, ids)}
          className={`${boxClass(props)} appearance-none pr-[2.5em] text-body disabled:opacity-100`}
        >
          <option value="" disabled={props.required === true}>
            {props.chooseWord}
          </option>
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon
          name="down"
          className="pointer-events-none absolute top-1/2 right-[0.75em] -translate-y-1/2 text-quiet"
        />
      </div>
    </FieldFrame>
  )
}
