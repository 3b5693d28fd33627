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

/** Louder than any noise there is between the beeps of the fake microphone. */
export const heard = 0.02

/**
 * The loudest sample (0 to 1) of the remote sound so far: listens until something is heard, at most two beeps of
 * the fake microphone long (one each second).
 */
export const loudestRemote = (page: Page): Promise<number> =>
  page.evaluate(async (enough) => {
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
    while (loudest <= enough && performance.now() < until) {
      for (const analyser of analysers) {
        const samples = new Float32Array(analyser.fftSize)
        analyser.getFloatTimeDomainData(samples)
        for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample))
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await context.close()
    return loudest
  }, heard)

/** Resolves with the clock's time (ms) at which the picture of this label shows its next and its fifth next frame. */
export const movesAgain = (
  page: Page,
  label: string,
): Promise<{ readonly first: number; readonly fifth: number }> =>
  page.evaluate(
    (name) =>
      new Promise((resolve) => {
        const times: number[] = []
        // Another element of this name takes the place of one that goes, and is the one that moves then.
        const watched = new Set<HTMLVideoElement>()
        const follow = (): void => {
          const [first, fifth] = [times[0], times[4]]
          if (first !== undefined && fifth !== undefined) return resolve({ first, fifth })
          for (const far of document.querySelectorAll<HTMLVideoElement>(`video[aria-label="${name}"]`)) {
            if (watched.has(far)) continue
            watched.add(far)
            const next = (): void => {
              times.push(Date.now())
              far.requestVideoFrameCallback(next)
            }
            far.requestVideoFrameCallback(next)
          }
          setTimeout(follow, 50)
        }
        follow()
      }),
    label,
  )

/** How many frames the picture of this label has shown so far. */
export const framesOf = (page: Page, label: string): Promise<number> =>
  page
    .getByLabel(label)
    .evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames)

/** What reaches a page while it is watched. */
export interface Watched {
  /** The longest time between two frames of the far picture, ms; the time since the last one counts too. */
  readonly longestGapMs: number
  readonly frames: number
  /**
   * RTP packets that did not come, in words for each stream that lacks some; on a busy machine some never do. `sent`: of
   * what this page sends, by the host's reports, so that what was lost on the way to the host is told from the rest.
   */
  readonly lost: string
  /** Whether everything still goes the way it went: no connection was made or given another path. */
  readonly untouched: boolean
}

/** Keeps a page's connections in sight, and what became of each; before its first script. */
export const watchConnections = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const made: RTCPeerConnection[] = []
    const stories: { readonly at: number; readonly n: number; readonly state: string }[] = []
    Object.assign(window, { made, stories })
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(about?: RTCConfiguration) {
        super(about)
        const n = made.push(this)
        const note = (state: string): number => stories.push({ at: Date.now(), n, state })
        note('made')
        this.addEventListener('connectionstatechange', () => note(this.connectionState))
      }
    }
  })

/** The port of the other side to which a page's media goes now, of the connections that `watchConnections` keeps; 0 without one. */
export const portOfMedia = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { made } = window as unknown as { made: RTCPeerConnection[] }
    const latest = made.findLast(({ connectionState }) => connectionState === 'connected')
    const reports = new Map(latest === undefined ? [] : [...(await latest.getStats())])
    const transport = [...reports.values()].find(({ type }) => type === 'transport')
    const pair = reports.get(transport?.selectedCandidatePairId)
    return Number(reports.get(pair?.remoteCandidateId)?.port ?? 0)
  })

/** What became of a page's connections from this time (ms since epoch) on: `3 made +120, 3 connected +460`. */
export const storyOf = async (page: Page, since: number): Promise<string> => {
  const stories = await page.evaluate(
    () =>
      (
        window as unknown as {
          stories: { readonly at: number; readonly n: number; readonly state: string }[]
        }
      ).stories,
  )
  return stories
    .filter(({ at }) => at >= since)
    .map(({ at, n, state }) => `${n} ${state} +${at - since}`)
    .join(', ')
}

/** The stream mediasoup probes with, by its own and its client's convention. */
const mediasoupProbing = 1234

/** Watches the far picture of this label from now on; the returned function tells what was seen. */
export const watch = async (page: Page, label: string): Promise<() => Promise<Watched>> => {
  await page.evaluate((name) => {
    const seen = { longestGapMs: 0, frames: 0, at: performance.now() }
    Object.assign(window, { seen })
    // Another element of this name takes the place of one that goes, which is seen until it is gone.
    const watched = new Set<HTMLVideoElement>()
    const follow = (): void => {
      for (const far of document.querySelectorAll<HTMLVideoElement>(`video[aria-label="${name}"]`)) {
        if (watched.has(far)) continue
        watched.add(far)
        const next = (): void => {
          if (!far.isConnected) return void watched.delete(far)
          const now = performance.now()
          seen.longestGapMs = Math.max(seen.longestGapMs, now - seen.at)
          seen.at = now
          seen.frames += 1
          far.requestVideoFrameCallback(next)
        }
        far.requestVideoFrameCallback(next)
      }
      setTimeout(follow, 50)
    }
    follow()
  }, label)
  const look = () =>
    page.evaluate(async (probingSsrc) => {
      // Kept there by `watchConnections`.
      const { made } = window as unknown as { made: RTCPeerConnection[] }
      const missing: Record<string, number> = {}
      for (const connection of made)
        for (const report of (await connection.getStats()).values())
          // A stream of nothing, by which a media host tries how much a way carries; it has holes by design.
          if (report.ssrc === probingSsrc) continue
          else if (report.type === 'inbound-rtp')
            missing[`${report.kind} ${report.ssrc}`] = Number(report.packetsLost ?? 0)
          else if (report.type === 'remote-inbound-rtp')
            missing[`sent-${report.kind} ${report.ssrc}`] = Number(report.packetsLost ?? 0)
      const ends = made.map((each) => /ice-ufrag:(\S+)/.exec(each.currentRemoteDescription?.sdp ?? '')?.[1])
      return { missing, paths: ends.join() }
    }, mediasoupProbing)
  const before = await look()
  return async () => {
    const seen = await page.evaluate(() => {
      const { seen: now } = window as unknown as {
        seen: { longestGapMs: number; frames: number; at: number }
      }
      return { frames: now.frames, longestGapMs: Math.max(now.longestGapMs, performance.now() - now.at) }
    })
    const after = await look()
    const lost = Object.entries(after.missing).flatMap(([stream, packets]) => {
      const more = packets - (before.missing[stream] ?? 0)
      return more === 0 ? [] : [`${more} of ${stream.split(' ')[0]}`]
    })
    return { ...seen, lost: lost.join(' and ') || 'none', untouched: after.paths === before.paths }
  }
}
