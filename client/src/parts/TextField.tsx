import { useId, type HTMLInputTypeAttribute, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { useDraft } from './draft.ts'
import { boxClass, describedBy, fieldIds, type FieldProps } from './field.ts'
import { FieldFrame } from './FieldFrame.tsx'

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string | undefined
  /** The HTML autocomplete token. */
  readonly autoComplete?: string | undefined
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search'
  readonly type?: Extract<HTMLInputTypeAttribute, 'text' | 'password' | 'search'>
  readonly maxLength?: number
  /** Written after the box: 万元, %. */
  readonly unit?: string | undefined
  /** What may be typed at all. */
  readonly keep?: (text: string) => string
  /** Long numbers are easier to compare in even digits. */
  readonly digits?: boolean
}

/** One line of text. */
export const TextField = (props: TextFieldProps): ReactNode => {
  const made = useId()
  const ids = fieldIds(props.id ?? made)
  const draft = useDraft(props)
  return (
    <FieldFrame field={props} ids={ids}>
      <div className="flex items-center gap-2">
        <input
          id={ids.control}
          type={props.type ?? 'text'}
          {...draft}
          inputMode={props.inputMode}
          autoComplete={props.autoComplete ?? 'off'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={props.maxLength}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          aria-required={props.required}
          aria-invalid={props.error === undefined ? undefined : true}
          aria-describedby={describedBy(props, ids)}
          className={classes(boxClass(props), props.digits === true && 'figures tracking-[0.04em]')}
        />
        {props.unit !== undefined && <span className="shrink-0 text-quiet">{props.unit}</span>}
      </div>
    </FieldFrame>
  )
}

/** Several lines of text. */
export const LongText = (props: TextFieldProps & { readonly rows?: number }): ReactNode => {
  const made = useId()
  const ids = fieldIds(props.id ?? made)
  const draft = useDraft(props)
  return (
    <FieldFrame field={props} ids={ids}>
      <textarea
        id={ids.control}
        {...draft}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        readOnly={props.readOnly}
        aria-required={props.required}
        aria-invalid={props.error === undefined ? undefined : true}
        aria-describedby={describedBy(props, ids)}
        className={classes(boxClass(props), 'resize-none py-[0.5em]')}
      />
    </FieldFrame>
  )
}
