import type { GuestView } from '@farwindow/shared/call/guestprotocol.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { useWords } from '../../words/words.ts'
import type { GuestActs } from './acts.ts'
import { useShown } from './useShown.ts'

/** GUEST-5: the applicant takes the yes back; asked first, since it sits on a picture under a hand. */
export const LeaveRequest = ({
  guest,
  acts,
}: {
  readonly guest: GuestView
  readonly acts: Pick<GuestActs, 'remove'>
}): ReactNode => {
  const say = useWords('guest')
  const { name } = useShown()(guest)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-label={say('askToLeave', { name })}
        className="min-h-8 rounded-part px-2 font-medium underline underline-offset-4 focus-visible:outline-on-stage kiosk:min-h-target phone:min-h-target"
        onClick={() => setAsking(true)}
      >
        {say('askToLeaveShort')}
      </button>
      {asking && (
        <Dialog
          title={say('leaveTitle', { name })}
          onDismiss={() => setAsking(false)}
          actions={
            <>
              <Button kind="danger" onPress={() => acts.remove(guest.id)}>
                {say('leaveYes')}
              </Button>
              <Button kind="primary" onPress={() => setAsking(false)}>
                {say('leaveNo')}
              </Button>
            </>
          }
        >
          <p>{say('leaveText')}</p>
        </Dialog>
      )}
    </>
  )
}
