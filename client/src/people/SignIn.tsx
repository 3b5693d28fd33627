import { useState, type FormEvent, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import type { StaffSession } from './session.ts'
import { useCountdown } from '../parts/useCountdown.ts'

export interface SignInProps {
  readonly session: StaffSession
  /** Runs inside the click, where a browser lets a page make sound and ask for notifications. */
  readonly onPress?: (() => void) | undefined
  /** Why somebody who was signed in has to do it again. */
  readonly why?: string | undefined
}

/** Name and password. After wrong tries it says how long to wait, and counts it down. */
export const SignIn = ({ session, onPress, why }: SignInProps): ReactNode => {
  const say = useWords('people')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const { lockedUntilAt } = useStore(session.state)
  const seconds = useCountdown(lockedUntilAt)

  const enter = async (): Promise<void> => {
    onPress?.()
    const complete = login.trim() !== '' && password !== ''
    setMissing(!complete)
    if (!complete) return
    await session.signIn(login, password)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (seconds === 0) void enter()
  }

  return (
    <div className="mx-auto w-full max-w-[26em]">
      <Card>
        <form onSubmit={submit} className="flex flex-col gap-4">
          {why !== undefined && <Notice tone="info" title={why} announce />}
          <Refused session={session} seconds={seconds} />
          <TextField
            label={say('login')}
            value={login}
            onChange={setLogin}
            autoComplete="username"
            required
            error={missing && login.trim() === '' ? say('loginMissing') : undefined}
          />
          <TextField
            label={say('password')}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            required
            error={missing && password === '' ? say('passwordMissing') : undefined}
          />
          <Button
            type="submit"
            kind="primary"
            wide
            big
            disabledReason={seconds > 0 ? say('lockedFor', { count: seconds }) : undefined}
          >
            {say('signIn')}
          </Button>
        </form>
      </Card>
    </div>
  )
}

/** Why the last try failed, and what to do: another password, a while of patience, another page. */
const Refused = ({
  session,
  seconds,
}: {
  readonly session: StaffSession
  readonly seconds: number
}): ReactNode => {
  const say = useWords('people')
  const sentence = useRefusalSentence()
  const { refused } = useStore(session.state)
  if (refused === null) return null
  if (refused.code === 'lockedOut')
    return seconds > 0 ? <Notice tone="warn" title={say('lockedOut')} announce /> : null
  const title = refused.code === 'forbidden' ? say('otherPage') : sentence(refused)
  return <Notice tone="bad" title={title} announce />
}
