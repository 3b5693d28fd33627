import type { Agreement } from '@farwindow/shared/region/agreement.ts'
import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { MultiChoice, SelectField, type Option } from '../parts/ChoiceField.tsx'
import { EmptyState } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import { BilingualField } from './BilingualField.tsx'
import { EditDialog } from './EditDialog.tsx'
import { keepCode, labelOf, newestOf } from './options.ts'
import type { OfficeStore } from './store.ts'
import { useKeeping } from './useKeeping.ts'

export interface AgreementPanelProps {
  readonly agreements: readonly Versioned<Agreement>[]
  readonly places: readonly Option[]
  readonly items: readonly Option[]
  readonly office: OfficeStore
}

const levels = ['national', 'province', 'city', 'county', 'zone'] as const
const blank: Versioned<Agreement> = {
  version: 0,
  value: { code: '', name: { zh: '', en: '' }, level: 'county', members: [], items: [] },
}

/** Who serves whose people, and for what. */
export const AgreementPanel = ({ agreements, places, items, office }: AgreementPanelProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const read = useBilingual()
  const lacking =
    places.length < 2 ? say('twoPlacesFirst') : items.length === 0 ? say('itemsFirst') : undefined
  const [edited, setEdited] = useState<Versioned<Agreement> | null>(null)
  return (
    <div className="flex flex-col gap-4">
      <Table
        caption={say('agreements')}
        captionHidden
        rows={agreements}
        keyOf={({ value }) => value.code}
        empty={<EmptyState title={say('noAgreements')} />}
        columns={[
          { name: say('agreementName'), heading: true, render: ({ value }) => read(value.name) },
          { name: say('level'), render: ({ value }) => <Badge>{say(`level_${value.level}`)}</Badge> },
          {
            name: say('members'),
            render: ({ value }) => value.members.map((code) => labelOf(places, code)).join(say('listComma')),
          },
          {
            name: say('items'),
            render: ({ value }) => value.items.map((code) => labelOf(items, code)).join(say('listComma')),
          },
          {
            name: say('doing'),
            render: (one) => (
              <Button
                small
                className="whitespace-nowrap"
                label={`${common('edit')} ${read(one.value.name)}`}
                onPress={() => setEdited(one)}
              >
                {common('edit')}
              </Button>
            ),
          },
        ]}
      />
      <div>
        <Button icon="add" disabledReason={lacking} onPress={() => setEdited(blank)}>
          {say('addAgreement')}
        </Button>
      </div>
      {edited !== null && (
        <AgreementForm
          agreement={edited}
          places={places}
          items={items}
          office={office}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}

interface FormProps extends Omit<AgreementPanelProps, 'agreements'> {
  readonly agreement: Versioned<Agreement>
  readonly onClose: () => void
}

const AgreementForm = ({ agreement, places, items, office, onClose }: FormProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const keeping = useKeeping({
    start: agreement,
    save: (base, value) => office.saveAgreement({ base, agreement: value }),
    newest: (mine) =>
      newestOf(
        office,
        ({ agreements }) => agreements,
        ({ code }) => code === mine.code,
      ),
    done: say('saved'),
  })
  const { draft, set, isNew } = keeping
  const wrong =
    draft.name.zh.trim() === '' || draft.name.en.trim() === ''
      ? say('namesMissing')
      : draft.code === ''
        ? say('codeMissing')
        : draft.members.length < 2
          ? say('membersMissing')
          : draft.items.length === 0
            ? say('skillsMissing')
            : undefined
  return (
    <EditDialog
      title={isNew ? say('addAgreement') : say('editAgreement')}
      wrong={wrong}
      keeping={keeping}
      partName={(key) => say(key)}
      onClose={onClose}
    >
      <BilingualField label={say('name')} value={draft.name} onChange={(name) => set({ name })} />
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
          label={say('level')}
          value={draft.level}
          chooseWord={common('choose')}
          required
          options={levels.map((value) => ({ value, label: say(`level_${value}`) }))}
          onChange={(value) => set({ level: levels.find((level) => level === value) ?? 'county' })}
        />
      </div>
      <MultiChoice
        label={say('members')}
        options={places}
        value={draft.members}
        onChange={(members) => set({ members })}
      />
      <MultiChoice
        label={say('items')}
        options={items}
        value={draft.items}
        onChange={(chosen) => set({ items: chosen })}
      />
    </EditDialog>
  )
}
