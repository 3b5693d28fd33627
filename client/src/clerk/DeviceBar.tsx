import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { DeviceSwitch, ShownSwitch } from '../parts/StageSwitch.tsx'
import { useWords } from '../words/words.ts'
import { deskKeys } from './keys.ts'

export interface DeviceBarProps {
  readonly microphoneOn: boolean
  readonly cameraOn: boolean
  /** The picture is shown whole, with its edges, or fills the stage. */
  readonly whole: boolean
  readonly zoom: number
  /** Nothing was handed in yet: hanging up asks first. */
  readonly unfinished: boolean
  readonly onMicrophone: () => void
  readonly onCamera: () => void
  readonly onWhole: () => void
  readonly onZoom: (zoom: number) => void
  readonly onStill: () => void
  readonly onDevices: () => void
  /** Turns captions on or off; none where there is no recogniser. */
  readonly onCaptions?: (() => void) | undefined
  readonly captionsShown?: boolean
  /** Shows one's screen, or ends it; none where the browser cannot. */
  readonly onScreen?: (() => void) | undefined
  readonly screenShown: boolean
  readonly onHangUp: () => Promise<unknown>
}

const zooms = [1, 1.5, 2, 3] as const

/** Below the picture: one's own microphone and camera, the view of the other side, a still, the end. */
export const DeviceBar = (props: DeviceBarProps): ReactNode => {
  const say = useWords('clerk')
  const screen = useWords('screen')
  const talk = useWords('talk')
  const [asking, setAsking] = useState(false)
  const nextZoom = zooms.find((zoom) => zoom > props.zoom) ?? 1
  return (
    <div
      role="toolbar"
      aria-label={say('devices')}
      className="flex flex-wrap justify-center rounded-card bg-stage p-1"
    >
      <DeviceSwitch
        device="microphone"
        held={!props.microphoneOn}
        shortcut={deskKeys.microphone}
        onPress={props.onMicrophone}
      >
        {say(props.microphoneOn ? 'mute' : 'unmute')}
      </DeviceSwitch>
      <DeviceSwitch device="camera" held={!props.cameraOn} onPress={props.onCamera}>
        {say(props.cameraOn ? 'cameraOff' : 'cameraOn')}
      </DeviceSwitch>
      <IconButton tone="onStage" icon="expand" pressed={props.whole} onPress={props.onWhole}>
        {say('whole')}
      </IconButton>
      <IconButton
        tone="onStage"
        icon="search"
        pressed={props.zoom > 1}
        onPress={() => props.onZoom(nextZoom)}
      >
        {say('zoom', { times: props.zoom })}
      </IconButton>
      <IconButton tone="onStage" icon="camera" shortcut={deskKeys.still} onPress={props.onStill}>
        {say('still')}
      </IconButton>
      <IconButton tone="onStage" icon="settings" onPress={props.onDevices}>
        {say('devices')}
      </IconButton>
      <ShownSwitch icon="captions" shown={props.captionsShown} onPress={props.onCaptions}>
        {talk('captions')}
      </ShownSwitch>
      <ShownSwitch icon="screen" shown={props.screenShown} onPress={props.onScreen}>
        {screen(props.screenShown ? 'hide' : 'show')}
      </ShownSwitch>
      <IconButton
        tone="onStage"
        icon="hangUp"
        onPress={() => (props.unfinished ? setAsking(true) : void props.onHangUp())}
      >
        {say('hangUp')}
      </IconButton>
      {asking && (
        <Dialog
          icon="hangUp"
          tone="bad"
          title={say('hangUpTitle')}
          onDismiss={() => setAsking(false)}
          actions={
            <>
              <Button
                kind="danger"
                onPress={async () => {
                  await props.onHangUp()
                  setAsking(false)
                }}
              >
                {say('hangUp')}
              </Button>
              <Button kind="primary" onPress={() => setAsking(false)}>
                {say('stay')}
              </Button>
            </>
          }
        >
          <p>{say('hangUpText')}</p>
        </Dialog>
      )}
    </div>
  )
}
