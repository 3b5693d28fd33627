import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icons.tsx'

export interface DialogProps {
  readonly title: string
  readonly children?: ReactNode
  /** Buttons, the safe one last: it stands at the right and under the thumb. */
  readonly actions: ReactNode
  /** Escape and the back gesture do this; leave out where an answer is needed. */
  readonly onDismiss?: () => void
  readonly icon?: IconName
  readonly tone?: 'plain' | 'warn' | 'bad'
  /** Interrupts at once (alertdialog): the idle question, a call that ended. */
  readonly urgent?: boolean
  readonly size?: 'normal' | 'large'
}

const tones = { plain: 'text-action', warn: 'text-warn', bad: 'text-bad' } as const

/** A question over the page. The browser's own modal dialog keeps the focus inside and the rest out of reach. */
export const Dialog = (props: DialogProps): ReactNode => {
  const box = useRef<HTMLDialogElement>(null)
  const base = useId()
  // SCREEN-7: closed before React takes it out of the page: only then does the browser give the focus back to where it was.
  useLayoutEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={box}
      role={props.urgent === true ? 'alertdialog' : undefined}
      aria-labelledby={`${base}-title`}
      aria-describedby={`${base}-text`}
      onCancel={(event) => {
        event.preventDefault()
        props.onDismiss?.()
      }}
      className={classes(
        'm-auto max-h-[92dvh] w-[calc(100%-2rem)] overflow-auto rounded-card border border-line bg-paper p-0 text-ink shadow-raised',
        'backdrop:bg-stage/60 phone:mb-4',
        props.size === 'large' ? 'max-w-[56rem] kiosk:max-w-[60rem]' : 'max-w-[30rem] kiosk:max-w-[52rem]',
      )}
    >
      <div className="flex flex-col gap-4 p-6 kiosk:p-5">
        <h2
          id={`${base}-title`}
          tabIndex={-1}
          className="flex items-center gap-[0.5em] text-title font-semibold outline-none"
        >
          {props.icon && <Icon name={props.icon} className={tones[props.tone ?? 'plain']} />}
          {props.title}
        </h2>
        <div id={`${base}-text`} className="flex flex-col gap-3">
          {props.children}
        </div>
        {/* In sight, all of them, while there is more to read than fits. */}
        <div className="sticky bottom-0 -mx-6 -mb-6 flex flex-col-reverse gap-3 bg-paper px-6 pt-2 pb-6 short:static kiosk:-mx-5 kiosk:-mb-5 kiosk:flex-row kiosk:items-start kiosk:justify-end kiosk:px-5 kiosk:pb-5 desk:flex-row desk:items-start desk:justify-end">
          {props.actions}
        </div>
      </div>
    </dialog>
  )
}
