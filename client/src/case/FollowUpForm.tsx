import type { CaseSummary } from '@farwindow/shared/case/sight.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { LongText } from '../parts/TextField.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'

export interface FollowUpFormProps {
  readonly onFollowUp: (note: string) => Promise<Outcome<CaseSummary>>
}

/** What the applicant said when they were called back, and what was done about it (CASE-10). */
export const FollowUpForm = ({ onFollowUp }: FollowUpFormProps): ReactNode => {
  const say = useWords('cases')
  const sentence = useRefusalSentence()
  const [note, setNote] = useState('')
  const [refused, setRefused] = useState<Refusal | null>(null)
  const followUp = async (): Promise<void> => {
    const outcome = await onFollowUp(note.trim())
    setRefused(outcome.ok ? null : outcome.refusal)
  }
  return (
    <div className="flex flex-col items-start gap-2">
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      <div className="w-full">
        <LongText
          label={say('followUpNote')}
          hint={say('followUpHint')}
          rows={2}
          maxLength={1000}
          required
          value={note}
          onChange={setNote}
        />
      </div>
      <Button
        kind="primary"
        icon="check"
        disabledReason={note.trim() === '' ? say('followUpMissing') : undefined}
        onPress={followUp}
      >
        {say('followUpDone')}
      </Button>
    </div>
  )
}
