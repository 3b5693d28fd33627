import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useCountdown } from '../parts/useCountdown.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import { readKey, type CaseKey } from './address.ts'

export interface ProgressLookupProps {
  readonly refused: Refusal | null
  readonly lockedUntilAt: number | null
  readonly looking: boolean
  readonly onLookUp: (key: CaseKey) => void
}

/** Reference and code, as they stand on the receipt. */
export const ProgressLookup = ({
  refused,
  lockedUntilAt,
  looking,
  onLookUp,
}: ProgressLookupProps): ReactNode => {
  const say = useWords('progress')
  const sentence = useRefusalSentence()
  const [reference, setReference] = useState('')
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const read = readKey(reference, code)
  const seconds = useCountdown(lockedUntilAt)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (seconds > 0 || read.reference === null || read.code === null) return
    onLookUp({ reference: read.reference, code: read.code })
  }
  return (
    <div className="mx-auto w-full max-w-[32em]">
      <Card>
        <form onSubmit={submit} className="flex flex-col gap-5">
          {refused !== null && (
            <Notice
              tone="bad"
              title={refused.code === 'notFound' ? say('notFound') : sentence(refused)}
              announce
            />
          )}
          <TextField
            label={say('reference')}
            hint={say('referenceHint')}
            value={reference}
            onChange={setReference}
            digits
            required
            placeholder="XXXX-XXXX-XXXX"
            error={checked && read.reference === null ? say('referenceWrong') : undefined}
          />
          <TextField
            label={say('code')}
            hint={say('codeHint')}
            value={code}
            onChange={setCode}
            digits
            required
            placeholder="XXXX-XXXX"
            error={checked && read.code === null ? say('codeWrong') : undefined}
          />
          <Button
            type="submit"
            kind="primary"
            wide
            big
            pending={looking}
            disabledReason={seconds > 0 ? say('lockedFor', { count: seconds }) : undefined}
          >
            {say('lookUp')}
          </Button>
        </form>
      </Card>
    </div>
  )
}
