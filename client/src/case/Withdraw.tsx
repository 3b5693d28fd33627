import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { LongText } from '../parts/TextField.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import type { ProgressStore } from './progress.ts'

/** Taking the application back: asked about once more, since it cannot be undone (CASE-12). */
export const Withdraw = ({ progress }: { readonly progress: ProgressStore }): ReactNode => {
  const say = useWords('progress')
  const sentence = useRefusalSentence()
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const [refused, setRefused] = useState<Refusal | null>(null)
  const close = (): void => {
    setAsking(false)
    setRefused(null)
  }
  const withdraw = async (): Promise<void> => {
    const outcome = await progress.withdraw(note.trim())
    if (outcome.ok) close()
    else setRefused(outcome.refusal)
  }
  return (
    <>
      <Button kind="quiet" icon="undo" onPress={() => setAsking(true)}>
        {say('withdraw')}
      </Button>
      {asking && (
        <Dialog
          title={say('withdrawTitle')}
          icon="warn"
          tone="bad"
          onDismiss={close}
          actions={
            <>
              <Button kind="danger" onPress={withdraw}>
                {say('withdrawDo')}
              </Button>
              <Button kind="primary" onPress={close}>
                {say('withdrawKeep')}
              </Button>
            </>
          }
        >
          <p>{say('withdrawText')}</p>
          {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
          <LongText label={say('withdrawWhy')} rows={2} maxLength={1000} value={note} onChange={setNote} />
        </Dialog>
      )}
    </>
  )
}
