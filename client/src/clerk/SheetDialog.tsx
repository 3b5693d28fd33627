import { sheetsOf, type SaidSheet, type Sheet } from '@farwindow/shared/call/sheet.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'

export interface SheetDialogProps {
  readonly item: Item
  readonly onSend: (sheet: Sheet) => Promise<Outcome<unknown>>
  readonly onClose: () => void
}

const kinds = ['guide', 'paper', 'page'] as const

/** What of the present item the clerk sends the applicant: one press sends it. */
export const SheetDialog = ({ item, onSend, onClose }: SheetDialogProps): ReactNode => {
  const say = useWords('talk')
  const common = useWords('common')
  const read = useBilingual()
  const sentence = useRefusalSentence()
  const [refused, setRefused] = useState<Refusal | null>(null)
  const send = async ({ kind, code }: SaidSheet): Promise<void> => {
    const outcome = await onSend({ kind, code })
    if (outcome.ok) onClose()
    else setRefused(outcome.refusal)
  }
  const sheets = sheetsOf(item)
  return (
    <Dialog
      icon="document"
      title={say('sheetTitle')}
      size="large"
      onDismiss={onClose}
      actions={<Button onPress={onClose}>{common('cancel')}</Button>}
    >
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      {kinds.map((kind) => (
        <section key={kind} aria-label={say(`sheet_${kind}`)} className="flex flex-col gap-1">
          <h3 className="font-semibold">{say(`sheet_${kind}`)}</h3>
          <div className="flex flex-wrap gap-2">
            {sheets
              .filter((each) => each.kind === kind)
              .map((each) => (
                <Button key={each.code} icon="send" onPress={() => send(each)}>
                  {read(each.name)}
                </Button>
              ))}
          </div>
        </section>
      ))}
    </Dialog>
  )
}
