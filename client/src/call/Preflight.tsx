import type { ReactNode } from 'react'
import { classes } from '../parts/classes.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { Icon } from '../parts/icons.tsx'
import { Meter } from '../parts/Meter.tsx'
import { useWords } from '../words/words.ts'
import { CheckLine, type CheckState } from './CheckLine.tsx'
import { DeviceTrouble } from './DeviceTrouble.tsx'
import type { DeviceKind } from './media/devices.ts'
import type { OwnDevice } from './owndevice.ts'
import { trackOf } from './owndevice.ts'
import { SpeakerCheck } from './SpeakerCheck.tsx'
import type { NetworkCheck } from './network/check.ts'
import { NetworkLine } from './network/NetworkLine.tsx'
import type { Link } from '../link.ts'
import { useLevel } from './useLevel.ts'
import { Video } from './Video.tsx'

export interface PreflightProps {
  readonly camera: OwnDevice
  readonly microphone: OwnDevice
  readonly link: Link
  readonly network: NetworkCheck
  readonly place: 'kiosk' | 'own'
  readonly onRetry: (kind: DeviceKind) => void
  /** Takes the next camera; only where there is more than one. */
  readonly onOtherCamera?: (() => void) | undefined
}

/** Camera, microphone, speaker, network: each with a tick, or one sentence and a button that mends it. */
export const Preflight = (props: PreflightProps): ReactNode => (
  <div className="grid items-start gap-5 kiosk:gap-3 wide:grid-cols-2">
    <OwnPicture {...props} />
    <ul className="flex flex-col gap-3 kiosk:gap-2">
      <CameraLine {...props} />
      <MicrophoneLine {...props} />
      <SpeakerCheck microphone={trackOf(props.microphone)} place={props.place} />
      <NetworkLine link={props.link} network={props.network} />
    </ul>
  </div>
)

const OwnPicture = ({ camera, onOtherCamera }: PreflightProps): ReactNode => {
  const say = useWords('check')
  const track = trackOf(camera)
  return (
    <div
      className={classes(
        'relative mx-auto max-h-[42vh] w-full overflow-hidden rounded-card bg-stage text-on-stage wide:max-h-[60vh]',
        track === null ? 'aspect-[3/1] wide:aspect-video' : 'aspect-video',
      )}
    >
      {track === null ? (
        <p className="grid size-full place-items-center p-6 text-center">
          <span className="flex flex-col items-center gap-2">
            <Icon name="videoOff" className="size-[3em]" />
            {say('noPicture')}
          </span>
        </p>
      ) : (
        <>
          <Video tracks={[track]} label={say('yourself')} mirrored />
          <p className="absolute inset-x-0 bottom-0 bg-stage/80 px-4 py-2 text-center kiosk:py-1">
            {say('seeFace')}
          </p>
          {onOtherCamera !== undefined && (
            <div className="absolute top-2 right-2 rounded-part bg-stage/80">
              <IconButton tone="onStage" icon="refresh" onPress={onOtherCamera}>
                {say('otherCamera')}
              </IconButton>
            </div>
          )}
        </>
      )}
    </div>
  )
}

const deviceState = ({ state }: OwnDevice): Exclude<CheckState, 'fair'> =>
  state === 'granted' ? 'good' : state === 'unasked' || state === 'asking' ? 'checking' : 'bad'

interface TroubleProps extends Pick<PreflightProps, 'place' | 'onRetry'> {
  readonly kind: DeviceKind
  readonly device: OwnDevice
}

const Trouble = ({ kind, device, place, onRetry }: TroubleProps): ReactNode => {
  const { state } = device
  if (state === 'granted' || state === 'unasked' || state === 'asking') return null
  return <DeviceTrouble kind={kind} trouble={state} place={place} onRetry={() => onRetry(kind)} />
}

const CameraLine = ({ camera, place, onRetry }: PreflightProps): ReactNode => {
  const say = useWords('check')
  const state = deviceState(camera)
  const words = { good: say('works'), checking: say('allowIt'), todo: '', bad: say('fails') }
  return (
    <CheckLine icon="camera" name={say('camera')} state={state} words={words[state]}>
      <Trouble kind="camera" device={camera} place={place} onRetry={onRetry} />
    </CheckLine>
  )
}

const MicrophoneLine = ({ microphone, place, onRetry }: PreflightProps): ReactNode => {
  const say = useWords('check')
  const track = trackOf(microphone)
  const { level, heard } = useLevel(track)
  const there = deviceState(microphone)
  const state = there === 'good' && !heard ? 'todo' : there
  const words = {
    good: say('heardYou'),
    checking: say('allowIt'),
    todo: say('saySomething'),
    bad: say('fails'),
  }
  return (
    <CheckLine icon="microphone" name={say('microphone')} state={state} words={words[state]}>
      {track !== null && (
        <Meter
          label={say('loudness')}
          level={level}
          valueWords={heard ? say('heardYou') : say('saySomething')}
        />
      )}
      <Trouble kind="microphone" device={microphone} place={place} onRetry={onRetry} />
    </CheckLine>
  )
}
