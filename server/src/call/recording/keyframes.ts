/** A key frame that was asked for and did not come is asked for again. */
const askAgainMs = 500
/** Cameras send key frames only when asked to: one as often as this makes a file that can be searched. */
const everyMs = 20_000

/** Sees to the key frames of a picture. `now` is ms since the epoch. */
export interface KeyFrames {
  came(now: number): void
  /** Asks when one is `missing`, or the last one came long ago; no more often than makes sense. */
  look(missing: boolean, now: number): void
  /** What was asked before does not count any more. */
  anew(): void
}

export const openKeyFrames = (ask: () => void): KeyFrames => {
  let cameAt = -Infinity
  let askedAt = -Infinity
  return {
    came: (now) => {
      cameAt = now
    },
    look: (missing, now) => {
      if (now - askedAt < askAgainMs || (!missing && now - cameAt < everyMs)) return
      askedAt = now
      ask()
    },
    anew: () => {
      askedAt = -Infinity
    },
  }
}
