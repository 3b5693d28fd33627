import type { KioskView } from '@farwindow/shared/kiosk/protocol.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import type { Option } from '../parts/ChoiceField.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { EmptyState } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useWords } from '../words/words.ts'
import { CodeDialog } from './CodeDialog.tsx'
import { KioskForm } from './KioskForm.tsx'
import { Outcome, useOutcome } from './Outcome.tsx'
import { labelOf } from './options.ts'
import type { IssuedCode, OfficeStore } from './store.ts'

export interface KioskPanelProps {
  readonly kiosks: readonly KioskView[]
  readonly places: readonly Option[]
  readonly office: OfficeStore
  readonly jurisdiction: string
  readonly clockSkewMs: number
}

const watchMs = 3_000

/** The terminals: which there are, which are connected; a code for a new one, and the end of a lost one. */
export const KioskPanel = (props: KioskPanelProps): ReactNode => {
  const { kiosks, places, office, jurisdiction, clockSkewMs } = props
  const say = useWords('administrator')
  const [adding, setAdding] = useState(false)
  const [issued, setIssued] = useState<IssuedCode | null>(null)
  const doing = useOutcome(say('kioskRevoked'))

  useEffect(() => {
    const watch = setInterval(() => void office.refreshKiosks(), watchMs)
    return () => clearInterval(watch)
  }, [office])

  const renew = async (kioskId: string): Promise<void> => {
    const outcome = await office.issueCode(kioskId)
    if (outcome.ok) setIssued(outcome.value)
    else doing.show(outcome)
  }
  return (
    <div className="flex flex-col gap-4">
      <Outcome of={doing} />
      <Table
        caption={say('kiosks')}
        captionHidden
        rows={kiosks}
        keyOf={(one) => one.id}
        empty={<EmptyState icon="screen" title={say('noKiosks')} />}
        columns={[
          { name: say('kioskName'), heading: true, render: (one) => one.name },
          { name: say('hall'), render: (one) => one.hall },
          { name: say('jurisdiction'), render: (one) => labelOf(places, one.jurisdiction) },
          { name: say('state'), render: (one) => <KioskStanding kiosk={one} /> },
          {
            name: say('doing'),
            render: (one) => (
              <KioskDoing
                kiosk={one}
                onCode={() => renew(one.id)}
                onRevoke={async () => doing.show(await office.revokeKiosk(one.id))}
              />
            ),
          },
        ]}
      />
      <div>
        <Button
          icon="add"
          disabledReason={places.length === 0 ? say('placesFirst') : undefined}
          onPress={() => setAdding(true)}
        >
          {say('addKiosk')}
        </Button>
      </div>
      {adding && (
        <KioskForm
          places={places}
          jurisdiction={jurisdiction}
          office={office}
          onClose={() => setAdding(false)}
          onIssued={(code) => {
            setAdding(false)
            setIssued(code)
          }}
        />
      )}
      {issued !== null && (
        <CodeDialog
          title={say('enrolCode')}
          text={say('enrolText', { address: `${location.origin}/kiosk` })}
          code={issued.code}
          expiresAt={issued.expiresAt - clockSkewMs}
          used={kiosks.some((one) => one.id === issued.kioskId && one.phase === 'enrolled')}
          usedWords={say('kioskEnrolled')}
          againWords={say('newCode')}
          onAgain={() => renew(issued.kioskId)}
          onClose={() => setIssued(null)}
        />
      )}
    </div>
  )
}

const KioskStanding = ({ kiosk }: { readonly kiosk: KioskView }): ReactNode => {
  const say = useWords('administrator')
  if (kiosk.phase === 'awaiting') return <Badge tone="info">{say('kiosk_awaiting')}</Badge>
  if (kiosk.phase === 'revoked') return <Badge>{say('kiosk_revoked')}</Badge>
  return kiosk.online ? (
    <Badge tone="good">{say('kiosk_online')}</Badge>
  ) : (
    <Badge tone="warn">{say('kiosk_offline')}</Badge>
  )
}

interface DoingProps {
  readonly kiosk: KioskView
  readonly onCode: () => Promise<void>
  readonly onRevoke: () => Promise<unknown>
}

/** A new code for an enrolled terminal takes its key away, and so is asked about like a revocation. */
const KioskDoing = ({ kiosk, onCode, onRevoke }: DoingProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const [asking, setAsking] = useState<'code' | 'revoke' | null>(null)
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        small
        label={`${say('newCode')} ${kiosk.name}`}
        onPress={kiosk.phase === 'enrolled' ? () => setAsking('code') : onCode}
      >
        {say('newCode')}
      </Button>
      {kiosk.phase !== 'revoked' && (
        <Button small label={`${say('revoke')} ${kiosk.name}`} onPress={() => setAsking('revoke')}>
          {say('revoke')}
        </Button>
      )}
      {asking !== null && (
        <Dialog
          tone="bad"
          icon="warn"
          title={say(asking === 'code' ? 'newCodeTitle' : 'revokeTitle', { name: kiosk.name })}
          onDismiss={() => setAsking(null)}
          actions={
            <>
              <Button
                kind="danger"
                onPress={async () => {
                  await (asking === 'code' ? onCode() : onRevoke())
                  setAsking(null)
                }}
              >
                {say(asking === 'code' ? 'newCode' : 'revoke')}
              </Button>
              <Button onPress={() => setAsking(null)}>{common('cancel')}</Button>
            </>
          }
        >
          <p>{say(asking === 'code' ? 'newCodeText' : 'revokeText')}</p>
        </Dialog>
      )}
    </div>
  )
}
