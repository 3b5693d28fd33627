import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { SelectField, type Option } from '../parts/ChoiceField.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'
import { Outcome, useOutcome } from './Outcome.tsx'
import { chosenOf } from './options.ts'
import type { IssuedCode, OfficeStore } from './store.ts'

export interface KioskFormProps {
  readonly places: readonly Option[]
  readonly jurisdiction: string
  readonly office: OfficeStore
  readonly onIssued: (code: IssuedCode) => void
  readonly onClose: () => void
}

/** A new terminal: what it is called and where it stands. Its code comes next. */
export const KioskForm = ({ places, jurisdiction, office, onIssued, onClose }: KioskFormProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const [draft, setDraft] = useState({
    name: '',
    hall: '',
    jurisdiction: chosenOf(places, jurisdiction),
  })
  const adding = useOutcome('')
  const isBlank = draft.name.trim() === '' || draft.hall.trim() === ''
  const wrong = isBlank ? say('kioskMissing') : draft.jurisdiction === '' ? say('placeMissing') : undefined
  const add = async (): Promise<void> => {
    const outcome = await office.addKiosk(draft)
    if (outcome.ok) onIssued(outcome.value)
    else adding.show(outcome)
  }
  return (
    <Dialog
      title={say('addKiosk')}
      onDismiss={onClose}
      actions={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          <Button kind="primary" disabledReason={wrong} onPress={add}>
            {say('addAndShowCode')}
          </Button>
        </>
      }
    >
      <Outcome of={adding} />
      <TextField
        label={say('kioskName')}
        placeholder={say('kioskNameExample')}
        value={draft.name}
        maxLength={64}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <TextField
        label={say('hall')}
        placeholder={say('hallExample')}
        value={draft.hall}
        maxLength={128}
        onChange={(hall) => setDraft({ ...draft, hall })}
      />
      <SelectField
        label={say('jurisdiction')}
        value={draft.jurisdiction}
        chooseWord={common('choose')}
        required
        options={places}
        onChange={(chosen) => setDraft({ ...draft, jurisdiction: chosen })}
      />
    </Dialog>
  )
}
