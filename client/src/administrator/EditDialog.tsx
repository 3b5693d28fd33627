import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useWords } from '../words/words.ts'
import { Conflict, type ConflictProps } from './Conflict.tsx'
import { useLeaving } from './Leaving.tsx'

export interface EditDialogProps<T> extends Omit<ConflictProps<T>, 'onSaved'> {
  readonly title: string
  /** Why it cannot be saved yet. */
  readonly wrong: string | undefined
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The dialog in which one kept thing is written or changed; it closes when that is saved. */
export const EditDialog = <T,>({
  title,
  wrong,
  keeping,
  partName,
  taken,
  onClose,
  children,
}: EditDialogProps<T>): ReactNode => {
  const common = useWords('common')
  const { leave, question } = useLeaving(keeping.isChanged)
  const save = async (): Promise<void> => {
    if (await keeping.save()) onClose()
  }
  return (
    <>
      <Dialog
        size="large"
        title={title}
        onDismiss={() => leave(onClose)}
        actions={
          <>
            <Button onPress={() => leave(onClose)}>{common('cancel')}</Button>
            <Button kind="primary" disabledReason={wrong} onPress={save}>
              {common('save')}
            </Button>
          </>
        }
      >
        <Conflict
          keeping={keeping}
          partName={partName}
          {...(taken === undefined ? {} : { taken })}
          onSaved={onClose}
        />
        {children}
      </Dialog>
      {question}
    </>
  )
}
