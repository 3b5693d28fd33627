/** The server says something every two seconds: after so many half seconds of silence the line counts as broken. */
const quietTicks = 6
const tickMs = 500
/** Who has reason to doubt the line has just asked something: an answer, or anything else, comes within this time. */
const doubtMs = 600
/** A new way to the server, in less time than that, is answered: the doubted line gets only so long to say something. */
const graceMs = 100
/** While it is broken: how often the server is asked whether it is there, and how long one try may take. */
const knockMs = 300
/** The first try may go over a connection that is kept open, and as dead as the line: the second does not wait for it. */
const secondMs = 60
const tryMs = 1_500
/** After so many tries (a minute) they become rarer: who is away for long need not be found at once. */
const eagerTries = 200
const rareMs = 2_000

/** Feels whether a line is alive, and while it is not, whether the server can be reached again (LINK-7). */
export interface Pulse {
  /** Watches from now on. */
  start(): void
  /** Something came in. */
  beat(): void
  /** Something else says that the network is gone: unless something comes in now, the line is broken. */
  doubt(): void
  /** The line is broken: knocks until `found`. */
  seek(): void
  found(): void
  close(): void
}

export interface PulseHearer {
  /** Nothing has come in for a while, or the device says that it has no network. */
  readonly silent: () => void
  /** The server answers, or (`now`) the device says that it has a network again. */
  readonly reached: (now: boolean) => void
}

/**
 * Asks the server again and again without waiting for earlier tries: what TCP sent into a dead network it repeats
 * only seconds later, while a new try after the outage comes through at once. `answered` is called with each answer
 * until the returned function is.
 */
const knock = (answered: () => void, ask: typeof fetch): (() => void) => {
  const tries = new Set<AbortController>()
  let count = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let open = true

  const once = async (): Promise<void> => {
    const own = new AbortController()
    tries.add(own)
    const limit = setTimeout(() => own.abort(), tryMs)
    try {
      await ask('/api/pulse', { cache: 'no-store', credentials: 'omit', signal: own.signal })
      if (open) answered()
    } catch {
      // Not there yet.
    } finally {
      clearTimeout(limit)
      tries.delete(own)
    }
  }
  const goOn = (): void => {
    count += 1
    void once()
    const eager = count === 1 ? secondMs : knockMs
    timer = setTimeout(goOn, count < eagerTries ? eager : rareMs)
  }

  goOn()
  return () => {
    open = false
    clearTimeout(timer)
    for (const each of tries) each.abort()
  }
}

export const createPulse = (
  { silent, reached }: PulseHearer,
  door: typeof fetch = (...about) => fetch(...about),
): Pulse => {
  /** Ticks, not clocks: a page that was busy or asleep has heard nothing and missed nothing. */
  let quiet = 0
  let ticking: ReturnType<typeof setInterval> | undefined
  let doubting: ReturnType<typeof setTimeout> | undefined
  let mercy: ReturnType<typeof setTimeout> | undefined
  let stopKnocking: (() => void) | null = null

  const tick = (): void => {
    quiet += 1
    if (quiet >= quietTicks) silent()
  }
  const online = (): void => reached(true)
  const found = (): void => {
    stopKnocking?.()
    stopKnocking = null
  }
  /** No more doubts: the line is whole, or broken. */
  const sure = (): void => {
    clearTimeout(doubting)
    clearTimeout(mercy)
    doubting = undefined
    mercy = undefined
  }
  const broken = (): void => {
    sure()
    silent()
  }
  /** Asks from now on; over a line that is only doubted an answer is no find yet, but says that the line is the one at fault. */
  const ask = (): void => {
    stopKnocking ??= knock(() => {
      if (doubting === undefined) return reached(false)
      mercy ??= setTimeout(() => {
        broken()
        reached(false)
      }, graceMs)
    }, door)
  }
  const stop = (): void => {
    found()
    clearInterval(ticking)
    ticking = undefined
    sure()
    globalThis.removeEventListener('online', online)
    globalThis.removeEventListener('offline', silent)
  }

  return {
    start: () => {
      stop()
      quiet = 0
      ticking = setInterval(tick, tickMs)
      globalThis.addEventListener('online', online)
      globalThis.addEventListener('offline', silent)
    },
    beat: () => {
      quiet = 0
      if (doubting === undefined) return
      sure()
      found()
    },
    doubt: () => {
      // Nor is a line doubted that nobody wants any more: the asking for it would not end.
      if (ticking === undefined || doubting !== undefined || stopKnocking !== null) return
      doubting = setTimeout(broken, doubtMs)
      ask()
    },
    seek: () => {
      sure()
      ask()
    },
    found,
    close: stop,
  }
}
