import { screenConstraints } from '@farwindow/media-config/capture.ts'

/** Whether this browser can show its screen at all; phones cannot. */
export const canShareScreen = (): boolean =>
  typeof globalThis.navigator?.mediaDevices?.getDisplayMedia === 'function'

/**
 * Lets the person choose what to show; null when they chose nothing, or the browser or its rules said no. Must be
 * called from a press.
 */
export const captureScreen = async (): Promise<MediaStreamTrack | null> => {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia(screenConstraints)
    return stream.getVideoTracks()[0] ?? null
  } catch {
    return null
  }
}
