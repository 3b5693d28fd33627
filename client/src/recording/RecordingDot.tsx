import type { ReactNode } from 'react'
import { classes } from '../parts/classes.ts'

/** Beside the words that say it: a full dot while it is recorded, a ring while it rests. Nothing blinks. */
export const RecordingDot = ({ rests }: { readonly rests: boolean }): ReactNode => (
  <span
    aria-hidden="true"
    className={classes(
      'inline-block size-[0.8em] shrink-0 rounded-full border-[0.15em]',
      rests ? 'border-quiet' : 'border-bad bg-bad',
    )}
  />
)
