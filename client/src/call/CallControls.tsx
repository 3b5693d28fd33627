import type { ReactNode } from 'react'
import { IconButton } from '../parts/IconButton.tsx'
import { useWords } from '../words/words.ts'
import { CameraSwitch, CaptionsSwitch, MicrophoneSwitch, ScreenSwitch } from './Switches.tsx'

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
  const check = useWords('check')
  const { cameraHeld, microphoneHeld } = props
  return (
    <div
      role="group"
      aria-label={say('title')}
      className="flex justify-center gap-2 bg-stage px-3 kiosk:py-1"
    >
      {props.hasMicrophone && (
        <MicrophoneSwitch held={microphoneHeld} onPress={() => props.onMicrophone(!microphoneHeld)} />
      )}
      {props.hasCamera && (
        <CameraSwitch held={cameraHeld} onPress={() => props.onCamera(!cameraHeld)}>
          {say(cameraHeld ? 'cameraOn' : 'cameraOff')}
        </CameraSwitch>
      )}
      {props.hasCamera && !cameraHeld && props.onOtherCamera !== undefined && (
        <IconButton tone="onStage" icon="refresh" onPress={props.onOtherCamera}>
          {check('otherCamera')}
        </IconButton>
      )}
      <CaptionsSwitch shown={props.captionsShown} onPress={props.onCaptions} />
      <ScreenSwitch shown={props.screenShown} onPress={props.onScreen} />
      <IconButton tone="onStage" icon="hangUp" onPress={props.onHangUp}>
        {props.endWords ?? say('hangUp')}
      </IconButton>
    </div>
  )
}
