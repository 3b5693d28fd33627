import type { ReactNode } from 'react'
import { IconButton } from '../parts/IconButton.tsx'
import { useWords } from '../words/words.ts'

/* The switches below a picture that both sides of a call have, each with its word. */

/** One's own device: held back, the other side gets nothing of it. */
interface HeldProps {
  readonly held: boolean
  readonly onPress: () => void
}

export const MicrophoneSwitch = (props: HeldProps & { readonly shortcut?: string }): ReactNode => {
  const say = useWords('call')
  return (
    <IconButton
      tone="onStage"
      icon={props.held ? 'microphoneOff' : 'microphone'}
      pressed={props.held}
      {...(props.shortcut === undefined ? {} : { shortcut: props.shortcut })}
      onPress={props.onPress}
    >
      {say(props.held ? 'microphoneOn' : 'microphoneOff')}
    </IconButton>
  )
}

/** `children` is what a press does: the applicant's has room for the whole words, the clerk's has not. */
export const CameraSwitch = (props: HeldProps & { readonly children: string }): ReactNode => (
  <IconButton
    tone="onStage"
    icon={props.held ? 'videoOff' : 'video'}
    pressed={props.held}
    onPress={props.onPress}
  >
    {props.children}
  </IconButton>
)

/** What may be shown besides the picture; without `onPress` it cannot be, and there is no switch. */
interface ShownProps {
  readonly shown: boolean | undefined
  readonly onPress: (() => void) | undefined
}

/** Captions, for oneself; none where there is no recogniser. */
export const CaptionsSwitch = ({ shown = false, onPress }: ShownProps): ReactNode => {
  const say = useWords('talk')
  if (onPress === undefined) return null
  return (
    <IconButton tone="onStage" icon="captions" pressed={shown} onPress={onPress}>
      {say('captions')}
    </IconButton>
  )
}

/** One's screen, for the other; none where the browser cannot. */
export const ScreenSwitch = ({ shown = false, onPress }: ShownProps): ReactNode => {
  const say = useWords('screen')
  if (onPress === undefined) return null
  return (
    <IconButton tone="onStage" icon="screen" pressed={shown} onPress={onPress}>
      {say(shown ? 'hide' : 'show')}
    </IconButton>
  )
}
