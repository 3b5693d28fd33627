import type { StaffMember } from '@farwindow/shared/people/protocol.ts'
import { staffRoles } from '@farwindow/shared/people/role.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Checkbox } from '../parts/Checkbox.tsx'
import { MultiChoice, SelectField, type Option } from '../parts/ChoiceField.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'
import { Outcome, useOutcome } from './Outcome.tsx'
import { chosenOf } from './options.ts'
import type { OfficeStore } from './store.ts'

export interface PersonFormProps {
  readonly person: StaffMember
  readonly isNew: boolean
  readonly places: readonly Option[]
  readonly items: readonly Option[]
  /** The skill that stands for all items. */
  readonly everything: string
  readonly office: OfficeStore
  readonly onClose: () => void
}

/** As shared/people/protocol.ts demands: shorter ones are guessed. */
const shortestPassword = 10

/** One member of staff: who they are, where they work, what they can do. */
export const PersonForm = (props: PersonFormProps): ReactNode => {
  const { person, isNew, places, items, everything, office, onClose } = props
  const say = useWords('administrator')
  const common = useWords('common')
  const [draft, setDraft] = useState({ ...person, jurisdiction: chosenOf(places, person.jurisdiction) })
  const [password, setPassword] = useState('')
  const saving = useOutcome(say('saved'))
  const set = (change: Partial<StaffMember>): void => setDraft({ ...draft, ...change })

  const tooShort = password !== '' && password.length < shortestPassword
  const blank = [draft.login, draft.name, draft.number].some((text) => text.trim() === '')
  const wrong = blank
    ? say('personMissing')
    : draft.jurisdiction === ''
      ? say('placeMissing')
      : tooShort || (isNew && password === '')
        ? say('passwordShort', { count: shortestPassword })
        : undefined

  const save = async (): Promise<void> => {
    const { lockedUntil: _lockedUntil, ...kept } = draft
    const input = password === '' ? kept : { ...kept, password }
    if (saving.show(await office.savePerson(input))) onClose()
  }

  return (
    <Dialog
      size="large"
      title={isNew ? say('addPerson') : say('editPerson', { name: person.name })}
      onDismiss={onClose}
      actions={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          <Button kind="primary" disabledReason={wrong} onPress={save}>
            {common('save')}
          </Button>
        </>
      }
    >
      <Outcome of={saving} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={say('personName')} value={draft.name} onChange={(name) => set({ name })} />
        <TextField
          label={say('login')}
          value={draft.login}
          readOnly={!isNew}
          onChange={(login) => set({ login: login.toLowerCase() })}
        />
        <TextField
          label={say('number')}
          hint={say('numberHint')}
          value={draft.number}
          maxLength={16}
          onChange={(number) => set({ number })}
        />
        <TextField
          label={say('password')}
          hint={isNew ? say('passwordShort', { count: shortestPassword }) : say('passwordKeeps')}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={tooShort ? say('passwordShort', { count: shortestPassword }) : undefined}
        />
        <SelectField
          label={say('role')}
          value={draft.role}
          chooseWord={common('choose')}
          required
          options={staffRoles.map((value) => ({ value, label: say(`role_${value}`) }))}
          onChange={(value) => set({ role: staffRoles.find((role) => role === value) ?? draft.role })}
        />
        <SelectField
          label={say('jurisdiction')}
          value={draft.jurisdiction}
          chooseWord={common('choose')}
          required
          options={places}
          onChange={(jurisdiction) => set({ jurisdiction })}
        />
      </div>
      {draft.role === 'clerk' && (
        <>
          <Checkbox
            label={say('allItems')}
            value={draft.skills.includes(everything)}
            onChange={(all) => set({ skills: all ? [everything] : [] })}
          />
          {!draft.skills.includes(everything) && (
            <MultiChoice
              label={say('skills')}
              options={items}
              value={draft.skills}
              onChange={(skills) => set({ skills })}
            />
          )}
        </>
      )}
      {!isNew && (
        <Checkbox
          label={say('suspend')}
          hint={say('suspendHint')}
          value={draft.suspended}
          onChange={(suspended) => set({ suspended })}
        />
      )}
    </Dialog>
  )
}
