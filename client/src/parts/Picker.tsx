import type { Key, ReactNode } from 'react'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import type { Option } from './ChoiceField.tsx'

export interface PickerProps {
  readonly label: string
  readonly options: readonly Option[]
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly placeholder?: string
  readonly emptyWords: string
}

/** One of very many, found by typing: jurisdictions, items, people. For staff; keyboard and announcements by react-aria. */
export const Picker = (props: PickerProps): ReactNode => (
  <ComboBox
    defaultItems={props.options}
    value={props.value}
    onChange={(value: Key | null) => props.onChange(value === null ? null : String(value))}
    allowsEmptyCollection
    menuTrigger="focus"
    className="flex flex-col gap-1"
  >
    <Label className="font-medium">{props.label}</Label>
    <Input
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      className="min-h-target w-full rounded-part border border-edge bg-paper px-3 text-ink"
    />
    <Popover className="w-(--trigger-width) overflow-auto rounded-part border border-line bg-paper text-ink shadow-raised">
      <ListBox renderEmptyState={() => <p className="px-3 py-2 text-quiet">{props.emptyWords}</p>}>
        {(option: Option) => (
          <ListBoxItem
            id={option.value}
            textValue={option.label}
            className="cursor-pointer px-3 py-1.5 outline-none data-focused:bg-action-soft data-focused:text-action data-selected:font-semibold"
          >
            {option.label}
            {option.hint !== undefined && <span className="ml-2 text-note text-quiet">{option.hint}</span>}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </ComboBox>
)
