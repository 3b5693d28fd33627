import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useWords } from '../words/words.ts'
import { acts, deskKeys } from './keys.ts'

const Key = ({ children }: { readonly children: string }): ReactNode => (
  <kbd className="rounded-part border border-edge px-1.5 font-sans">{children}</kbd>
)

/** Every key of the desk and what it does. */
export const KeyList = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const say = useWords('clerk')
  const common = useWords('common')
  return (
    <Dialog
      title={say('keyTitle')}
      onDismiss={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {common('close')}
        </Button>
      }
    >
      <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-y-1.5">
        {acts.map((act) => (
          <div key={act} className="contents">
            <dt>
              <Key>{deskKeys[act]}</Key>
            </dt>
            <dd>{say(`key_${act}`)}</dd>
          </div>
        ))}
        <dt>
          <Key>Alt+P</Key>
        </dt>
        <dd>{say('key_point')}</dd>
      </dl>
    </Dialog>
  )
}
