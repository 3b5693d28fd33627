import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { useWords } from '../words/words.ts'
import { CodeDialog } from './CodeDialog.tsx'
import { Outcome, useOutcome } from './Outcome.tsx'
import type { Invitation, OfficeStore } from './store.ts'

export interface InvitePanelProps {
  readonly office: OfficeStore
  readonly clockSkewMs: number
}

/** Lets somebody apply on their own phone: a code to scan or to read out. */
export const InvitePanel = ({ office, clockSkewMs }: InvitePanelProps): ReactNode => {
  const say = useWords('administrator')
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const inviting = useOutcome('')
  const invite = async (): Promise<void> => {
    const outcome = await office.invite()
    if (outcome.ok) setInvitation(outcome.value)
    else inviting.show(outcome)
  }
  return (
    <Card title={say('invite')}>
      <div className="flex flex-col items-start gap-4">
        <p className="max-w-[45em] text-quiet">{say('inviteText')}</p>
        <Outcome of={inviting} />
        <Button kind="primary" icon="smartphone" onPress={invite}>
          {say('makeInvite')}
        </Button>
      </div>
      {invitation !== null && (
        <CodeDialog
          title={say('invite')}
          text={say('inviteUse', { address: `${location.origin}/phone` })}
          code={invitation.code}
          address={`${location.origin}/phone#${invitation.code}`}
          expiresAt={invitation.expiresAt - clockSkewMs}
          againWords={say('newInvite')}
          onAgain={invite}
          onClose={() => setInvitation(null)}
        />
      )}
    </Card>
  )
}
