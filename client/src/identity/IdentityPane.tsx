import { readIdNumber } from '@farwindow/shared/form/idnumber.ts'
import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import type { StillStep } from '@farwindow/shared/identity/script.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Icon } from '../parts/icons.tsx'
import { Notice } from '../parts/Notice.tsx'
import { EmptyState } from '../parts/states.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import { StepList } from './StepList.tsx'

export interface IdentityPaneProps {
  readonly identity: IdentityView | null
  readonly stillWanted: StillStep | null
  readonly onConsent: (agreed: boolean) => Promise<Outcome<unknown>>
  readonly onDocument: (number: string) => Promise<Outcome<unknown>>
  readonly onStill: (step: StillStep) => void
}

/** What the applicant does for the identity check: one thing at a time, as the clerk leads. */
export const IdentityPane = (props: IdentityPaneProps): ReactNode => {
  const say = useWords('identity')
  const { identity } = props
  if (identity === null) return <EmptyState icon="shield" title={say('notYet')} />
  switch (identity.phase) {
    case 'consent':
      return <Consent onConsent={props.onConsent} />
    case 'checking':
    case 'cue':
    case 'deciding':
      return <Checking {...props} identity={identity} />
    case 'accepted':
      return <EmptyState icon="check" title={say('accepted')} />
    case 'rejected':
      return (
        <EmptyState icon="bad" title={say('rejected')}>
          {say(`reason_${identity.reason ?? 'other'}`)}
        </EmptyState>
      )
    case 'declined':
      return (
        <EmptyState icon="lock" title={say('declined')}>
          {say('declinedText')}
        </EmptyState>
      )
    case 'lapsed':
      return (
        <EmptyState icon="clock" title={say('lapsed')}>
          {say('lapsedText')}
        </EmptyState>
      )
  }
}

/** Plain words about what is taken and how it is kept, before anything is taken. */
const Consent = ({ onConsent }: Pick<IdentityPaneProps, 'onConsent'>): ReactNode => {
  const say = useWords('identity')
  const sentence = useRefusalSentence()
  const [refused, setRefused] = useState<Refusal | null>(null)
  const answer = async (agreed: boolean): Promise<void> => {
    const outcome = await onConsent(agreed)
    setRefused(outcome.ok ? null : outcome.refusal)
  }
  return (
    <Card title={say('consentTitle')}>
      <div className="flex flex-col gap-4 kiosk:gap-2">
        <p>{say('consentWhy')}</p>
        <ul className="flex flex-col gap-3 kiosk:gap-2">
          {(['card', 'face', 'lock', 'eye'] as const).map((icon) => (
            <li key={icon} className="flex items-start gap-3">
              <Icon name={icon} className="mt-[0.1em] text-action" />
              <span>{say(`consent_${icon}`)}</span>
            </li>
          ))}
        </ul>
        <p className="text-quiet">{say('consentFree')}</p>
        {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
        {/* In sight at a kiosk also while there is more to read than fits. */}
        <div className="flex flex-col gap-3 bg-paper kiosk:sticky kiosk:-bottom-8 kiosk:flex-row-reverse kiosk:gap-2 kiosk:py-2 kiosk:*:grow">
          <Button kind="primary" big icon="check" onPress={() => answer(true)}>
            {say('agree')}
          </Button>
          <Button big onPress={() => answer(false)}>
            {say('disagree')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

type CheckingProps = IdentityPaneProps & { readonly identity: IdentityView }

const Checking = ({ identity, stillWanted, onConsent, onDocument, onStill }: CheckingProps): ReactNode => {
  const say = useWords('identity')
  const now = identity.steps.find(({ status }) => status === 'now')?.step
  return (
    <div className="flex flex-col gap-5 kiosk:gap-3">
      {stillWanted !== null && (
        <Notice
          tone="warn"
          announce
          title={say(`wanted_${stillWanted}`)}
          action={
            <Button kind="primary" big icon="camera" onPress={() => onStill(stillWanted)}>
              {say('takeStill')}
            </Button>
          }
        >
          {say('wantedText')}
        </Notice>
      )}
      {stillWanted === null && now === 'document' && <DocumentNumber onDocument={onDocument} />}
      {stillWanted === null && now !== 'document' && (
        <Notice tone="info" title={say('clerkLeads')} announce>
          {say('clerkLeadsText')}
        </Notice>
      )}
      <StepList steps={identity.steps} />
      {identity.documentNumber !== undefined && (
        <p className="text-quiet">{say('numberGiven', { number: identity.documentNumber })}</p>
      )}
      <div>
        <Button kind="quiet" icon="close" onPress={() => onConsent(false)}>
          {say('stop')}
        </Button>
      </div>
    </div>
  )
}

const keepIdNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\dX]/g, '')
    .slice(0, 18)

/** The number of the card, typed by its owner; the form of the number is checked before it is sent. */
const DocumentNumber = ({ onDocument }: Pick<IdentityPaneProps, 'onDocument'>): ReactNode => {
  const say = useWords('identity')
  const sentence = useRefusalSentence()
  const [number, setNumber] = useState('')
  const [wrong, setWrong] = useState<string | undefined>()
  const [running, setRunning] = useState(false)
  const send = async (): Promise<void> => {
    const read = readIdNumber(number)
    if (!read.ok) return setWrong(say(`fault_${read.fault}`))
    setRunning(true)
    const outcome = await onDocument(number)
    setRunning(false)
    setWrong(outcome.ok ? undefined : sentence(outcome.refusal))
  }
  return (
    <Card title={say('numberTitle')}>
      <form
        className="flex flex-col gap-4 kiosk:gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (!running) void send()
        }}
      >
        <TextField
          label={say('number')}
          hint={say('numberHint')}
          value={number}
          onChange={(typed) => {
            setNumber(typed)
            setWrong(undefined)
          }}
          keep={keepIdNumber}
          digits
          error={wrong}
        />
        <Button kind="primary" big type="submit" pending={running}>
          {say('numberSend')}
        </Button>
      </form>
    </Card>
  )
}
