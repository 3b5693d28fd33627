import type { ReactNode } from 'react'
import { Live } from './Live.tsx'

export interface TypedProps {
  /** What the other side has written so far; empty shows nothing. */
  readonly text: string
  /** 申请人正在输入 */
  readonly words: string
  readonly className?: string
}

/**
 * Writing that has not been said yet, letter by letter. Screen readers hear that somebody writes, and the line
 * when it is said: letters read aloud one by one would drown the voice.
 */
export const Typed = ({ text, words, className }: TypedProps): ReactNode => (
  <>
    <Live>{text === '' ? '' : words}</Live>
    {text !== '' && (
      <p data-typed="" className={className}>
        <span aria-hidden="true" className="text-note text-quiet">
          {words}
        </span>{' '}
        <span className="wrap-anywhere border-b-2 border-dotted border-edge">{text}</span>
      </p>
    )}
  </>
)
