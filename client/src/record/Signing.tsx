import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Checkbox } from '../parts/Checkbox.tsx'
import { Notice } from '../parts/Notice.tsx'
import { SignaturePad } from '../parts/SignaturePad.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'

export interface SigningProps {
  readonly item: string
  readonly office: string
  readonly pages: number
  readonly papers: number
  /** What has to be done before signing; null when nothing is missing. */
  readonly before: 'form' | 'papers' | null
  /** `changed`: signed, and then something was changed. */
  readonly state: 'unsigned' | 'signed' | 'changed'
  readonly refused: Refusal | null
  readonly onSign: (picture: Blob) => Promise<unknown>
  readonly onRead: () => void
  /** Goes to what has to be done before. */
  readonly onBefore: (what: 'form' | 'papers') => void
}

/** What one signs, the promise, and a large pad. */
export const Signing = (props: SigningProps): ReactNode => {
  const { before, state, refused } = props
  const say = useWords('papers')
  const sentence = useRefusalSentence()
  const [agreed, setAgreed] = useState(false)
  const [picture, setPicture] = useState<Blob | null>(null)

  const missing = ((): string | undefined => {
    if (!agreed) return say('signFirstAgree')
    return picture === null ? say('signFirstSign') : undefined
  })()

  return (
    <div className="flex flex-col gap-5 kiosk:gap-3">
      {state === 'changed' && <Notice tone="warn" title={say('signChanged')} announce />}
      <Card title={say('signWhat')}>
        <ul className="flex flex-col gap-2 kiosk:gap-1">
          <li className="font-semibold">{say('signItem', { item: props.item })}</li>
          <li>{say('signOffice', { office: props.office })}</li>
          <li>{say('signForm', { pages: props.pages })}</li>
          <li>{say('signPapers', { count: props.papers })}</li>
          <li className="font-semibold">{say('signPromise')}</li>
        </ul>
        <div className="mt-3 kiosk:mt-2">
          <Button icon="document" onPress={props.onRead}>
            {say('signRead')}
          </Button>
        </div>
      </Card>
      {state === 'signed' && (
        <Notice tone="good" title={say('signDone')} announce>
          {say('signDoneText')}
        </Notice>
      )}
      {state !== 'signed' && before !== null && (
        <Notice
          tone="warn"
          title={say(before === 'form' ? 'signFirstForm' : 'signFirstPapers')}
          action={
            <Button iconAfter="forward" onPress={() => props.onBefore(before)}>
              {say(before === 'form' ? 'signGoForm' : 'signGoPapers')}
            </Button>
          }
        />
      )}
      {state !== 'signed' && before === null && (
        <>
          <SignaturePad
            label={say('signPad')}
            hint={say('signHint')}
            clearWord={say('signClear')}
            onChange={setPicture}
          />
          <Checkbox label={say('signAgree')} value={agreed} onChange={setAgreed} />
          {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
          <Button
            kind="primary"
            big
            wide
            icon="pen"
            disabledReason={missing}
            onPress={() => (picture === null ? undefined : props.onSign(picture))}
          >
            {say('signSend')}
          </Button>
        </>
      )}
    </div>
  )
}
