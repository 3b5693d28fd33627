import type { ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'

const deviceIcons = {
  microphone: { held: 'microphoneOff', open: 'microphone' },
  camera: { held: 'videoOff', open: 'video' },
} as const

export interface DeviceSwitchProps {
  readonly device: keyof typeof deviceIcons
  /** Held back: the other side gets nothing of it. */
  readonly held: boolean
  readonly onPress: () => void
  /** What a press does. */
  readonly children: string
  readonly shortcut?: string
}

/** Below the picture of a call: one's own camera or microphone. */
export const DeviceSwitch = ({ device, held, shortcut, ...rest }: DeviceSwitchProps): ReactNode => (
  <IconButton
    tone="onStage"
    icon={deviceIcons[device][held ? 'held' : 'open']}
    pressed={held}
    {...(shortcut === undefined ? {} : { shortcut })}
    {...rest}
  />
)

export interface ShownSwitchProps {
  readonly icon: 'captions' | 'screen'
  readonly shown: boolean | undefined
  /** None where it cannot be shown: there is no switch then. */
  readonly onPress: (() => void) | undefined
  readonly children: string
}

/** Below the picture of a call: what may be shown besides it. */
export const ShownSwitch = ({ icon, shown = false, onPress, children }: ShownSwitchProps): ReactNode =>
  onPress !== undefined && (
    <IconButton tone="onStage" icon={icon} pressed={shown} onPress={onPress}>
      {children}
    </IconButton>
  )
