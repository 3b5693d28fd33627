import type { Colleague } from '@farwindow/shared/call/guestprotocol.ts'
import { outsideKinds } from '@farwindow/shared/call/guest.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { QrCode } from '../../parts/QrCode.tsx'
import { useRefusalSentence } from '../../words/refusal.ts'
import { useWords } from '../../words/words.ts'
import type { GuestActs } from './acts.ts'

type Outside = (typeof outsideKinds)[number]

/** The clerk chooses whom to ask in; for somebody from outside there is a code to hand over. */
export const InviteDialog = ({
  acts,
  onClose,
}: {
  readonly acts: GuestActs
  readonly onClose: () => void
}): ReactNode => {
  const say = useWords('guest')
  const sentence = useRefusalSentence()
  const [colleagues, setColleagues] = useState<readonly Colleague[] | null>(null)
  const [issued, setIssued] = useState<{ readonly kind: Outside; readonly code: string } | null>(null)
  const [refused, setRefused] = useState<Refusal | null>(null)
  useEffect(() => {
    let open = true
    void acts.colleagues().then((found) => open && setColleagues(found))
    return () => {
      open = false
    }
  }, [acts])
  const heed = <T,>(outcome: Outcome<T>): outcome is { readonly ok: true; readonly value: T } => {
    setRefused(outcome.ok ? null : outcome.refusal)
    return outcome.ok
  }
  if (issued !== null) return <CodeDialog {...issued} onClose={onClose} />
  return (
    <Dialog
      icon="people"
      title={say('inviteTitle')}
      onDismiss={onClose}
      actions={<Button onPress={onClose}>{say('cancel')}</Button>}
    >
      <p className="text-quiet">{say('inviteText')}</p>
      {refused !== null && <Notice tone="warn" announce title={sentence(refused)} />}
      <h3 className="font-semibold">{say('inviteOutside')}</h3>
      <div className="flex flex-wrap gap-2">
        {outsideKinds.map((kind) => (
          <Button
            key={kind}
            kind="primary"
            icon={kind === 'interpreter' ? 'language' : 'person'}
            onPress={async () => {
              const outcome = await acts.invite(kind)
              if (heed(outcome)) setIssued({ kind, code: outcome.value.code ?? '' })
            }}
          >
            {say(`kind_${kind}`)}
          </Button>
        ))}
      </div>
      <h3 className="font-semibold">{say('inviteStaff')}</h3>
      {colleagues?.length === 0 && <p className="text-quiet">{say('noColleagues')}</p>}
      <ul className="flex flex-col gap-2">
        {colleagues?.map((each) => (
          <li key={each.personId} className="flex items-center gap-3">
            <span className="min-w-0 grow">
              {each.name} <span className="text-quiet">{say(`kind_${each.kind}`)}</span>
            </span>
            <Badge tone={each.here ? 'good' : 'plain'}>{say(each.here ? 'here' : 'notHere')}</Badge>
            <Button
              label={`${say('invite')}: ${each.name}`}
              disabledReason={each.here ? undefined : say('notHere')}
              reasonHidden
              onPress={async () => {
                if (heed(await acts.inviteColleague(each))) onClose()
              }}
            >
              {say('invite')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** The code, to be scanned, sent, or read aloud. */
const CodeDialog = ({
  kind,
  code,
  onClose,
}: {
  readonly kind: Outside
  readonly code: string
  readonly onClose: () => void
}): ReactNode => {
  const say = useWords('guest')
  const [copied, setCopied] = useState(false)
  const address = `${location.origin}/guest`
  const link = `${address}#${code}`
  return (
    <Dialog
      icon="people"
      title={say('codeTitle', { kind: say(`kind_${kind}`) })}
      onDismiss={onClose}
      actions={
        <>
          <Button
            onPress={async () => {
              await navigator.clipboard.writeText(link)
              setCopied(true)
            }}
          >
            {say(copied ? 'copied' : 'copy')}
          </Button>
          <Button kind="primary" onPress={onClose}>
            {say('done')}
          </Button>
        </>
      }
    >
      <p>{say('codeText')}</p>
      <div className="flex flex-wrap items-center gap-4">
        <div className="w-40">
          <QrCode text={link} label={say('codeQr')} />
        </div>
        <div>
          <p className="break-all text-quiet">{address}</p>
          <p className="figures text-title font-bold tracking-[0.06em]">{code}</p>
        </div>
      </div>
    </Dialog>
  )
}
