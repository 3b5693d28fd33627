import { useState, type FormEvent, type ReactNode } from 'react'
import type { Link } from '../link.ts'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'
import { Outcome, useOutcome } from './Outcome.tsx'

export interface SetUpProps {
  readonly link: Link
  /** Out of the one-time link that a fresh installation prints. */
  readonly token: string
  readonly onDone: () => void
}

const shortestPassword = 10

/** The first administrator of an empty installation. */
export const SetUp = ({ link, token, onDone }: SetUpProps): ReactNode => {
  const say = useWords('administrator')
  const [draft, setDraft] = useState({ login: '', name: '', password: '' })
  const trying = useOutcome('')
  const blank = draft.login.trim() === '' || draft.name.trim() === ''
  const short = draft.password.length < shortestPassword
  const wrong = blank
    ? say('personMissing')
    : short
      ? say('passwordShort', { count: shortestPassword })
      : undefined
  const make = async (): Promise<void> => {
    if (trying.show(await link.ask('people.setUp', { token, ...draft }))) onDone()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (wrong === undefined) void make()
  }
  return (
    <div className="mx-auto w-full max-w-[26em]">
      <Card title={say('setUp')}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <p className="text-quiet">{say('setUpText')}</p>
          <Outcome of={trying} />
          <TextField
            label={say('personName')}
            value={draft.name}
            autoComplete="name"
            onChange={(name) => setDraft({ ...draft, name })}
          />
          <TextField
            label={say('login')}
            value={draft.login}
            autoComplete="username"
            onChange={(login) => setDraft({ ...draft, login: login.toLowerCase() })}
          />
          <TextField
            label={say('password')}
            hint={say('passwordShort', { count: shortestPassword })}
            type="password"
            autoComplete="new-password"
            value={draft.password}
            onChange={(password) => setDraft({ ...draft, password })}
          />
          <Button type="submit" kind="primary" wide disabledReason={wrong}>
            {say('makeAdministrator')}
          </Button>
        </form>
      </Card>
    </div>
  )
}
