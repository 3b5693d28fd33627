import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { DeviceChoice } from '../../call/DeviceChoice.tsx'
import { DeviceTrouble } from '../../call/DeviceTrouble.tsx'
import { trackOf, type OwnDevice } from '../../call/owndevice.ts'
import { useLevel } from '../../call/useLevel.ts'
import { NetworkLine } from '../../call/network/NetworkLine.tsx'
import { Video } from '../../call/Video.tsx'
import { Badge } from '../../parts/Badge.tsx'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Meter } from '../../parts/Meter.tsx'
import { useWords } from '../../words/words.ts'
import type { ClerkStores } from './stores.ts'

/** Between calls: does the office see me, hear me, and shall I hear the bell? */
export const OwnDevices = ({ clerk }: { readonly clerk: ClerkStores }): ReactNode => {
  const say = useWords('clerk')
  const { media, ringer } = clerk
  const { camera, microphone, view } = useStore(media.state)
  const unasked = camera.state === 'unasked' && microphone.state === 'unasked'
  const asking = camera.state === 'asking' || microphone.state === 'asking'
  const picture = trackOf(camera)
  const voice = trackOf(microphone)
  return (
    <Card title={say('ownTitle')} aside={<Connection phase={view?.phase} />}>
      <div className="flex flex-col gap-4">
        <p className="text-quiet">{asking ? say('ownAsking') : say('ownText')}</p>
        {unasked && (
          <div>
            <Button kind="primary" icon="camera" onPress={() => media.capture()}>
              {say('ownAsk')}
            </Button>
          </div>
        )}
        <Trouble kind="camera" device={camera} clerk={clerk} />
        <Trouble kind="microphone" device={microphone} clerk={clerk} />
        <div className="grid gap-4 md:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
          {picture !== null && (
            <div className="aspect-[4/3] overflow-hidden rounded-card bg-stage">
              <Video tracks={[picture]} label={say('ownPicture')} mirrored />
            </div>
          )}
          <div className="flex flex-col gap-4">
            {voice !== null && <Level track={voice} />}
            <div>
              <BellTest onPress={() => ringer.try()} />
            </div>
            {(picture !== null || voice !== null) && <ChooseDevices clerk={clerk} />}
          </div>
        </div>
        {view !== null && (
          <ul>
            <NetworkLine link={clerk.link} network={clerk.network} />
          </ul>
        )}
      </div>
    </Card>
  )
}

const ChooseDevices = ({ clerk }: { readonly clerk: ClerkStores }): ReactNode => {
  const say = useWords('devices')
  const [choosing, setChoosing] = useState(false)
  return (
    <div>
      <Button icon="settings" onPress={() => setChoosing(true)}>
        {say('choose')}
      </Button>
      {choosing && <DeviceChoice media={clerk.media} onClose={() => setChoosing(false)} />}
    </div>
  )
}

const BellTest = ({ onPress }: { readonly onPress: () => void }): ReactNode => {
  const say = useWords('clerk')
  return (
    <Button icon="speaker" onPress={onPress}>
      {say('ownRing')}
    </Button>
  )
}

const Connection = ({ phase }: { readonly phase: string | undefined }): ReactNode => {
  const say = useWords('clerk')
  if (phase === undefined || phase === 'closed') return null
  if (phase === 'replaced') return <Badge tone="warn">{say('mediaReplaced')}</Badge>
  return phase === 'opening' ? (
    <Badge>{say('mediaOpening')}</Badge>
  ) : (
    <Badge tone="good" icon="check">
      {say('mediaReady')}
    </Badge>
  )
}

const Level = ({ track }: { readonly track: MediaStreamTrack }): ReactNode => {
  const say = useWords('clerk')
  const { level, heard } = useLevel(track)
  return (
    <div className="flex flex-col gap-1">
      <p className="flex justify-between">
        <span className="font-medium">{say('ownLevel')}</span>
        <span className={heard ? 'text-good' : 'text-quiet'}>{say(heard ? 'ownHeard' : 'ownSilent')}</span>
      </p>
      <Meter
        label={say('ownLevel')}
        level={level}
        valueWords={say(heard ? 'ownHeard' : 'ownSilent')}
        tone={heard ? 'good' : 'warn'}
      />
    </div>
  )
}

interface TroubleProps {
  readonly kind: 'camera' | 'microphone'
  readonly device: OwnDevice
  readonly clerk: ClerkStores
}

/** A device that cannot be used, and its remedy in this browser. */
export const Trouble = ({ kind, device, clerk }: TroubleProps): ReactNode =>
  device.state === 'unasked' || device.state === 'asking' || device.state === 'granted' ? null : (
    <DeviceTrouble
      kind={kind}
      trouble={device.state}
      place="own"
      onRetry={() => void clerk.media.recapture(kind)}
    />
  )
