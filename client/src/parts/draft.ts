import { useLayoutEffect, useRef, useState, type ChangeEvent, type CompositionEvent } from 'react'

type Box = HTMLInputElement | HTMLTextAreaElement

export interface Draft {
  readonly value: string
  readonly onChange: (event: ChangeEvent<Box>) => void
  readonly onCompositionStart: () => void
  readonly onCompositionEnd: (event: CompositionEvent<Box>) => void
  readonly onFocus: () => void
  readonly onBlur: () => void
}

export interface DraftOptions {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onFocus?: (() => void) | undefined
  readonly onBlur?: (() => void) | undefined
  /** What may be typed at all; characters it leaves out never appear. */
  readonly keep?: (text: string) => string
}

/**
 * SCREEN-8: typed text between the fingers and the form. Half-written Chinese (an input method at work) stays in the box and
 * is sent when it is a word. A late echo of one's own typing never puts the cursor back; what somebody else wrote
 * does appear.
 */
export const useDraft = ({ value, onChange, onFocus, onBlur, keep }: DraftOptions): Draft => {
  const [draft, setDraft] = useState(value)
  const focused = useRef(false)
  const composing = useRef(false)
  const sent = useRef(new Set<string>())

  useLayoutEffect(() => {
    const mine = focused.current && (composing.current || sent.current.has(value))
    if (!mine) setDraft(value)
  }, [value])

  const send = (typed: string): void => {
    const text = keep === undefined ? typed : keep(typed)
    setDraft(text)
    if (text === draft && sent.current.has(text)) return
    sent.current.add(text)
    onChange(text)
  }

  return {
    value: draft,
    onChange: (event) => {
      if (composing.current) setDraft(event.target.value)
      else send(event.target.value)
    },
    onCompositionStart: () => {
      composing.current = true
    },
    onCompositionEnd: (event) => {
      composing.current = false
      send(event.currentTarget.value)
    },
    onFocus: () => {
      focused.current = true
      sent.current = new Set([draft])
      onFocus?.()
    },
    onBlur: () => {
      focused.current = false
      composing.current = false
      setDraft(value)
      onBlur?.()
    },
  }
}
