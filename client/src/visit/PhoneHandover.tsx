import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Loading } from '../parts/states.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'

/** Not part of the first screen's scripts; where it cannot be fetched there is the code to type. */
const QrCode = lazy(async () => {
  const loaded = await import('../parts/QrCode.tsx').catch(() => null)
  return { default: loaded?.QrCode ?? (() => null) }
})

interface Invitation {
  readonly code: string
  readonly expiresAt: number
}

export interface PhoneHandoverProps {
  readonly onInvite: () => Promise<Outcome<Invitation>>
  readonly onClose: () => void
}

/** The same visit on one's own phone: a code to scan, and to type for those who cannot scan. */
export const PhoneHandover = ({ onInvite, onClose }: PhoneHandoverProps): ReactNode => {
  const say = useWords('visit')
  const common = useWords('common')
  const sentence = useRefusalSentence()
  const times = useTimes()
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const [refused, setRefused] = useState<Refusal | null>(null)
  useEffect(() => {
    let open = true
    const invite = async (): Promise<void> => {
      const outcome = await onInvite()
      if (!open) return
      if (outcome.ok) setInvitation(outcome.value)
      else setRefused(outcome.refusal)
    }
    void invite()
    return () => {
      open = false
    }
  }, [onInvite])
  const address = `${location.origin}/phone`
  return (
    <Dialog
      icon="smartphone"
      title={say('phoneTitle')}
      onDismiss={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {common('close')}
        </Button>
      }
    >
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      {refused === null && invitation === null && (
        <Loading words={common('loading')} slowWords={common('loadingSlow')} />
      )}
      {invitation !== null && (
        <div className="flex flex-col items-center gap-3 text-center kiosk:gap-2">
          <p className="font-semibold">{say('phoneScan')}</p>
          <Suspense fallback={<Loading words={common('loading')} slowWords={common('loadingSlow')} />}>
            <QrCode text={`${address}#${invitation.code}`} label={say('phoneQr')} />
          </Suspense>
          <p>{say('phoneCode', { address })}</p>
          <p className="figures text-title font-bold tracking-[0.06em]">{invitation.code}</p>
          <p className="text-note text-quiet">
            {say('phoneUntil', { when: times.clock(invitation.expiresAt) })}
          </p>
        </div>
      )}
    </Dialog>
  )
}
