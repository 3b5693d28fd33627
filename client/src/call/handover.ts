import { nextFrame } from './media/frames.ts'

/** A picture that is not seen after so long is taken as it is: nobody looks at the page, or it has stopped. */
const patienceMs = 1_000

/**
 * One picture takes another's place (DIRECT-6): the former one stays in front, and is heard, until the new one, which is
 * in the page already, has shown its first picture there. Then `done` is called, once. What is returned ends it at once.
 */
export const handOver = (
  former: HTMLVideoElement,
  video: HTMLVideoElement,
  done: () => void,
): (() => void) => {
  const over = new AbortController()
  const end = (): void => {
    if (over.signal.aborted) return
    over.abort()
    clearTimeout(timer)
    former.remove()
    former.srcObject = null
    done()
  }
  const timer = setTimeout(end, patienceMs)
  // What is read by name, and what was seen closely, is the new one from now on.
  former.removeAttribute('aria-label')
  former.ariaHidden = 'true'
  const { transform, transformOrigin } = former.style
  Object.assign(video.style, { transform, transformOrigin })
  Object.assign(former.style, { position: 'absolute', inset: '0' })
  nextFrame(video, over.signal).then(end, () => undefined)
  return end
}

/** Whether something moves there that would be missed. */
export const isMoving = (video: HTMLVideoElement): boolean =>
  video.srcObject instanceof MediaStream &&
  video.videoWidth > 0 &&
  video.srcObject.getVideoTracks().some(({ readyState, muted }) => readyState === 'live' && !muted)
