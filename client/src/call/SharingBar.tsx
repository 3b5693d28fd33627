import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'

/** `captions`: what is said becomes text that is kept, and nothing else. */
export type Kept = 'nothing' | 'captions' | 'recording'

export interface SharingBarProps {
  /** Whether there is a form the clerk could write into. */
  readonly hasForm: boolean
  /** The applicant has taken the form back. */
  readonly taken: boolean
  /** What is kept of sound and picture; a recording has a bar of its own. */
  readonly kept: Kept
  readonly onTakeBack: () => Promise<unknown>
  readonly onGiveBack: () => Promise<unknown>
}

/** FORM-11: always says what the clerk may see and do now, with one large button that ends it at once. */
export const SharingBar = ({ hasForm, taken, kept, onTakeBack, onGiveBack }: SharingBarProps): ReactNode => {
  const say = useWords('call')
  return (
    <section
      aria-label={say('sharing')}
      className="flex items-center justify-between gap-x-4 border-b border-line bg-warn-soft px-4 py-1 kiosk:px-6 kiosk:py-1"
    >
      <p role="status" className="flex min-w-0 items-start gap-[0.5em] phone:text-note phone:leading-tight">
        <Icon name="eye" className="mt-[0.1em] text-warn phone:hidden" />
        <span>
          {say(hasForm ? (taken ? 'sharingTaken' : 'sharingWrite') : 'sharingSee')}
          {kept !== 'recording' && say(kept === 'captions' ? 'sharingCaptioned' : 'sharingUnrecorded')}
        </span>
      </p>
      {hasForm && (
        <Button
          className="shrink-0 phone:[&>svg]:hidden"
          icon={taken ? 'edit' : 'undo'}
          label={say(taken ? 'giveBack' : 'takeBackLong')}
          onPress={taken ? onGiveBack : onTakeBack}
        >
          {say(taken ? 'giveBack' : 'takeBack')}
        </Button>
      )}
    </section>
  )
}
