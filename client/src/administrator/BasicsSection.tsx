import { recordingPolicies } from '@farwindow/shared/recording/state.ts'
import type { ReactNode } from 'react'
import { SelectField } from '../parts/ChoiceField.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'
import { BilingualField } from './BilingualField.tsx'
import type { ItemDraft } from './itemdraft.ts'
import { keepCode } from './options.ts'

export interface BasicsSectionProps {
  readonly draft: ItemDraft
  readonly set: (change: Partial<ItemDraft>) => void
  readonly isNew: boolean
}

/** What an item is called and how it is found. */
export const BasicsSection = ({ draft, set, isNew }: BasicsSectionProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  return (
    <div className="flex flex-col gap-4">
      <BilingualField label={say('itemName')} value={draft.name} onChange={(name) => set({ name })} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={say('code')}
          hint={say('codeHint')}
          value={draft.code}
          readOnly={!isNew}
          maxLength={60}
          keep={keepCode}
          onChange={(code) => set({ code })}
        />
        <SelectField
          label={say('forWhom')}
          value={draft.forWhom}
          chooseWord={common('choose')}
          required
          options={[
            { value: 'person', label: say('for_person') },
            { value: 'legalPerson', label: say('for_legalPerson') },
          ]}
          onChange={(forWhom) => set({ forWhom: forWhom === 'legalPerson' ? 'legalPerson' : 'person' })}
        />
      </div>
      <SelectField
        label={say('recording')}
        hint={say('recordingHint')}
        value={draft.recording ?? 'offered'}
        chooseWord={common('choose')}
        required
        options={recordingPolicies.map((value) => ({ value, label: say(`recording_${value}`) }))}
        onChange={(chosen) =>
          set({ recording: recordingPolicies.find((one) => one === chosen) ?? 'offered' })
        }
      />
      <BilingualField label={say('theme')} value={draft.theme} onChange={(theme) => set({ theme })} />
      <BilingualField label={say('about')} value={draft.about} onChange={(about) => set({ about })} />
      <TextField
        label={say('alsoCalled')}
        hint={say('alsoCalledHint')}
        value={draft.alsoCalled}
        onChange={(alsoCalled) => set({ alsoCalled })}
      />
    </div>
  )
}
