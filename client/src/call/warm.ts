import { toSpeaker } from './media/choices.ts'

/*
 * A video element needs a tenth of a second and more from its tracks to its first picture, most of it waiting for
 * a busy page. While a call rings, the far side's element is made and plays already, out of sight and without
 * sound; nothing is forwarded to it before the answer. The screen then only takes it in.
 */

const ready = new Map<string, HTMLVideoElement>()

/** Names the tracks of a picture. */
export const keyOf = (tracks: readonly MediaStreamTrack[]): string => tracks.map(({ id }) => id).join(' ')

/** A picture without a source, made to play by itself and in its place (iOS would go full screen). */
export const blankPicture = (): HTMLVideoElement => {
  const video = document.createElement('video')
  video.playsInline = true
  video.autoplay = true
  video.muted = true
  toSpeaker(video)
  return video
}

/** Makes the picture of these tracks play, out of sight; those of other tracks that nobody took are let go. */
export const warmPicture = (tracks: readonly MediaStreamTrack[]): void => {
  const key = keyOf(tracks)
  if (ready.has(key)) return
  letGo()
  if (key === '') return
  const video = blankPicture()
  video.srcObject = new MediaStream([...tracks])
  // Refused only when the element is let go before the first picture.
  video.play().catch(() => undefined)
  ready.set(key, video)
}

/** So many pictures, one after the other, and a stream flows. */
const fewPictures = 8
/** A page nobody looks at may count no pictures: after so long with the first one it flows, too. */
const longMs = 1_500
const lookMs = 50

/** As `warmPicture`; calls back once the picture moves. Asked again for the same tracks, nothing new begins. */
export const onceMoving = (tracks: readonly MediaStreamTrack[], moves: () => void): void => {
  const key = keyOf(tracks)
  if (ready.has(key)) return
  warmPicture(tracks)
  const video = ready.get(key)
  let sinceMs = 0
  const look = (): void => {
    // Taken, or let go for another.
    if (video === undefined || ready.get(key) !== video) return
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) sinceMs += lookMs
    const { totalVideoFrames } = video.getVideoPlaybackQuality()
    if (totalVideoFrames >= fewPictures || sinceMs >= longMs) moves()
    else setTimeout(look, lookMs)
  }
  look()
}

/** The picture of these tracks that plays already, from now on the caller's; null when there is none. */
export const takePicture = (key: string): HTMLVideoElement | null => {
  const [warm, kept] = [ready.get(key), left.get(key)]
  ready.delete(key)
  left.delete(key)
  clearTimeout(kept?.ending)
  if (warm !== undefined && kept !== undefined) kept.video.srcObject = null
  const video = warm ?? kept?.video ?? null
  // Another speaker may have been chosen while it was out of sight.
  if (video !== null) toSpeaker(video)
  // What leaves a page is paused by the browser.
  if (video?.paused === true) video.play().catch(() => undefined)
  return video
}

interface Left {
  readonly video: HTMLVideoElement
  readonly ending: ReturnType<typeof setTimeout>
}
/** What a screen showed when it went away. The next one mostly shows it again: oneself, waiting and in the call. */
const left = new Map<string, Left>()
const leftMs = 2_000

/**
 * Whoever showed the picture of these tracks does no more. Its player is kept for a moment, without sound: to end one
 * and to begin another takes long on a busy page, and that is the moment somebody answers.
 */
export const leavePicture = (key: string, video: HTMLVideoElement): void => {
  const letItGo = (): void => {
    video.srcObject = null
  }
  if (key === '') return letItGo()
  video.muted = true
  video.removeAttribute('style')
  const other = left.get(key)
  clearTimeout(other?.ending)
  if (other !== undefined && other.video !== video) other.video.srcObject = null
  const ending = setTimeout(() => {
    left.delete(key)
    letItGo()
  }, leftMs)
  left.set(key, { video, ending })
}

/** Lets go of what nobody took. */
export const letGo = (): void => {
  for (const video of ready.values()) video.srcObject = null
  ready.clear()
}
