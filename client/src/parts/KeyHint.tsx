import type { ReactNode } from 'react'

/** Which key does the same; for desks only. `keys` as in aria-keyshortcuts: `Enter`, `Alt+1`. */
export const KeyHint = ({ keys }: { readonly keys: string }): ReactNode => (
  <kbd
    aria-hidden="true"
    className="hidden desk:inline-block rounded-[4px] border border-current px-1 font-sans text-[0.8em] leading-normal"
  >
    {keys}
  </kbd>
)
