import { useEffect, useRef, useState, type RefObject } from 'react'

/** A box one writes line after line in. */
export interface LineBox {
  readonly text: string
  readonly write: (text: string) => void
  /** A sent line empties the box; a new key makes a new one, since a box keeps what was typed in it. */
  readonly key: number
  /** For the form around it: the new box gets the cursor. */
  readonly form: RefObject<HTMLFormElement | null>
  readonly empty: () => void
}

/** `onWrite` is told what stands in the box at each change by typing. */
export const useLineBox = (onWrite: (text: string) => void): LineBox => {
  const [text, setText] = useState('')
  const [sent, setSent] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (sent > 0) form.current?.querySelector('input')?.focus()
  }, [sent])
  return {
    text,
    write: (next) => {
      setText(next)
      onWrite(next)
    },
    key: sent,
    form,
    empty: () => {
      setText('')
      setSent(sent + 1)
    },
  }
}
