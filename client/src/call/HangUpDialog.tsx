import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useWords } from '../words/words.ts'

/** Asks before it hangs up: a press on the wrong place ends nothing. */
export const HangUpDialog = ({
  onStay,
  onHangUp,
}: {
  readonly onStay: () => void
  readonly onHangUp: () => Promise<unknown>
}): ReactNode => {
  const say = useWords('call')
  return (
    <Dialog
      icon="hangUp"
      tone="bad"
      title={say('hangUpTitle')}
      onDismiss={onStay}
      actions={
        <>
          <Button kind="danger" icon="hangUp" onPress={onHangUp}>
            {say('hangUpConfirm')}
          </Button>
          <Button kind="primary" onPress={onStay}>
            {say('hangUpCancel')}
          </Button>
        </>
      }
    >
      <p>{say('hangUpText')}</p>
    </Dialog>
  )
}
