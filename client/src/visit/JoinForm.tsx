import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { codeLength, keepCode } from '../parts/code.ts'
import { TextField } from '../parts/TextField.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'

export interface JoinFormProps {
  readonly refused: Refusal | null
  readonly onJoin: (code: string) => Promise<unknown>
}

/** For a phone without a camera for the QR code: the signs below it, typed. */
export const JoinForm = ({ refused, onJoin }: JoinFormProps): ReactNode => {
  const say = useWords('visit')
  const sentence = useRefusalSentence()
  const [code, setCode] = useState('')
  const [running, setRunning] = useState(false)
  const join = async (): Promise<void> => {
    setRunning(true)
    await onJoin(code)
    setRunning(false)
  }
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (code.length === codeLength && !running) void join()
      }}
    >
      <TextField
        label={say('joinCode')}
        hint={say('joinCodeHint')}
        value={code}
        onChange={setCode}
        keep={keepCode}
        digits
        placeholder="XXXX-XXXX"
        error={refused === null ? undefined : sentence(refused)}
      />
      <Button
        kind="primary"
        big
        wide
        type="submit"
        pending={running}
        disabledReason={code.length < codeLength ? say('joinCodeShort') : undefined}
      >
        {say('join')}
      </Button>
    </form>
  )
}
