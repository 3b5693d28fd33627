import { useId, type ReactNode } from 'react'
import { useDraft } from './draft.ts'
import { boxClass, fieldIds, type FieldProps } from './field.ts'
import { FieldGroup } from './FieldFrame.tsx'
import { keepDigits } from './NumberField.tsx'

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or as far as it has been typed (`1956-3-`); '' when empty. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly unitWords: { readonly year: string; readonly month: string; readonly day: string }
  /** A birth date gets the browser's own suggestions. */
  readonly birth?: boolean
}

type Part = 'year' | 'month' | 'day'
const parts: readonly { readonly name: Part; readonly digits: number; readonly width: string }[] = [
  { name: 'year', digits: 4, width: 'w-[5.5em] phone:w-[4.25em] desk:w-[4em]' },
  { name: 'month', digits: 2, width: 'w-[3.75em] phone:w-[3em] desk:w-[2.75em]' },
  { name: 'day', digits: 2, width: 'w-[3.75em] phone:w-[3em] desk:w-[2.75em]' },
]

const split = (value: string): Record<Part, string> => {
  const [year = '', month = '', day = ''] = value.split('-')
  return { year, month, day }
}

const join = ({ year, month, day }: Record<Part, string>): string =>
  year === '' && month === '' && day === '' ? '' : `${year}-${month}-${day}`

const two = (text: string): string => (text === '' ? '' : text.padStart(2, '0'))

const padded = (value: string): string => {
  const { year, month, day } = split(value)
  return join({ year, month: two(month), day: two(day) })
}

interface BoxProps {
  readonly field: DateFieldProps
  readonly part: (typeof parts)[number]
  readonly errorId: string
}

const PartBox = ({ field, part, errorId }: BoxProps): ReactNode => {
  const draft = useDraft({
    value: split(field.value)[part.name],
    onChange: (text) => field.onChange(join({ ...split(field.value), [part.name]: text })),
    keep: (text) => keepDigits(text).slice(0, part.digits),
  })
  return (
    <label className="flex items-center gap-2 desk:gap-1">
      <span className={part.width}>
        <input
          type="text"
          {...draft}
          inputMode="numeric"
          autoComplete={field.birth === true ? `bday-${part.name}` : 'off'}
          readOnly={field.readOnly}
          aria-invalid={field.error === undefined ? undefined : true}
          aria-describedby={field.error === undefined ? undefined : errorId}
          className={`${boxClass(field)} figures text-center phone:px-1 desk:px-1`}
        />
      </span>
      <span>{field.unitWords[part.name]}</span>
    </label>
  )
}

/**
 * A date as it stands on paper: 1956 年 3 月 8 日, three small boxes to type into. People know their dates by heart;
 * a calendar makes them page back through seventy years.
 */
export const DateField = (props: DateFieldProps): ReactNode => {
  const made = useId()
  const ids = fieldIds(props.id ?? made)
  const tidy = (): void => {
    const whole = padded(props.value)
    if (whole !== props.value && props.readOnly !== true) props.onChange(whole)
    props.onBlur?.()
  }
  return (
    <FieldGroup field={{ ...props, onBlur: tidy }} ids={ids}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        {parts.map((part) => (
          <PartBox key={part.name} field={props} part={part} errorId={ids.error} />
        ))}
      </div>
    </FieldGroup>
  )
}
