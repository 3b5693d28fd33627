/** A picture that reached the screen. */
export interface Frame {
  /** When it was shown, on the page’s clock (`performance.now()`), in ms. */
  readonly atMs: number
  readonly width: number
  readonly height: number
}

/**
 * The next picture this element shows. Where the browser cannot tell (Firefox before 132), the next change
 * of its time. Rejects when the signal is aborted.
 */
export function nextFrame(video: HTMLVideoElement, signal?: AbortSignal): Promise<Frame> {
  return new Promise((resolve, reject) => {
    const shown = (atMs: number): void =>
      resolve({ atMs, width: video.videoWidth, height: video.videoHeight })
    signal?.addEventListener('abort', () => reject(new DOMException('no picture came', 'AbortError')), {
      once: true,
    })
    if (typeof video.requestVideoFrameCallback === 'function')
      video.requestVideoFrameCallback((now) => shown(now))
    else video.addEventListener('timeupdate', () => shown(performance.now()), { once: true })
  })
}

/** A video element that shows this track without being on the page; `close` lets go of the track. */
export function hiddenVideo(track: MediaStreamTrack): { readonly video: HTMLVideoElement; close(): void } {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = new MediaStream([track])
  // Refused only when the element is let go before the first picture.
  video.play().catch(() => undefined)
  return {
    video,
    close: () => {
      video.pause()
      video.srcObject = null
    },
  }
}
