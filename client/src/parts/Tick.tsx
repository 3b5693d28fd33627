import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon } from './icons.tsx'

export interface TickProps {
  readonly kind: 'radio' | 'checkbox'
  readonly children: ReactNode
  readonly checked: boolean
  readonly onChange: () => void
  readonly name?: string
  readonly id?: string
  readonly hint?: string | undefined
  readonly readOnly?: boolean
  readonly invalid?: boolean
  readonly required?: boolean | undefined
  readonly describedBy?: string | undefined
}

/** One option with its native box: a card on public screens, a line at the desk. The whole of it is the target. */
export const Tick = (props: TickProps): ReactNode => (
  <label
    className={classes(
      'flex min-h-target items-center gap-[0.75em] rounded-part border-2 px-[0.75em] py-[0.4em] transition-colors',
      'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus kiosk:has-focus-visible:outline-5',
      'desk:min-h-0 desk:gap-2 desk:border-transparent desk:px-1 desk:py-0.5',
      props.checked
        ? 'border-action bg-action-soft desk:bg-transparent'
        : 'border-edge bg-paper desk:bg-transparent',
      props.invalid === true && 'border-bad',
      props.readOnly === true ? 'cursor-default' : 'hover:border-action desk:hover:border-transparent',
    )}
  >
    <span className="relative grid size-[1.4em] shrink-0 place-items-center desk:size-[1.2em]">
      <input
        id={props.id}
        type={props.kind}
        name={props.name}
        checked={props.checked}
        onChange={() => {
          if (props.readOnly !== true) props.onChange()
        }}
        aria-disabled={props.readOnly === true ? true : undefined}
        aria-invalid={props.invalid === true ? true : undefined}
        aria-required={props.required === true && props.kind === 'checkbox' ? true : undefined}
        aria-describedby={props.describedBy}
        className={classes(
          'col-start-1 row-start-1 size-full appearance-none border-2 outline-none',
          props.kind === 'radio' ? 'rounded-full' : 'rounded-[0.25em]',
          props.checked ? 'border-action bg-action' : 'border-edge bg-paper',
        )}
      />
      {props.checked && props.kind === 'checkbox' && (
        <Icon
          name="check"
          className="pointer-events-none col-start-1 row-start-1 size-[1.1em] stroke-3 text-on-action"
        />
      )}
      {props.checked && props.kind === 'radio' && (
        <span className="pointer-events-none col-start-1 row-start-1 size-[0.55em] rounded-full bg-on-action" />
      )}
    </span>
    <span className="flex min-w-0 flex-col">
      <span>{props.children}</span>
      {props.hint !== undefined && <span className="text-note text-quiet">{props.hint}</span>}
    </span>
  </label>
)
