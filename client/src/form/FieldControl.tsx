import type { SingleField } from '@farwindow/shared/form/definition.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'
import type { ReactNode } from 'react'
import { Checkbox } from '../parts/Checkbox.tsx'
import { ChoiceField, MultiChoice, SelectField } from '../parts/ChoiceField.tsx'
import { DateField } from '../parts/DateField.tsx'
import type { FieldProps } from '../parts/field.ts'
import { keepDigits, NumberField } from '../parts/NumberField.tsx'
import { LongText, TextField } from '../parts/TextField.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'

export interface FieldControlProps {
  readonly field: SingleField
  readonly value: FieldValue | undefined
  readonly onEdit: (value: FieldValue) => void
  readonly shared: FieldProps
  /** The value is a mask: shown as text, whatever the control. */
  readonly masked: boolean
}

/** Up to so many options are cards that one sees at once; more become a list to open. */
const fewOptions = 6

const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')
const listOf = (value: FieldValue | undefined): readonly string[] => (Array.isArray(value) ? value : [])

/** GB 11643: 17 digits and a digit or X; a small x becomes X under the fingers. */
const keepIdNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\dX]/g, '')
    .slice(0, 18)

const keepPhone = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\d+-]/g, '')
    .slice(0, 20)

const formatKeep = {
  creditCode: undefined,
  bankCard: keepDigits,
  email: undefined,
  postcode: keepDigits,
} as const

/** The control a field of a definition asks for. */
export const FieldControl = ({ field, value, onEdit, shared, masked }: FieldControlProps): ReactNode => {
  const read = useBilingual()
  const common = useWords('common')
  const form = useWords('form')
  const text = { ...shared, value: textOf(value), onChange: onEdit, autoComplete: field.autocomplete }
  if (masked) return <TextField {...text} readOnly />
  // Without the word in front an example looks like an answer that is already there.
  const placeholder = field.example === undefined ? undefined : form('example', { text: field.example })
  switch (field.control) {
    case 'choice': {
      const options = field.options.map((option) => ({ value: option.value, label: read(option.label) }))
      return options.length <= fewOptions ? (
        <ChoiceField {...text} options={options} />
      ) : (
        <SelectField {...text} options={options} chooseWord={common('choose')} />
      )
    }
    case 'multichoice': {
      const options = field.options.map((option) => ({ value: option.value, label: read(option.label) }))
      return <MultiChoice {...shared} value={listOf(value)} onChange={onEdit} options={options} />
    }
    case 'checkbox':
      return <Checkbox {...shared} value={value === true} onChange={onEdit} />
    case 'date':
      return (
        <DateField
          {...text}
          birth={field.autocomplete === 'bday'}
          unitWords={{ year: common('year'), month: common('month'), day: common('day') }}
        />
      )
    case 'number':
    case 'money':
    case 'percent':
      return (
        <NumberField
          {...text}
          placeholder={placeholder}
          unit={field.unit === undefined ? (field.control === 'percent' ? '%' : undefined) : read(field.unit)}
        />
      )
    case 'idNumber':
      return <TextField {...text} digits placeholder={placeholder} keep={keepIdNumber} />
    case 'phone':
      return <TextField {...text} digits inputMode="tel" placeholder={placeholder} keep={keepPhone} />
    case 'address':
      return <LongText {...text} rows={2} placeholder={placeholder} />
    case 'longtext':
      return <LongText {...text} placeholder={placeholder} />
    case 'text': {
      const keep = field.format === undefined ? undefined : formatKeep[field.format]
      return (
        <TextField
          {...text}
          placeholder={placeholder}
          unit={field.unit === undefined ? undefined : read(field.unit)}
          {...(keep === undefined ? {} : { keep, digits: true, inputMode: 'numeric' })}
        />
      )
    }
  }
}
