import { hiddenVideo, nextFrame } from './frames.ts'

/** The part of ImageCapture we use (W3C MediaStream Image Capture; Chromium only). */
interface PhotoCapture {
  takePhoto(): Promise<Blob>
}
declare const ImageCapture: undefined | (new (track: MediaStreamTrack) => PhotoCapture)

export interface Still {
  readonly image: Blob
  readonly width: number
  readonly height: number
}

/** Papers and faces are judged on this: keep small print readable. */
const quality = 0.92
const photoWithinMs = 4_000

/**
 * A JPEG from the local camera at the full resolution it has: its photo mode where the browser offers one,
 * else a frame of the track as captured (not as sent). Rejects when the camera gives no picture.
 */
export async function takeStill(track: MediaStreamTrack): Promise<Still> {
  const photo = await photoOf(track)
  return photo ?? frameOf(track)
}

/** Some cameras offer a photo mode and never answer: those fall back to the frame. */
async function photoOf(track: MediaStreamTrack): Promise<Still | undefined> {
  if (typeof ImageCapture === 'undefined') return undefined
  const silence = AbortSignal.timeout(photoWithinMs)
  try {
    const photo = await Promise.race([new ImageCapture(track).takePhoto(), aborted(silence)])
    const bitmap = await createImageBitmap(photo)
    const { frameRate: _, ...shown } = track.getSettings()
    const isSmaller = bitmap.width < (shown.width ?? 0)
    return isSmaller ? undefined : await encode(bitmap, bitmap.width, bitmap.height)
  } catch {
    return undefined
  }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

async function frameOf(track: MediaStreamTrack): Promise<Still> {
  const { video, close } = hiddenVideo(track)
  try {
    const { width, height } = await nextFrame(video, AbortSignal.timeout(photoWithinMs))
    return await encode(video, width, height)
  } finally {
    close()
  }
}

async function encode(source: CanvasImageSource, width: number, height: number): Promise<Still> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(source, 0, 0, width, height)
  const image = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (image === null) throw new Error('the picture could not be encoded')
  return { image, width, height }
}
