import { needsConsent } from '@farwindow/shared/call/guest.ts'
import type { GuestView } from '@farwindow/shared/call/guestprotocol.ts'
import type { ReactNode } from 'react'
import type { MediaView } from '../media/view.ts'
import type { GuestActs } from './acts.ts'
import { LeaveRequest } from './LeaveRequest.tsx'
import { PersonPicture } from './PersonPicture.tsx'
import { useShown } from './useShown.ts'

export interface GuestTileProps {
  readonly one: GuestView
  readonly view: MediaView | null
  readonly speaking: boolean
  readonly acts: GuestActs
  readonly className?: string
}

/** A guest before the applicant; whose presence rests on the applicant’s yes may be asked to leave right there. */
export const GuestTile = ({ one, acts, ...props }: GuestTileProps): ReactNode => {
  const { name, kind } = useShown()(one)
  return (
    <PersonPicture
      {...props}
      party={one.party}
      name={name}
      capacity={kind}
      away={one.away}
      whole={one.kind === 'interpreter'}
      action={needsConsent(one.kind) ? <LeaveRequest guest={one} acts={acts} /> : undefined}
    />
  )
}
