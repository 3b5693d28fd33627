import { cameraConstraints, microphoneConstraints } from '@farwindow/media-config/capture.ts'
import type { CaptureTrouble } from '@farwindow/shared/call/media.ts'

/** One device, asked for. */
export type Capture =
  | { readonly state: 'granted'; readonly track: MediaStreamTrack }
  | { readonly state: CaptureTrouble }

export const deviceKinds = ['camera', 'microphone'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** Which device to use; none: the browser’s choice. */
export interface Wish {
  readonly camera?: string
  readonly microphone?: string
}

/**
 * Asks for camera and microphone in one question, and goes on with what there is: a missing camera does
 * not take the microphone along. Never throws.
 */
export async function captureBoth(wish: Wish = {}): Promise<Readonly<Record<DeviceKind, Capture>>> {
  const both = await capture({ video: cameraWish(wish), audio: microphoneWish(wish) })
  if (both.state === 'granted') {
    const [video] = both.stream.getVideoTracks()
    const [audio] = both.stream.getAudioTracks()
    return { camera: grantedOr(video), microphone: grantedOr(audio) }
  }
  if (both.state === 'insecure') return { camera: both, microphone: both }
  if (both.state === 'denied' && !(await deniedSingly()))
    // The question as a whole was answered with no: asking again singly would only nag.
    return { camera: both, microphone: both }
  return { camera: await captureOne('camera', wish), microphone: await captureOne('microphone', wish) }
}

/** Asks for one of the two. Never throws. */
export const captureOne = async (kind: DeviceKind, wish: Wish = {}): Promise<Capture> => {
  const outcome = await capture(
    kind === 'camera' ? { video: cameraWish(wish) } : { audio: microphoneWish(wish) },
  )
  return outcome.state === 'granted' ? grantedOr(outcome.stream.getTracks()[0]) : outcome
}

/** Calls back when a device is plugged in or out, until the returned function is called. */
export function onDevicesChanged(listener: () => void): () => void {
  const devices = navigator.mediaDevices
  devices?.addEventListener('devicechange', listener)
  return () => devices?.removeEventListener('devicechange', listener)
}

/** How a track stands: `silent` while the system holds it (a phone call on iOS), `ended` once unplugged. */
export type TrackState = 'live' | 'silent' | 'ended'

const trackState = (track: MediaStreamTrack): TrackState =>
  track.readyState === 'ended' ? 'ended' : track.muted ? 'silent' : 'live'

/** Calls back whenever the state changes, until the returned function is called. */
export function onTrackState(track: MediaStreamTrack, listener: (state: TrackState) => void): () => void {
  const tell = (): void => listener(trackState(track))
  const events = ['mute', 'unmute', 'ended'] as const
  for (const event of events) track.addEventListener(event, tell)
  return () => {
    for (const event of events) track.removeEventListener(event, tell)
  }
}

const exactly = (deviceId: string | undefined) =>
  deviceId === undefined ? {} : { deviceId: { exact: deviceId } }
const cameraWish = (wish: Wish): MediaTrackConstraints => ({
  ...cameraConstraints,
  ...(wish.camera === undefined ? { facingMode: { ideal: 'user' } } : exactly(wish.camera)),
})
const microphoneWish = (wish: Wish): MediaTrackConstraints => ({
  ...microphoneConstraints,
  ...exactly(wish.microphone),
})

const grantedOr = (track: MediaStreamTrack | undefined): Capture =>
  track === undefined ? { state: 'missing' } : { state: 'granted', track }

type Captured =
  | { readonly state: 'granted'; readonly stream: MediaStream }
  | { readonly state: CaptureTrouble }

async function capture(constraints: MediaStreamConstraints): Promise<Captured> {
  if (navigator.mediaDevices?.getUserMedia === undefined) return { state: unreachable() }
  try {
    return { state: 'granted', stream: await navigator.mediaDevices.getUserMedia(constraints) }
  } catch (error) {
    return { state: troubleOf(error) }
  }
}

const unreachable = (): CaptureTrouble => (globalThis.isSecureContext ? 'missing' : 'insecure')

/** Error names of Media Capture and Streams, and older ones of WebKit and Firefox. */
function troubleOf(error: unknown): CaptureTrouble {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    default:
      return 'busy'
  }
}

/** Whether only one of the two is denied, which the error of the common question does not say. */
async function deniedSingly(): Promise<boolean> {
  const [camera, microphone] = await Promise.all([permission('camera'), permission('microphone')])
  return (camera === 'denied') !== (microphone === 'denied')
}

/** Whether camera and microphone may be used without a question; unknown is no. */
export async function isAllowed(): Promise<boolean> {
  const states = await Promise.all([permission('camera'), permission('microphone')])
  return states.every((state) => state === 'granted')
}

async function permission(name: 'camera' | 'microphone'): Promise<PermissionState | undefined> {
  try {
    const status = await navigator.permissions.query({ name })
    return status.state
  } catch {
    return undefined
  }
}
