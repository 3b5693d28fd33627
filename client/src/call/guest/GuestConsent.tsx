import type { GuestView } from '@farwindow/shared/call/guestprotocol.ts'
import type { ReactNode } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { useWords } from '../../words/words.ts'
import type { GuestActs } from './acts.ts'
import { useShown } from './useShown.ts'

type Consented = 'helper' | 'interpreter' | 'reviewer'
const isConsented = (kind: GuestView['kind']): kind is Consented => kind !== 'supervisor'

export interface GuestConsentProps {
  readonly guests: readonly GuestView[]
  readonly acts: Pick<GuestActs, 'allow'>
}

/** GUEST-3: who is at the door, in which capacity, and what a yes means. Needs an answer; “no” is as large as “yes”. */
export const GuestConsent = ({ guests, acts }: GuestConsentProps): ReactNode => {
  const say = useWords('guest')
  const shown = useShown()
  const one = guests.find(({ phase }) => phase === 'waiting')
  if (one === undefined) return null
  const { name, kind } = shown(one)
  return (
    <Dialog
      key={one.id}
      icon="people"
      urgent
      title={say('consentTitle', { name })}
      actions={
        <>
          <Button big onPress={() => acts.allow(one.id, false)}>
            {say('consentNo')}
          </Button>
          <Button kind="primary" big icon="check" onPress={() => acts.allow(one.id, true)}>
            {say('consentYes')}
          </Button>
        </>
      }
    >
      <p className="text-lead font-medium">{say('consentWho', { name, kind })}</p>
      {isConsented(one.kind) && <p>{say(`consent_${one.kind}`)}</p>}
      <p>{say('consentMeans')}</p>
    </Dialog>
  )
}
