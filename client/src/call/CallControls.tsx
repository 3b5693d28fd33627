import type { ReactNode } from 'react'
import { IconButton } from '../parts/IconButton.tsx'
import { DeviceSwitch, ShownSwitch } from '../parts/StageSwitch.tsx'
import { useWords } from '../words/words.ts'

export interface CallControlsProps {
  readonly hasCamera: boolean
  readonly hasMicrophone: boolean
  readonly cameraHeld: boolean
  readonly microphoneHeld: boolean
  readonly onCamera: (held: boolean) => void
  readonly onMicrophone: (held: boolean) => void
  readonly onHangUp: () => void
  /** For a guest, who leaves without ending the call: 离开. */
  readonly endWords?: string
  /** Takes the next camera; only where there is more than one. */
  readonly onOtherCamera?: (() => void) | undefined
  /** Turns captions on or off; none where there is no recogniser. */
  readonly onCaptions?: (() => void) | undefined
  readonly captionsShown?: boolean
  /** Shows one's screen, or ends it; none where the browser cannot. */
  readonly onScreen?: () => void
  readonly screenShown?: boolean
}

/** Camera, microphone, hang up: under the picture, each with its word. */
export const CallControls = (props: CallControlsProps): ReactNode => {
  const say = useWords('call')
  const screen = useWords('screen')
  const talk = useWords('talk')
  const check = useWords('check')
  const { cameraHeld, microphoneHeld } = props
  return (
    <div
      role="group"
      aria-label={say('title')}
      className="flex justify-center gap-2 bg-stage px-3 kiosk:py-1 phone:flex-wrap phone:gap-0 phone:px-0"
    >
      {props.hasMicrophone && (
        <DeviceSwitch
          device="microphone"
          held={microphoneHeld}
          onPress={() => props.onMicrophone(!microphoneHeld)}
        >
          {say(microphoneHeld ? 'microphoneOn' : 'microphoneOff')}
        </DeviceSwitch>
      )}
      {props.hasCamera && (
        <DeviceSwitch device="camera" held={cameraHeld} onPress={() => props.onCamera(!cameraHeld)}>
          {say(cameraHeld ? 'cameraOn' : 'cameraOff')}
        </DeviceSwitch>
      )}
      {props.hasCamera && !cameraHeld && props.onOtherCamera !== undefined && (
        <IconButton tone="onStage" icon="refresh" onPress={props.onOtherCamera}>
          {check('otherCamera')}
        </IconButton>
      )}
      <ShownSwitch icon="captions" shown={props.captionsShown} onPress={props.onCaptions}>
        {talk('captions')}
      </ShownSwitch>
      <ShownSwitch icon="screen" shown={props.screenShown} onPress={props.onScreen}>
        {screen(props.screenShown === true ? 'hide' : 'show')}
      </ShownSwitch>
      <IconButton tone="onStage" icon="hangUp" onPress={props.onHangUp}>
        {props.endWords ?? say('hangUp')}
      </IconButton>
    </div>
  )
}
