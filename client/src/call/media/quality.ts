/** How the call’s network does, and whose part of it falls short. */
export interface LinkQuality {
  readonly grade: 'good' | 'weak' | 'bad'
  /** Null while it is good. */
  readonly cause: 'mine' | 'theirs' | 'server' | null
}

/** What one second showed. Shares of packets, 0 to 1. */
export interface LinkFacts {
  /** Whether both connections to the media host are up. */
  readonly connected: boolean
  /** The desk answers: this page's own network works. */
  readonly online: boolean
  readonly lostUp: number
  readonly lostDown: number
  readonly paused: boolean
  /** How well the other side's streams reach the host, 10 perfect; its picture may be paused for the network's sake. */
  readonly theirScore: number
  readonly theyPaused: boolean
  /** What the other side loses of what is sent to it. */
  readonly theirLost: number
}

const weakLoss = 0.04
const badLoss = 0.12
const scores = { weak: 7, bad: 4 }

const good: LinkQuality = { grade: 'good', cause: null }

/** One second's judgement. One's own part comes first: it is the one a person can mend. */
export const judge = (facts: LinkFacts): LinkQuality => {
  const { connected, online, lostUp, lostDown, paused, theirScore, theyPaused, theirLost } = facts
  if (!connected) return { grade: 'bad', cause: online ? 'server' : 'mine' }
  // Losses that were there before the host are not those of the way from it.
  const ownDown = theirScore <= scores.weak ? 0 : lostDown
  const own = Math.max(lostUp, ownDown)
  const theirs = Math.max(0, theirLost - lostUp)
  if (own > badLoss) return { grade: 'bad', cause: 'mine' }
  if (theirScore <= scores.bad || theirs > badLoss) return { grade: 'bad', cause: 'theirs' }
  if (own > weakLoss) return { grade: 'weak', cause: 'mine' }
  if (theyPaused || theirScore <= scores.weak || theirs > weakLoss) return { grade: 'weak', cause: 'theirs' }
  return paused ? { grade: 'weak', cause: 'mine' } : good
}

/** What is shown, and since how many seconds something else would have been. */
export interface Shown {
  readonly quality: LinkQuality
  readonly other: LinkQuality
  readonly seconds: number
}

export const shownBegins: Shown = { quality: good, other: good, seconds: 0 }
/** Bad news after three seconds, good after six: who is told each second hears nothing (MEDIA-44). */
const holdSeconds = { worse: 3, better: 6 }
const rank = { good: 0, weak: 1, bad: 2 }

export const show = (now: Shown, judged: LinkQuality): Shown => {
  const isSame = (a: LinkQuality, b: LinkQuality): boolean => a.grade === b.grade && a.cause === b.cause
  if (isSame(judged, now.quality)) return { quality: now.quality, other: judged, seconds: 0 }
  const seconds = isSame(judged, now.other) ? now.seconds + 1 : 1
  const isBetter = rank[judged.grade] < rank[now.quality.grade]
  if (seconds < (isBetter ? holdSeconds.better : holdSeconds.worse))
    return { quality: now.quality, other: judged, seconds }
  return { quality: judged, other: judged, seconds: 0 }
}
