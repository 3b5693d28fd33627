import type { DeliveryWish as Wish, Handing } from '@farwindow/shared/case/delivery.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { LongText, TextField } from '../parts/TextField.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import { DeliveryWish } from './DeliveryWish.tsx'
import { PaperChoice } from './PaperChoice.tsx'
import type { CaseStore } from './store.ts'

export interface IssueFormProps {
  readonly wish: Wish
  readonly cases: CaseStore
  readonly onClose: () => void
}

/** As printed on a slip (shared/case/delivery.ts). */
const trackingShape = /^[A-Z0-9]{8,30}$/
const keepTracking = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 30)

interface Draft {
  readonly carrier: string
  readonly tracking: string
  readonly place: string
  readonly certificate: File | undefined
}

/**
 * The way the applicant asked for, with what is known of it (CASE-7); null while something is missing. The certificate
 * is a way of its own, added when it has been stored.
 */
const handingsOf = (method: Wish['method'], draft: Draft): Handing[] | null => {
  switch (method) {
    case 'courier': {
      const carrier = draft.carrier.trim()
      const complete = carrier !== '' && trackingShape.test(draft.tracking)
      return complete ? [{ method, carrier, trackingNumber: draft.tracking }] : null
    }
    case 'pickup':
      return draft.place.trim() === '' ? null : [{ method, place: draft.place.trim() }]
    case 'electronic':
      return draft.certificate === undefined ? null : []
  }
}

/** 发: hands the result over in the way the applicant asked for. */
export const IssueForm = ({ wish, cases, onClose }: IssueFormProps): ReactNode => {
  const say = useWords('cases')
  const common = useWords('common')
  const sentence = useRefusalSentence()
  const [draft, setDraft] = useState<Draft>({
    carrier: 'EMS',
    tracking: '',
    place: wish.method === 'pickup' ? wish.place : '',
    certificate: undefined,
  })
  const [note, setNote] = useState('')
  const [refused, setRefused] = useState<Refusal | null>(null)
  const handings = handingsOf(wish.method, draft)
  const issue = async (): Promise<void> => {
    if (handings === null) return
    const { certificate } = draft
    const outcome = await cases.take({ move: 'issue', note: note.trim(), handings, certificate })
    if (outcome.ok) onClose()
    else setRefused(outcome.refusal)
  }
  return (
    <Dialog
      title={say('move_issue')}
      onDismiss={onClose}
      actions={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          <Button
            kind="primary"
            disabledReason={handings === null ? say(`missing_${wish.method}`) : undefined}
            onPress={issue}
          >
            {say('do_issue')}
          </Button>
        </>
      }
    >
      <p>
        {say('wished')} <DeliveryWish wish={wish} />
      </p>
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      {wish.method === 'courier' && (
        <div className="grid gap-4 sm:grid-cols-[10em_minmax(0,1fr)]">
          <TextField
            label={say('carrier')}
            value={draft.carrier}
            maxLength={60}
            onChange={(carrier) => setDraft({ ...draft, carrier })}
          />
          <TextField
            label={say('tracking')}
            value={draft.tracking}
            keep={keepTracking}
            digits
            required
            onChange={(tracking) => setDraft({ ...draft, tracking })}
          />
        </div>
      )}
      {wish.method === 'pickup' && (
        <TextField
          label={say('pickupPlace')}
          value={draft.place}
          maxLength={200}
          required
          onChange={(place) => setDraft({ ...draft, place })}
        />
      )}
      <PaperChoice
        label={say(wish.method === 'electronic' ? 'certificate' : 'certificateToo')}
        rules={[say('certificateHint')]}
        accepted={['application/pdf', 'image/jpeg', 'image/png']}
        chooseWord={say('chooseCertificate')}
        file={draft.certificate}
        error={undefined}
        onFile={(certificate) => setDraft({ ...draft, certificate })}
      />
      <LongText label={say('remark')} rows={2} maxLength={1000} value={note} onChange={setNote} />
    </Dialog>
  )
}
