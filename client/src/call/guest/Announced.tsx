import type { GuestView } from '@farwindow/shared/call/guestprotocol.ts'
import type { ReactNode } from 'react'
import { Live } from '../../parts/Live.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useWords } from '../../words/words.ts'
import { useShown } from './useShown.ts'

/** GUEST-4: what the applicant reads, and hears read, about who is being asked in and who has come without being asked. */
export const Announced = ({ guests }: { readonly guests: readonly GuestView[] }): ReactNode => {
  const say = useWords('guest')
  const shown = useShown()
  const waiting = guests.find(({ phase }) => phase === 'waiting')
  return (
    <>
      <div className="flex flex-col gap-3 empty:hidden not-empty:mb-4">
        {guests.map((one) =>
          one.phase === 'present' && one.kind === 'supervisor' ? (
            <Notice key={one.id} tone="info" announce title={say('announced', shown(one))} />
          ) : one.phase === 'invited' ? (
            <Notice key={one.id} tone="info" title={say('inviting', shown(one))} />
          ) : null,
        )}
      </div>
      <Live urgent>{waiting === undefined ? '' : say('consentAsked', shown(waiting))}</Live>
    </>
  )
}
