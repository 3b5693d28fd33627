import { largestFileBytes, type FileView } from '@farwindow/shared/record/protocol.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { FilePick } from '../parts/FilePick.tsx'
import { Icon, type IconName } from '../parts/icons.tsx'
import { Notice, type Tone } from '../parts/Notice.tsx'
import { EmptyState } from '../parts/states.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import type { PaperStand } from './papers.ts'
import type { Sending } from './store.ts'

export interface PapersProps {
  readonly stands: readonly PaperStand[]
  readonly sending: readonly Sending[]
  /** Handed in already: nothing can be added or taken back. */
  readonly readOnly: boolean
  /** `phone`: its own camera takes the better pictures; `here`: the camera of this kiosk. */
  readonly camera: 'phone' | 'here'
  readonly onPick: (material: string, file: File) => void
  readonly onPhoto: (material: string) => void
  readonly onRemove: (fileId: string) => Promise<unknown>
  readonly onForget: (sendingId: string) => void
}

/** The papers of the application: what is needed, what was given, what the clerk said of it. */
export const Papers = (props: PapersProps): ReactNode => {
  const say = useWords('papers')
  const { stands } = props
  if (stands.length === 0) return <EmptyState title={say('none')} />
  const needed = stands.filter((stand) => stand.needed || stand.files.length > 0)
  const others = stands.filter((stand) => !needed.includes(stand))
  const missing = needed.filter(({ state }) => state === 'none' || state === 'returned').length
  return (
    <div className="flex flex-col gap-5 kiosk:gap-3">
      {missing === 0 ? (
        <Notice tone="good" title={say('complete')} announce />
      ) : (
        <Notice tone="info" title={say('missing', { count: missing })}>
          {say('tips')}
        </Notice>
      )}
      {needed.map((stand) => (
        <Paper key={stand.material.code} {...props} stand={stand} />
      ))}
      {others.length > 0 && (
        <details>
          <summary className="inline-flex min-h-target items-center underline underline-offset-4">
            {say('others', { count: others.length })}
          </summary>
          <div className="mt-3 flex flex-col gap-5 kiosk:gap-3">
            {others.map((stand) => (
              <Paper key={stand.material.code} {...props} stand={stand} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

const looks: Record<PaperStand['state'], { readonly tone: Tone | 'plain'; readonly icon: IconName }> = {
  none: { tone: 'warn', icon: 'warn' },
  given: { tone: 'info', icon: 'clock' },
  accepted: { tone: 'good', icon: 'check' },
  returned: { tone: 'bad', icon: 'bad' },
}

type PaperProps = PapersProps & { readonly stand: PaperStand }

const Paper = (props: PaperProps): ReactNode => {
  const { stand, readOnly } = props
  const say = useWords('papers')
  const read = useBilingual()
  const { material, state, needed } = stand
  const { tone, icon } = looks[state]
  const optional = state === 'none' && !needed
  const sending = props.sending.filter((each) => each.material === material.code)
  return (
    <Card
      title={read(material.name)}
      aside={
        <Badge tone={optional ? 'plain' : tone} icon={optional ? 'info' : icon}>
          {say(optional ? 'state_optional' : `state_${state}`)}
        </Badge>
      }
    >
      <div className="flex flex-col gap-3 kiosk:gap-2">
        <p className="text-note text-quiet">{read(material.picture)}</p>
        {stand.files.map((file, index) => (
          <Given key={file.id} {...props} file={file} number={index + 1} />
        ))}
        {sending.map((each) => (
          <OnItsWay key={each.id} sending={each} onForget={props.onForget} />
        ))}
        {!readOnly && <Give {...props} />}
      </div>
    </Card>
  )
}

/** Take a picture, or choose a file: checked for its size before it travels. */
const Give = ({ stand, camera, onPick, onPhoto }: PaperProps): ReactNode => {
  const say = useWords('papers')
  const read = useBilingual()
  const [tooLarge, setTooLarge] = useState(false)
  const { material } = stand
  const name = read(material.name)
  const pick = (file: File): void => {
    const fits = file.size <= Math.min(material.maxBytes, largestFileBytes)
    setTooLarge(!fits)
    if (fits) onPick(material.code, file)
  }
  const pictures = material.acceptedTypes.filter((type) => type.startsWith('image/'))
  return (
    <>
      <div className="flex flex-wrap gap-3 kiosk:gap-2">
        {pictures.length > 0 &&
          (camera === 'phone' ? (
            <FilePick icon="camera" capture accept={pictures} label={say('photoOf', { name })} onPick={pick}>
              {say('photo')}
            </FilePick>
          ) : (
            <Button icon="camera" label={say('photoOf', { name })} onPress={() => onPhoto(material.code)}>
              {say('photo')}
            </Button>
          ))}
        <FilePick icon="upload" accept={material.acceptedTypes} label={say('fileOf', { name })} onPick={pick}>
          {say('file')}
        </FilePick>
      </div>
      {tooLarge && <Notice tone="bad" title={say('tooLarge')} announce />}
    </>
  )
}

type GivenProps = PapersProps & { readonly file: FileView; readonly number: number }

const Given = ({ file, number, readOnly, onRemove }: GivenProps): ReactNode => {
  const say = useWords('papers')
  const name = say('piece', { number, name: file.name })
  const { verdict } = file
  return (
    <div className="flex flex-col gap-2 rounded-part border border-line bg-ground px-4 py-2 kiosk:gap-1 kiosk:px-2">
      <div className="flex flex-wrap items-center gap-3">
        <Icon
          name={verdict === 'accepted' ? 'check' : verdict === 'returned' ? 'bad' : 'document'}
          className={
            verdict === 'accepted' ? 'text-good' : verdict === 'returned' ? 'text-bad' : 'text-quiet'
          }
        />
        <span className="min-w-0 grow">{name}</span>
        {!readOnly && verdict !== 'accepted' && (
          <Button
            kind="quiet"
            icon="remove"
            label={say('removeOf', { name })}
            onPress={() => onRemove(file.id)}
          >
            {say('remove')}
          </Button>
        )}
      </div>
      {verdict === 'returned' && (
        <p role="status" className="font-medium text-bad">
          {say('returnedFor', { reason: file.reason ?? say('returnedNoReason') })}
        </p>
      )}
    </div>
  )
}

const OnItsWay = ({
  sending,
  onForget,
}: {
  readonly sending: Sending
  readonly onForget: (id: string) => void
}): ReactNode => {
  const say = useWords('papers')
  const common = useWords('common')
  const sentence = useRefusalSentence()
  if (sending.refusal === undefined)
    return (
      <p role="status" className="flex items-center gap-3 text-quiet">
        <Icon name="upload" />
        {say('sending', { name: sending.name })}
      </p>
    )
  return (
    <Notice
      tone="bad"
      title={sentence(sending.refusal)}
      announce
      action={<Button onPress={() => onForget(sending.id)}>{common('close')}</Button>}
    />
  )
}
