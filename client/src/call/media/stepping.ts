import { pausedRung, pausedVoiceKbit, rungs } from '@farwindow/media-config/rungs.ts'

/** How one second went, as far as it is known. */
export interface Second {
  /** What the browser believes to get out, voice included. */
  readonly availableKbit: number | null
  /** Whether the encoder gives up size or quality for lack of bandwidth; null where the browser does not say. */
  readonly limited: boolean | null
  /** The share of our packets that did not reach the media host, by the reports of this second; null without one. */
  readonly lostUp: number | null
  /** The largest share of them that some viewer did not get. */
  readonly lostFar: number
  /** Nothing at all came from the media host, neither packets nor reports. */
  readonly silent: boolean
}

/** Where the picture stands, and what is remembered for the next step. Counted in seconds. */
export interface Stepping {
  readonly rung: number
  /** What the newest report said was lost. */
  readonly lostUp: number
  /** For how long it has been too much, or room for more. */
  readonly bad: number
  readonly good: number
  /** Since the last step up. */
  readonly sinceUp: number
  /** Whether the last step was one up. */
  readonly raised: boolean
  /** How many seconds before this one nothing came at all. */
  readonly silent: number
  /** Since the end of a silence long enough to have been no network at all. */
  readonly sinceOutage: number
  /** How long it must have been well before the next step up; doubles after each one that was too much. */
  readonly patience: number
}

const patience = { first: 2, most: 32 }
export const steppingBegins: Stepping = {
  rung: 0,
  lostUp: 0,
  bad: 0,
  good: 0,
  sinceUp: 60,
  raised: false,
  silent: 0,
  sinceOutage: 60,
  patience: patience.first,
}

/** From here on it is not chance that gets packets lost; and from the other on, voice itself breaks up. */
const lossy = 0.1
const breaking = 0.3
/** So long a step up is judged by its losses alone: the estimate follows only what is really sent. */
const graceSeconds = 3
/** So many silent seconds are not a narrow network but none. */
const outageSeconds = 2
/** So long after one the losses reported are still its own. */
const outageLossSeconds = 3
/** So long an estimate that sank to nothing is still climbing: after an outage, and when a paused picture goes on. */
const climbSeconds = 8
/** A step up that held so long was right. */
const provenSeconds = 15
/** One bad second is chance, or a busy machine; an estimate has to stay low a little longer than losses. */
const sustained = { lost: 2, narrow: 3 }
/** Room to spare before more is sent. */
const headroom = 1.2

const needKbit = (rung: number): number => {
  const at = rungs[rung]
  return at === undefined ? 0 : at.needKbit + at.voiceKbit
}

/** The best rung for what gets out, one below the present at least. */
const below = (rung: number, availableKbit: number | null): number => {
  const fits = rungs.findIndex((_, index) => index > rung && needKbit(index) <= (availableKbit ?? Infinity))
  // An estimate may be wrong: before the picture is paused the smallest one is tried.
  const smallest = rungs.length - 1
  return fits === -1 ? (rung < smallest ? smallest : pausedRung) : fits
}

/**
 * The picture's next step (MEDIA-42). Down after two or three seconds of too much, to voice alone when that breaks up; up one rung
 * after some seconds with room to spare. The estimate is low on a busy machine, too, and after each break: it is believed
 * only while the encoder lacks bandwidth. A report of losses is worth one second, however long no other one comes. A
 * paused picture is tried again when nothing gets lost any more. A network that was gone says nothing of how wide it is,
 * nor do the first reports after it.
 */
export const step = (now: Stepping, second: Second): Stepping => {
  if (second.silent) return { ...now, silent: now.silent + 1, bad: 0 }
  const sinceOutage = now.silent >= outageSeconds ? 0 : now.sinceOutage + 1
  const losses = sinceOutage < outageLossSeconds ? { lostUp: 0, lostFar: 0 } : {}
  const estimate = sinceOutage < climbSeconds ? { availableKbit: null } : {}
  return stepHeard({ ...now, silent: 0, sinceOutage }, { ...second, ...losses, ...estimate })
}

/** The same for a second in which something was heard. */
const stepHeard = (
  now: Stepping,
  { availableKbit, limited, lostUp: reported, lostFar }: Second,
): Stepping => {
  const believedKbit = limited === false ? null : availableKbit
  const lostUp = reported ?? now.lostUp
  const lost = Math.max(lostUp, lostFar)
  const isPaused = now.rung === pausedRung
  const isTried = now.sinceUp < graceSeconds
  const isClimbing = now.raised && now.rung === rungs.length - 1 && now.sinceUp < climbSeconds
  const isNarrow =
    !isPaused && !isTried && !isClimbing && believedKbit !== null && believedKbit < needKbit(now.rung)
  const isTooMuch = lost > lossy || isNarrow
  const isNews = reported !== null || lostFar > lossy || isNarrow
  const bad = isTooMuch ? now.bad + (isNews ? 1 : 0) : 0
  const sinceUp = now.sinceUp + 1
  if (!isPaused && bad >= (lost > lossy ? sustained.lost : sustained.narrow)) {
    const failed = now.raised && now.sinceUp < provenSeconds
    return {
      ...now,
      rung: lost > breaking ? pausedRung : below(now.rung, believedKbit),
      lostUp,
      bad: 0,
      good: 0,
      sinceUp,
      raised: false,
      patience: failed ? Math.min(2 * now.patience, patience.most) : patience.first,
    }
  }
  const hasRoom =
    isPaused || isTried || believedKbit === null || believedKbit > headroom * needKbit(now.rung - 1)
  const good = !isTooMuch && hasRoom && now.rung > 0 ? now.good + 1 : 0
  const isProven = now.raised && sinceUp >= provenSeconds && !isTooMuch
  // Even voice broke up: when it does not any more, it is another network than the one that was tried in vain.
  const isAnother = isPaused && lost > breaking
  if (good < now.patience || isTried)
    return {
      ...now,
      lostUp,
      bad,
      good,
      sinceUp,
      patience: isProven || isAnother ? patience.first : now.patience,
    }
  return { ...now, lostUp, rung: now.rung - 1, bad: 0, good: 0, sinceUp: 0, raised: true }
}

/** So long the reports of a picture that goes on again tell what got lost before it was paused. */
const staleSeconds = 2

/** Whether what is reported of the picture, or lacks it, is about the one that is sent now. */
export const tellsOfPicture = ({ rung, raised, sinceUp }: Stepping): boolean =>
  rung < pausedRung && !(raised && rung === pausedRung - 1 && sinceUp < staleSeconds)

/** What voice may take while the picture stands there. */
export const voiceKbitAt = (rung: number): number => rungs[rung]?.voiceKbit ?? pausedVoiceKbit
