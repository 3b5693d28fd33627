import type { StaffMember } from '@farwindow/shared/people/protocol.ts'
import { staffRoles } from '@farwindow/shared/people/role.ts'
import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import { useState, type ReactNode } from 'react'
import { Checkbox } from '../parts/Checkbox.tsx'
import { MultiChoice, SelectField, type Option } from '../parts/ChoiceField.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'
import { EditDialog } from './EditDialog.tsx'
import { chosenOf } from './options.ts'
import type { OfficeStore } from './store.ts'
import { useKeeping } from './useKeeping.ts'

export interface PersonFormProps {
  /** Version 0: a new one. */
  readonly person: StaffMember
  readonly places: readonly Option[]
  readonly items: readonly Option[]
  /** The skill that stands for all items. */
  readonly everything: string
  readonly office: OfficeStore
  readonly onClose: () => void
}

/** As shared/people/protocol.ts demands: shorter ones are guessed. */
const shortestPassword = 10

type Draft = Omit<StaffMember, 'version' | 'lockedUntil'> & { readonly password: string }

const draftFrom = ({ version, lockedUntil: _lockedUntil, ...value }: StaffMember): Versioned<Draft> => ({
  version,
  value: { ...value, password: '' },
})

/** What each part of it is called on the screen. */
const partNames = {
  name: 'personName',
  login: 'login',
  number: 'number',
  password: 'password',
  role: 'role',
  jurisdiction: 'jurisdiction',
  skills: 'skills',
  suspended: 'state',
} as const satisfies Record<keyof Draft, string>

/** One member of staff: who they are, where they work, what they can do. */
export const PersonForm = ({
  person,
  places,
  items,
  everything,
  office,
  onClose,
}: PersonFormProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const [start] = useState(() =>
    draftFrom({ ...person, jurisdiction: chosenOf(places, person.jurisdiction) }),
  )
  const keeping = useKeeping<Draft>({
    start,
    save: (base, { password: given, ...about }) =>
      office.savePerson(given === '' ? { base, ...about } : { base, ...about, password: given }),
    newest: async ({ login }) => {
      await office.refresh()
      const found = office.state.getState().people?.find((one) => one.login === login)
      return found === undefined ? null : draftFrom(found)
    },
    done: say('saved'),
  })
  const { draft, set, isNew } = keeping
  const { password } = draft

  const tooShort = password !== '' && password.length < shortestPassword
  const blank = [draft.login, draft.name, draft.number].some((text) => text.trim() === '')
  const wrong = blank
    ? say('personMissing')
    : draft.jurisdiction === ''
      ? say('placeMissing')
      : tooShort || (isNew && password === '')
        ? say('passwordShort', { count: shortestPassword })
        : undefined

  return (
    <EditDialog
      title={isNew ? say('addPerson') : say('editPerson', { name: person.name })}
      wrong={wrong}
      keeping={keeping}
      partName={(key) => say(partNames[key])}
      taken={say('loginTaken')}
      onClose={onClose}
    >
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
          onChange={(given) => set({ password: given })}
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
    </EditDialog>
  )
}
