import { useRef, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import type { IconName } from './icons.tsx'

export interface FilePickProps {
  readonly children: string
  readonly icon: IconName
  /** Media types that may be chosen. */
  readonly accept: readonly string[]
  /** A phone opens its camera at once. */
  readonly capture?: boolean
  readonly label: string
  /** Among other small buttons of a desk. */
  readonly small?: boolean
  readonly onPick: (file: File) => void
}

/** A button that lets one choose a file, or on a phone take a picture with its own camera. */
export const FilePick = ({
  children,
  icon,
  accept,
  capture,
  label,
  small,
  onPick,
}: FilePickProps): ReactNode => {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={icon} label={label} small={small === true} onPress={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept.join(',')}
        {...(capture === true ? { capture: 'environment' } : {})}
        aria-label={label}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was refused.
          event.target.value = ''
          if (file !== undefined) onPick(file)
        }}
      />
    </>
  )
}
