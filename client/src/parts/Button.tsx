import { useId, useRef, useState, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icons.tsx'
import { KeyHint } from './KeyHint.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet'

export interface ButtonProps {
  readonly children: ReactNode
  readonly kind?: ButtonKind
  readonly icon?: IconName
  readonly iconAfter?: IconName
  /** While the promise it gives is under way the button is pending and further presses do nothing. */
  readonly onPress?: () => void | Promise<unknown>
  readonly type?: 'button' | 'submit'
  /** Pending for a reason known outside. */
  readonly pending?: boolean
  /** Why it cannot be pressed now; shown below and read aloud. The button stays reachable by keyboard. */
  readonly disabledReason?: string | undefined
  /** The reason is already on the screen elsewhere: read it aloud, do not show it twice. */
  readonly reasonHidden?: boolean
  /** Takes the whole width. */
  readonly wide?: boolean
  /** The one action of a screen, taller than the rest. */
  readonly big?: boolean
  /** For desks: fits into a line of words; with an icon and a `label` its words may be left out. */
  readonly small?: boolean
  /** Tab passes it by: there is a key for the same. */
  readonly skipped?: boolean
  /** Pressing again and again is meant (counters, page turns). */
  readonly repeatable?: boolean
  readonly shortcut?: string
  readonly pressed?: boolean
  readonly label?: string
  readonly expanded?: boolean
  readonly className?: string
}

/** SCREEN-4: presses closer together than this are one press: shaking hands, worn touch screens, double-clickers. */
const samePressMs = 400

const kinds: Record<ButtonKind, string> = {
  primary: 'bg-action text-on-action border-action active:bg-action-pressed active:border-action-pressed',
  secondary: 'bg-paper text-action border-edge active:bg-action-soft',
  danger: 'bg-bad text-on-bad border-bad active:bg-bad-pressed active:border-bad-pressed',
  quiet: 'bg-transparent text-action border-transparent active:bg-action-soft',
}
const hovers: Record<ButtonKind, string> = {
  primary: 'hover:bg-action-pressed',
  secondary: 'hover:bg-action-soft',
  danger: 'hover:bg-bad-pressed',
  quiet: 'hover:bg-action-soft',
}
const held = 'bg-action-soft text-action border-action'
const shut = 'bg-sunken text-quiet border-line'

const sizeOf = ({ big, small }: ButtonProps): string => {
  if (big === true) return 'min-h-[calc(var(--spacing-target)*1.2)] px-[1em] text-lead'
  if (small === true) return 'min-h-6 px-1.5 text-note'
  return 'min-h-target px-[1em] desk:px-3'
}

/** Runs `onPress` once per press: never while the last one is under way, never twice within a double click. */
const usePress = (
  onPress: ButtonProps['onPress'],
  repeatable: boolean,
): { readonly running: boolean; readonly press: (atMs: number) => void } => {
  const [running, setRunning] = useState(false)
  const busy = useRef(false)
  const lastAt = useRef(Number.NEGATIVE_INFINITY)
  const press = (atMs: number): void => {
    if (busy.current || (!repeatable && atMs - lastAt.current < samePressMs)) return
    lastAt.current = atMs
    const result = onPress?.()
    if (!(result instanceof Promise)) return
    busy.current = true
    setRunning(true)
    const finish = (): void => {
      busy.current = false
      setRunning(false)
    }
    result.then(finish, (failure: unknown) => {
      finish()
      throw failure // reported by the page, not swallowed here
    })
  }
  return { running, press }
}

/** A button with words. It cannot be pressed twice by accident, and says why when it cannot be pressed at all. */
export const Button = (props: ButtonProps): ReactNode => {
  const { children, kind = 'secondary', icon, iconAfter, type = 'button', disabledReason } = props
  const { running, press } = usePress(props.onPress, props.repeatable ?? false)
  const reasonId = useId()
  const pending = running || props.pending === true
  const closed = disabledReason !== undefined
  const button = (
    <button
      type={type}
      aria-disabled={closed || pending || undefined}
      aria-busy={pending || undefined}
      aria-describedby={closed ? reasonId : undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      tabIndex={props.skipped === true ? -1 : undefined}
      aria-label={props.label}
      title={children === null ? props.label : undefined}
      aria-keyshortcuts={props.shortcut}
      onClick={(event) => {
        if (closed || pending) event.preventDefault()
        else press(event.timeStamp)
      }}
      className={classes(
        'inline-flex items-center justify-center gap-[0.5em] border-2 rounded-part font-medium text-center transition-colors',
        'desk:border',
        sizeOf(props),
        props.wide === true && 'w-full',
        closed ? shut : classes(props.pressed === true ? held : kinds[kind], !pending && hovers[kind]),
        pending && 'opacity-80',
        props.className,
      )}
    >
      {pending ? <Dots /> : icon && <Icon name={icon} />}
      {children !== null && <span>{children}</span>}
      {iconAfter && !pending && <Icon name={iconAfter} />}
      {props.shortcut !== undefined && <KeyHint keys={props.shortcut} />}
    </button>
  )
  if (!closed) return button
  return (
    <span className={classes('inline-flex flex-col gap-1', props.wide === true && 'w-full')}>
      {button}
      <span
        id={reasonId}
        className={props.reasonHidden === true ? 'sr-only' : 'text-note text-quiet text-center'}
      >
        {disabledReason}
      </span>
    </span>
  )
}

/** Three still dots: something is under way. The words beside them say what. */
const Dots = (): ReactNode => (
  <span aria-hidden="true" className="inline-flex gap-[0.2em]">
    {['opacity-40', 'opacity-70', 'opacity-100'].map((shade) => (
      <span key={shade} className={classes('size-[0.35em] rounded-full bg-current', shade)} />
    ))}
  </span>
)
