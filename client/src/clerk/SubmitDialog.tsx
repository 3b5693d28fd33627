import type { DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import type { Guide } from '@farwindow/shared/catalogue/item.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { ChoiceField } from '../parts/ChoiceField.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import { methodOf, wishOf, type WishDraft } from './wish.ts'

export interface SubmitDialogProps {
  /** What the form says already. */
  readonly draft: WishDraft
  readonly ways: Guide['delivery']
  readonly onSubmit: (wish: DeliveryWish) => Promise<Outcome<{ reference: string }>>
  /** What the server says is missing, in words. */
  readonly missingWords: (refusal: Refusal) => readonly string[]
  readonly onClose: () => void
}

/** The last question before handing in: how the result shall come. */
export const SubmitDialog = (props: SubmitDialogProps): ReactNode => {
  const { ways, onSubmit, missingWords, onClose } = props
  const say = useWords('clerk')
  const common = useWords('common')
  const read = useBilingual()
  const sentence = useRefusalSentence()
  const [draft, setDraft] = useState(props.draft)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const wish = wishOf(draft)
  const submit = async (): Promise<void> => {
    if (wish === null) return
    const outcome = await onSubmit(wish)
    if (outcome.ok) onClose()
    else setRefused(outcome.refusal)
  }
  return (
    <Dialog
      size="large"
      icon="send"
      title={say('submitTitle')}
      onDismiss={onClose}
      actions={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          <Button
            kind="primary"
            icon="send"
            disabledReason={wish === null ? say('wishMissing') : undefined}
            onPress={submit}
          >
            {say('submit')}
          </Button>
        </>
      }
    >
      <p>{say('submitText')}</p>
      {refused !== null && (
        <Notice tone="bad" title={sentence(refused)} announce>
          <ul className="list-disc pl-5">
            {missingWords(refused).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
      <ChoiceField
        label={say('delivery')}
        value={draft.method}
        options={ways.map(({ value, label }) => ({ value: methodOf(value), label: read(label) }))}
        onChange={(value) => {
          const way = ways.find((one) => methodOf(one.value) === value)
          if (way !== undefined) setDraft({ ...draft, method: methodOf(way.value) })
        }}
      />
      {draft.method === 'courier' && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={say('recipient')}
            value={draft.recipient}
            maxLength={60}
            onChange={(recipient) => setDraft({ ...draft, recipient })}
          />
          <TextField
            label={say('phone')}
            value={draft.phone}
            digits
            inputMode="tel"
            onChange={(phone) => setDraft({ ...draft, phone })}
          />
          <div className="sm:col-span-2">
            <TextField
              label={say('address')}
              value={draft.address}
              maxLength={200}
              onChange={(address) => setDraft({ ...draft, address })}
            />
          </div>
        </div>
      )}
      {draft.method === 'pickup' && (
        <TextField
          label={say('place')}
          value={draft.place}
          maxLength={200}
          onChange={(place) => setDraft({ ...draft, place })}
        />
      )}
    </Dialog>
  )
}
