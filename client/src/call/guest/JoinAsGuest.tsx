import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../../parts/Button.tsx'
import { codeLength, keepCode } from '../../parts/code.ts'
import { TextField } from '../../parts/TextField.tsx'
import { useRefusalSentence } from '../../words/refusal.ts'
import { useWords } from '../../words/words.ts'

export interface JoinAsGuestProps {
  /** Out of the link; typed otherwise. */
  readonly code: string | null
  readonly refused: Refusal | null
  readonly onJoin: (code: string, name: string) => Promise<unknown>
}

/** One's name, which the applicant will read, and the code where no link brought it. */
export const JoinAsGuest = (props: JoinAsGuestProps): ReactNode => {
  const say = useWords('guest')
  const sentence = useRefusalSentence()
  const [code, setCode] = useState(keepCode(props.code ?? ''))
  const [name, setName] = useState('')
  const [running, setRunning] = useState(false)
  const lacks =
    code.length < codeLength ? say('codeShort') : name.trim() === '' ? say('nameShort') : undefined
  const join = async (): Promise<void> => {
    setRunning(true)
    await props.onJoin(code, name.trim())
    setRunning(false)
  }
  return (
    <form
      className="flex max-w-[30rem] flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (lacks === undefined && !running) void join()
      }}
    >
      <TextField
        label={say('name')}
        hint={say('nameHint')}
        value={name}
        onChange={setName}
        autoComplete="name"
        maxLength={40}
      />
      {(props.code === null || props.refused !== null) && (
        <TextField
          label={say('code')}
          value={code}
          onChange={setCode}
          keep={keepCode}
          digits
          placeholder="XXXX-XXXX"
          error={props.refused === null ? undefined : sentence(props.refused)}
        />
      )}
      <Button kind="primary" big wide type="submit" pending={running} disabledReason={lacks}>
        {say('join')}
      </Button>
    </form>
  )
}
