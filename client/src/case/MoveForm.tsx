import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { LongText, TextField } from '../parts/TextField.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import type { Move } from './moves.ts'
import type { CaseStore, Step } from './store.ts'

export interface MoveFormProps {
  readonly move: Exclude<Move, 'issue'>
  readonly cases: CaseStore
  readonly onClose: () => void
}

const stepOf = (move: MoveFormProps['move'], text: string, to: string): Step => {
  if (move === 'refuse') return { move, reason: text }
  return move === 'transfer' ? { move, note: text, to } : { move, note: text }
}

/** Asks once more before a step is taken: with a remark, the department it goes to, or the reason. */
export const MoveForm = ({ move, cases, onClose }: MoveFormProps): ReactNode => {
  const say = useWords('cases')
  const common = useWords('common')
  const sentence = useRefusalSentence()
  const [text, setText] = useState('')
  const [to, setTo] = useState('')
  const [refused, setRefused] = useState<Refusal | null>(null)
  const missing =
    move === 'transfer' && to.trim() === ''
      ? say('toMissing')
      : move === 'refuse' && text.trim() === ''
        ? say('reasonMissing')
        : undefined
  const take = async (): Promise<void> => {
    const outcome = await cases.take(stepOf(move, text.trim(), to.trim()))
    if (outcome.ok) onClose()
    else setRefused(outcome.refusal)
  }
  return (
    <Dialog
      title={say(`move_${move}`)}
      tone={move === 'refuse' ? 'bad' : 'plain'}
      onDismiss={onClose}
      actions={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          <Button kind={move === 'refuse' ? 'danger' : 'primary'} disabledReason={missing} onPress={take}>
            {say(`do_${move}`)}
          </Button>
        </>
      }
    >
      <p>{say(`about_${move}`)}</p>
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      {move === 'transfer' && (
        <TextField
          label={say('transferTo')}
          placeholder={say('transferExample')}
          value={to}
          maxLength={100}
          required
          onChange={setTo}
        />
      )}
      <LongText
        label={move === 'refuse' ? say('refuseReason') : say('remark')}
        hint={move === 'refuse' ? say('refuseReasonHint') : say('remarkHint')}
        rows={3}
        maxLength={1000}
        required={move === 'refuse'}
        value={text}
        onChange={setText}
      />
    </Dialog>
  )
}
