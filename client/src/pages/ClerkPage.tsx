import { useEffect, type ReactNode } from 'react'
import { StaffGate } from '../people/StaffGate.tsx'
import { useOnLink } from '../people/useLink.ts'
import { useWords } from '../words/words.ts'
import { askToNotify } from '../clerk/attention.ts'
import { Desk } from './clerk/Desk.tsx'
import { createClerk } from './clerk/stores.ts'

export const ClerkPage = (): ReactNode => {
  const door = useWords('door')
  const clerk = useOnLink('clerk', createClerk)
  const { media, ringer } = clerk
  useEffect(
    () => () => {
      ringer.stop()
      media.release()
    },
    [media, ringer],
  )
  return (
    <StaffGate
      link={clerk.link}
      session={clerk.session}
      title={door('clerk')}
      lead={door('clerkText')}
      onPress={() => {
        ringer.unlock()
        askToNotify()
        // Asked for here, within the press, so that the check of one's own picture is there at once.
        void media.capture()
      }}
    >
      {(me) => <Desk me={me} clerk={clerk} />}
    </StaffGate>
  )
}
