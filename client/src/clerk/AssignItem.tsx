import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { ChoiceField, type Option } from '../parts/ChoiceField.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'

export interface AssignItemProps {
  readonly items: readonly Option[]
  readonly onAssign: (item: string) => Promise<Outcome<unknown>>
}

/** The caller chose no item: the clerk names it when it is known, and the form begins (VISIT-8). */
export const AssignItem = ({ items, onAssign }: AssignItemProps): ReactNode => {
  const say = useWords('clerk')
  const sentence = useRefusalSentence()
  const [item, setItem] = useState('')
  const [refused, setRefused] = useState<Refusal | null>(null)
  const assign = async (): Promise<void> => {
    const outcome = await onAssign(item)
    setRefused(outcome.ok ? null : outcome.refusal)
  }
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="text-quiet">{say('assignText')}</p>
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      <ChoiceField label={say('assign')} options={items} value={item} onChange={setItem} />
      <Button kind="primary" disabledReason={item === '' ? say('assignMissing') : undefined} onPress={assign}>
        {say('assignDo')}
      </Button>
    </div>
  )
}
