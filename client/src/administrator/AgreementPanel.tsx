import type { Agreement } from '@farwindow/shared/region/agreement.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { MultiChoice, SelectField, type Option } from '../parts/ChoiceField.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { EmptyState } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import { Outcome, useOutcome } from './Outcome.tsx'
import { labelOf } from './options.ts'
import type { OfficeStore } from './store.ts'

export interface AgreementPanelProps {
  readonly agreements: readonly Agreement[]
  readonly places: readonly Option[]
  readonly items: readonly Option[]
  readonly office: OfficeStore
}

const levels = ['national', 'province', 'city', 'county', 'zone'] as const
const blank: Agreement = { code: '', name: { zh: '', en: '' }, level: 'county', members: [], items: [] }

/** Who serves whose people, and for what. */
export const AgreementPanel = ({ agreements, places, items, office }: AgreementPanelProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const read = useBilingual()
  const [edited, setEdited] = useState<Agreement | null>(null)
  return (
    <div className="flex flex-col gap-4">
      <Table
        caption={say('agreements')}
        captionHidden
        rows={agreements}
        keyOf={(one) => one.code}
        empty={<EmptyState title={say('noAgreements')} />}
        columns={[
          { name: say('agreementName'), heading: true, render: (one) => read(one.name) },
          { name: say('level'), render: (one) => <Badge>{say(`level_${one.level}`)}</Badge> },
          {
            name: say('members'),
            render: (one) => one.members.map((code) => labelOf(places, code)).join('、'),
          },
          { name: say('items'), render: (one) => one.items.map((code) => labelOf(items, code)).join('、') },
          {
            name: say('doing'),
            render: (one) => (
              <Button
                small
                className="whitespace-nowrap"
                label={`${common('edit')} ${read(one.name)}`}
                onPress={() => setEdited(one)}
              >
                {common('edit')}
              </Button>
            ),
          },
        ]}
      />
      <div>
        <Button icon="add" onPress={() => setEdited(blank)}>
          {say('addAgreement')}
        </Button>
      </div>
      {edited !== null && (
        <AgreementForm
          agreement={edited}
          isNew={edited.code === ''}
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
  readonly agreement: Agreement
  readonly isNew: boolean
  readonly onClose: () => void
}

const AgreementForm = ({ agreement, isNew, places, items, office, onClose }: FormProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const [draft, setDraft] = useState(agreement)
  const saving = useOutcome(say('saved'))
  const set = (change: Partial<Agreement>): void => setDraft({ ...draft, ...change })
  const wrong =
    draft.code.trim() === '' || draft.name.zh.trim() === ''
      ? say('nameMissing')
      : draft.members.length < 2
        ? say('membersMissing')
        : draft.items.length === 0
          ? say('skillsMissing')
          : undefined
  const save = async (): Promise<void> => {
    if (saving.show(await office.saveAgreement({ agreement: draft }))) onClose()
  }
  return (
    <Dialog
      size="large"
      title={isNew ? say('addAgreement') : say('editAgreement')}
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
      <TextField
        label={say('nameZh')}
        value={draft.name.zh}
        onChange={(zh) => set({ name: { ...draft.name, zh } })}
      />
      <TextField
        label={say('nameEn')}
        value={draft.name.en}
        onChange={(en) => set({ name: { ...draft.name, en } })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={say('code')}
          hint={say('codeHint')}
          value={draft.code}
          readOnly={!isNew}
          maxLength={60}
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
    </Dialog>
  )
}
