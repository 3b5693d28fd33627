import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../parts/Button.tsx'
import { ChoiceField } from '../parts/ChoiceField.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import { chooseSpeaker, chosenSpeaker } from './media/choices.ts'
import type { DeviceKind } from './media/devices.ts'
import type { MediaStore } from './mediastore.ts'
import { trackOf } from './owndevice.ts'
import { useChoices } from './useChoices.ts'

/** MEDIA-32: which camera, microphone and speaker to use, also in the middle of a call. What is chosen holds at once. */
export const DeviceChoice = ({
  media,
  onClose,
}: {
  readonly media: MediaStore
  readonly onClose: () => void
}): ReactNode => {
  const say = useWords('devices')
  const choices = useChoices(media)
  const facts = useStore(media.state)
  const [speaker, setSpeaker] = useState(chosenSpeaker())
  const [failed, setFailed] = useState<string | null>(null)
  /** Being asked for: shown as chosen until the browser has said what came of it. */
  const [wanted, setWanted] = useState<{ readonly kind: DeviceKind; readonly id: string } | null>(null)
  const choose = async (kind: DeviceKind, id: string): Promise<void> => {
    setWanted({ kind, id })
    const trouble = await media.choose(kind, id)
    setWanted(null)
    setFailed(trouble === undefined ? null : say(`${kind}_${trouble}`))
  }
  return (
    <Dialog
      icon="settings"
      title={say('choose')}
      size="large"
      onDismiss={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {say('chosen')}
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        {failed !== null && <Notice tone="warn" announce title={failed} />}
        {(['camera', 'microphone'] as const).map((kind) => (
          <ChoiceField
            key={kind}
            label={say(kind)}
            options={choices[kind].map(({ id, name }) => ({ value: id, label: name }))}
            value={wanted?.kind === kind ? wanted.id : (trackOf(facts[kind])?.getSettings().deviceId ?? '')}
            onChange={(id) => void choose(kind, id)}
          />
        ))}
        {choices.speaker.length > 0 && (
          <ChoiceField
            label={say('speaker')}
            options={choices.speaker.map(({ id, name }) => ({ value: id, label: name }))}
            value={speaker === '' ? 'default' : speaker}
            onChange={(id) => {
              chooseSpeaker(id === 'default' ? '' : id)
              setSpeaker(id)
            }}
          />
        )}
      </div>
    </Dialog>
  )
}
