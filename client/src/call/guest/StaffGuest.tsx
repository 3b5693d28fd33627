import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { useWords } from '../../words/words.ts'
import { GuestDoor, GuestRoom } from './GuestRoom.tsx'
import { selfIn, type GuestStore } from './store.ts'

/** On the page of a colleague: asked in by a clerk, at the door, in the call. Otherwise the page is as it was. */
export const StaffGuest = ({
  guest,
  top,
  children,
}: {
  readonly guest: GuestStore
  /** What stands above the pictures of the call. */
  readonly top: ReactNode
  readonly children: ReactNode
}): ReactNode => {
  const say = useWords('guest')
  const call = useStore(guest.state, (now) => now.call)
  const self = selfIn(call)
  if (call === null || self === undefined) return children
  if (self.phase === 'present') return <GuestRoom guest={guest} call={call} top={top} />
  if (self.phase === 'invited')
    return (
      <>
        {children}
        <Dialog
          urgent
          icon="phone"
          title={say('invitedTitle', { clerk: call.clerk.name })}
          actions={
            <>
              <Button onPress={guest.leave}>{say('decline')}</Button>
              <Button kind="primary" icon="video" onPress={guest.accept}>
                {say('accept')}
              </Button>
            </>
          }
        >
          <p>{say('invitedText', { kind: say(`kind_${self.kind}`) })}</p>
        </Dialog>
      </>
    )
  return (
    <>
      <div className="border-b border-line bg-paper p-3">
        <GuestDoor guest={guest} call={call} />
      </div>
      {children}
    </>
  )
}
