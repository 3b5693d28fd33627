import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { trackOf } from '../../call/owndevice.ts'
import { Video } from '../../call/Video.tsx'
import { ActionCard } from '../../parts/ActionCard.tsx'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { PhoneHandover } from '../../visit/PhoneHandover.tsx'
import { QueuePlaceCard } from '../../visit/QueuePlaceCard.tsx'
import { useBilingual } from '../../words/bilingual.ts'
import { useWords } from '../../words/words.ts'
import { Frame } from './Frame.tsx'
import { fetchAhead } from './later.ts'
import type { Applicant } from './stores.ts'
import { useGuide } from './useGuide.ts'

/** In the queue: where one stands, how long, and what can be done meanwhile. */
export const WaitingScreen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { visit, walk, surface } = applicant
  const say = useWords('visit')
  const place = useStore(visit.state, (now) => now.place)
  const item = useStore(visit.state, (now) => now.visit?.item)
  const rings = useStore(visit.state, (now) => now.visit?.phase === 'offered')
  const [leaving, setLeaving] = useState(false)
  useEffect(fetchAhead, [])
  const [moving, setMoving] = useState(false)
  return (
    <Frame
      applicant={applicant}
      screen="waiting"
      step="wait"
      title={say(rings ? 'ringTitle' : 'waitTitle')}
      lead={rings ? say('ringText') : undefined}
      onBack={() => setLeaving(true)}
      primary={
        item === undefined ? undefined : (
          <Button kind="primary" big icon="edit" onPress={() => walk.setState({ meanwhile: 'form' })}>
            {say('waitForm')}
          </Button>
        )
      }
      secondary={
        <Button big onPress={() => setLeaving(true)}>
          {say('leave')}
        </Button>
      }
    >
      <div className="grid gap-5 kiosk:gap-3 wide:grid-cols-2">
        <div className="grid items-center gap-5 kiosk:grid-cols-[1fr_auto] kiosk:gap-3 kiosk:wide:grid-cols-1">
          {rings ? (
            <Notice tone="good" title={say('ringTitle')} announce />
          ) : (
            <QueuePlaceCard place={place} />
          )}
          <Oneself applicant={applicant} />
        </div>
        <div className="flex flex-col gap-5 kiosk:gap-3">
          <ToPrepare applicant={applicant} />
          <section className="flex flex-col gap-3 kiosk:gap-2">
            <h2 className="text-lead font-semibold">{say('waitMeanwhile')}</h2>
            {item !== undefined && (
              <ActionCard
                icon="upload"
                title={say('waitPapers')}
                text={say('waitPapersText')}
                onPress={() => walk.setState({ meanwhile: 'papers' })}
              />
            )}
            {surface === 'kiosk' && (
              <ActionCard
                icon="smartphone"
                title={say('waitPhone')}
                text={say('waitPhoneText')}
                onPress={() => setMoving(true)}
              />
            )}
          </section>
        </div>
      </div>
      {moving && <PhoneHandover onInvite={visit.invite} onClose={() => setMoving(false)} />}
      {leaving && <Leaving onStay={() => setLeaving(false)} onLeave={visit.end} />}
    </Frame>
  )
}

const Oneself = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const say = useWords('visit')
  const camera = useStore(applicant.media.state, (now) => now.camera)
  const track = trackOf(camera)
  if (track === null) return null
  return (
    <figure className="mx-auto w-full max-w-[11rem] kiosk:w-[22rem] kiosk:max-w-none kiosk:wide:w-[24rem]">
      <div className="aspect-[4/3] overflow-hidden rounded-card bg-stage">
        <Video tracks={[track]} label={say('waitSee')} mirrored />
      </div>
      <figcaption className="mt-1 text-center text-note text-quiet">{say('waitSee')}</figcaption>
    </figure>
  )
}

/** The papers that are always needed; what else is asked for depends on the form. */
const ToPrepare = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const say = useWords('visit')
  const read = useBilingual()
  const guide = useGuide(applicant)
  const needed = guide?.materials.filter(({ required }) => required === true) ?? []
  const hasCard = needed.some(({ code }) => code === 'identity')
  return (
    <Card title={say('waitPrepare')}>
      <ul className="flex flex-col gap-2 kiosk:gap-1">
        {!hasCard && (
          <li className="flex items-center gap-3">
            <Icon name="card" className="text-action" />
            {say('waitPrepareCard')}
          </li>
        )}
        {needed.map((material) => (
          <li key={material.code} className="flex items-center gap-3">
            <Icon name={material.code === 'identity' ? 'card' : 'document'} className="text-action" />
            {read(material.name)}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const Leaving = ({
  onStay,
  onLeave,
}: {
  readonly onStay: () => void
  readonly onLeave: () => Promise<unknown>
}): ReactNode => {
  const say = useWords('visit')
  return (
    <Dialog
      icon="end"
      tone="warn"
      title={say('leaveTitle')}
      onDismiss={onStay}
      actions={
        <>
          <Button kind="danger" onPress={onLeave}>
            {say('leaveConfirm')}
          </Button>
          <Button kind="primary" onPress={onStay}>
            {say('leaveCancel')}
          </Button>
        </>
      }
    >
      <p>{say('leaveText')}</p>
    </Dialog>
  )
}
