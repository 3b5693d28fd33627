import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'

export interface EnrolFormProps {
  readonly refused: Refusal | null
  readonly onEnrol: (code: string) => Promise<void>
}

/** As the code is printed: capitals and digits, a dash after four. */
const keepCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 8)
    .replace(/^(.{4})(?=.)/, '$1-')

const codeLength = 9

/** For whoever sets the terminal up: the administrator's one-time code. */
export const EnrolForm = ({ refused, onEnrol }: EnrolFormProps): ReactNode => {
  const say = useWords('kiosk')
  const sentence = useRefusalSentence()
  const [code, setCode] = useState('')
  const [running, setRunning] = useState(false)
  const enrol = async (): Promise<void> => {
    setRunning(true)
    await onEnrol(code)
    setRunning(false)
  }
  return (
    <form
      className="flex max-w-[30em] flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (code.length === codeLength && !running) void enrol()
      }}
    >
      <TextField
        label={say('code')}
        hint={say('codeHint')}
        value={code}
        onChange={setCode}
        keep={keepCode}
        digits
        placeholder="XXXX-XXXX"
        error={refused === null ? undefined : sentence(refused)}
      />
      <div>
        <Button
          kind="primary"
          big
          type="submit"
          pending={running}
          disabledReason={code.length < codeLength ? say('codeShort') : undefined}
        >
          {say('enrol')}
        </Button>
      </div>
    </form>
  )
}
