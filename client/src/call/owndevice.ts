import type { CaptureTrouble } from '@farwindow/shared/call/media.ts'
import type { Capture } from './media/devices.ts'

/** One's own camera or microphone: not asked for yet, being asked for, there, or why not. */
export type OwnDevice = { readonly state: 'unasked' | 'asking' } | Capture

export const trackOf = (device: OwnDevice): MediaStreamTrack | null =>
  device.state === 'granted' ? device.track : null

/** Why there is no such device, as far as that is known. */
export const troubleOf = (device: OwnDevice): CaptureTrouble | undefined =>
  device.state === 'unasked' || device.state === 'asking' || device.state === 'granted'
    ? undefined
    : device.state
