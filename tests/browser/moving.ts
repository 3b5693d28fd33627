import type { Page } from 'playwright-core'

/** What a video element does in a second: new frames decoded, their size. */
export interface Moving {
  readonly frames: number
  readonly width: number
}

/** Counts, for each video that shows somebody else (not muted and mirrored oneself), the frames of one second. */
export const movingVideos = (page: Page): Promise<Moving[]> =>
  page.evaluate(async () => {
    const videos = [...document.querySelectorAll('video')]
    const counted = () => videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames)
    const before = counted()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const after = counted()
    return videos.map((video, n) => ({ frames: (after[n] ?? 0) - (before[n] ?? 0), width: video.videoWidth }))
  })

/** The loudest sample (0 to 1) of the remote sound within two seconds: the fake microphone beeps each second. */
export const loudestRemote = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const streams = [...document.querySelectorAll<HTMLMediaElement>('audio, video')]
      .filter((element) => !element.muted && element.srcObject instanceof MediaStream)
      .map((element) => element.srcObject)
    const context = new AudioContext()
    await context.resume()
    const analysers = streams.flatMap((stream) => {
      if (!(stream instanceof MediaStream) || stream.getAudioTracks().length === 0) return []
      const analyser = context.createAnalyser()
      context.createMediaStreamSource(stream).connect(analyser)
      return [analyser]
    })
    let loudest = 0
    const until = performance.now() + 2_500
    while (performance.now() < until) {
      for (const analyser of analysers) {
        const samples = new Float32Array(analyser.fftSize)
        analyser.getFloatTimeDomainData(samples)
        for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample))
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await context.close()
    return loudest
  })

/** Resolves with the clock's time (ms) at which the picture of this label shows its next and its fifth next frame. */
export const movesAgain = (
  page: Page,
  label: string,
): Promise<{ readonly first: number; readonly fifth: number }> =>
  page.getByLabel(label).evaluate(
    (video) =>
      new Promise((resolve) => {
        const times: number[] = []
        const wait = (): void => {
          // The far picture is a video element: the only thing of this name.
          const far = video as HTMLVideoElement
          far.requestVideoFrameCallback(() => {
            times.push(Date.now())
            if (times.length < 5) return wait()
            resolve({ first: times[0] ?? 0, fifth: times[4] ?? 0 })
          })
        }
        wait()
      }),
  )

/** How many frames the picture of this label has shown so far. */
export const framesOf = (page: Page, label: string): Promise<number> =>
  page
    .getByLabel(label)
    .evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames)
