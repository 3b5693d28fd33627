import type { ReactNode } from 'react'

export interface LiveProps {
  /** The latest change in words: "前面还有 2 人". */
  readonly children: string
  /** At once instead of at the next pause: the clerk is here, the call ended. */
  readonly urgent?: boolean
}

/** Reads a change aloud to screen readers; keep it mounted and change the words. */
export const Live = ({ children, urgent }: LiveProps): ReactNode => (
  <div
    role={urgent === true ? 'alert' : 'status'}
    aria-live={urgent === true ? 'assertive' : 'polite'}
    className="sr-only"
  >
    {children}
  </div>
)
