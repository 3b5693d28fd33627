import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { takeStill } from '../../call/media/still.ts'
import { trackOf, type OwnDevice } from '../../call/owndevice.ts'
import { Video } from '../../call/Video.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useRefusalSentence } from '../../words/refusal.ts'
import { useWords } from '../../words/words.ts'

export interface StillDialogProps {
  readonly title: string
  /** How to hold what is taken. */
  readonly hint: string
  readonly camera: OwnDevice
  /** Sends the picture; the dialog waits for it, and says why when it was not taken. */
  readonly onUse: (picture: Blob) => Promise<Outcome<unknown>>
  readonly onClose: () => void
}

/** A still from the camera at its full resolution: look, take, look again, use or take again. */
export const StillDialog = ({ title, hint, camera, onUse, onClose }: StillDialogProps): ReactNode => {
  const say = useWords('papers')
  const [taken, setTaken] = useState<{ readonly picture: Blob; readonly url: string } | null>(null)
  const [failed, setFailed] = useState(false)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const sentence = useRefusalSentence()
  const url = taken?.url
  useEffect(() => () => void (url !== undefined && URL.revokeObjectURL(url)), [url])
  const track = trackOf(camera)

  const take = async (): Promise<void> => {
    if (track === null) return
    try {
      const { image } = await takeStill(track)
      setTaken({ picture: image, url: URL.createObjectURL(image) })
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }
  const use = async (picture: Blob): Promise<void> => {
    const outcome = await onUse(picture)
    if (outcome.ok) onClose()
    else setRefused(outcome.refusal)
  }
  return (
    <Dialog
      icon="camera"
      title={title}
      size="large"
      onDismiss={onClose}
      actions={
        taken === null ? (
          <>
            <Button onPress={onClose}>{say('stillCancel')}</Button>
            <Button
              kind="primary"
              big
              icon="camera"
              onPress={take}
              disabledReason={track === null ? say('stillNoCamera') : undefined}
            >
              {say('stillTake')}
            </Button>
          </>
        ) : (
          <>
            <Button
              icon="refresh"
              onPress={() => {
                setTaken(null)
                setRefused(null)
              }}
            >
              {say('stillAgain')}
            </Button>
            <Button kind="primary" big icon="check" onPress={() => use(taken.picture)}>
              {say('stillUse')}
            </Button>
          </>
        )
      }
    >
      <p>{taken === null ? hint : say('stillLook')}</p>
      {failed && <Notice tone="bad" title={say('stillFailed')} announce />}
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      <div className="aspect-video max-h-[55vh] w-full overflow-hidden rounded-part bg-stage">
        {taken === null ? (
          track !== null && <Video tracks={[track]} label={say('stillPreview')} fit="contain" />
        ) : (
          <img src={taken.url} alt={say('stillTaken')} className="size-full object-contain" />
        )}
      </div>
    </Dialog>
  )
}
