import type { MediaDirection } from '@farwindow/shared/call/media.ts'

const lookMs = 250
/** After so many looks that each found something new, one that finds nothing means something. */
const steadyLooks = 8
/** Half a second: a lost packet or a busy page is over by then. */
const silentLooks = 2

/** How regularly packets come. Counted in looks, not by the clock: a page that was asleep has missed nothing. */
interface Rhythm {
  readonly steady: number
  readonly silent: number
}
const rhythmBegins: Rhythm = { steady: 0, silent: 0 }

/** One look more, with or without something new. What never came regularly is not missed. */
const feel = ({ steady, silent }: Rhythm, news: boolean): Rhythm => {
  if (news) return { steady: silent < silentLooks ? Math.min(steady + 1, steadyLooks) : 1, silent: 0 }
  return steady < steadyLooks ? rhythmBegins : { steady, silent: silent + 1 }
}

/**
 * Calls `stopped` half a second after everything has stopped that came in regularly, once (MEDIA-21). When only the
 * other side's streams stop, the host's reports of our own go on coming: then it is not our network. Returns the end of it.
 */
export const listenIn = (
  heardBytes: (direction: MediaDirection) => Promise<number>,
  stopped: () => void,
): (() => void) => {
  let rhythm = rhythmBegins
  let received = 0
  let reports = 0
  let looking = false

  const look = async (): Promise<void> => {
    const now = await heardBytes('receive')
    rhythm = feel(rhythm, now !== received)
    received = now
    if (rhythm.silent === 1) reports = await heardBytes('send')
    if (rhythm.silent === silentLooks && (await heardBytes('send')) === reports) stopped()
  }
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch(() => undefined)
      .finally(() => {
        looking = false
      })
  }, lookMs)
  return () => clearInterval(timer)
}
