import type { LinkState } from '../../link.ts'

/** How media can get to the media host: the ways a browser tries, best first. */
export const ways = ['udp', 'tcp', 'turn'] as const
export type Way = (typeof ways)[number]

/**
 * `none`: there is no TURN server. `refused`: it answers, and does not take the credentials we gave out. `unasked`: the
 * check did not get as far.
 */
export type WayState = 'unasked' | 'checking' | 'open' | 'closed' | 'refused' | 'none'

/** What is known of the road between this browser and the media host. */
export interface Findings {
  readonly phase: 'waiting' | 'running' | 'done'
  /** The media host could not be asked for a connection for a long time. */
  readonly hostAway: boolean
  /** How long an answer of the desk takes. */
  readonly roundTripMs: number | null
  readonly ways: Readonly<Record<Way, WayState>>
  /** What was measured on the best way that is open; null before. */
  readonly measured: Measured | null
}

export interface Measured {
  readonly over: Way
  readonly roundTripMs: number
  readonly upKbit: number
  readonly downKbit: number
  /** The share of messages that got lost, 0 to 1. */
  readonly lossUp: number
  readonly lossDown: number
}

export const nothingFound: Findings = {
  phase: 'waiting',
  hostAway: false,
  roundTripMs: null,
  ways: { udp: 'unasked', tcp: 'unasked', turn: 'unasked' },
  measured: null,
}

/** What it comes to, in one word; each has a sentence (words/…/network.ts). */
export type Verdict =
  | 'checking'
  | 'good'
  /** The desk does not answer. */
  | 'offline'
  /** The desk answers, but knows no media host that is up. */
  | 'hostAway'
  /** No way is open for picture and sound. */
  | 'blocked'
  /** Voice will do, pictures will pause: too narrow either way. */
  | 'voiceOnly'
  | 'lossy'
  | 'slowUp'
  | 'slowDown'
  | 'slow'
  /** No UDP: over TCP what is late holds up what is not. */
  | 'noUdp'
  | 'turnOnly'
  /** From here on talk begins to overlap (ITU-T G.114: 400 ms one way is the most). */
  | 'late'

/** Below this a picture pauses now and then; below the other it does not move at all (see `rungs`). */
export const wantedKbit = 800
const pictureKbit = 200
/** Opus conceals a few in a hundred; more is heard. */
export const heardLoss = 0.05
const lateMs = 400

/** One word for all that was found: what a person would notice comes before what staff would mend. */
export const verdictOf = (line: LinkState['phase'], findings: Findings): Verdict => {
  if (line === 'offline') return 'offline'
  if (findings.hostAway) return 'hostAway'
  const { ways: tried, measured, phase, roundTripMs } = findings
  if (phase !== 'done') return 'checking'
  if (ways.every((way) => tried[way] !== 'open')) return 'blocked'
  if (measured !== null) {
    const { upKbit, downKbit, lossUp, lossDown } = measured
    if (Math.min(upKbit, downKbit) < pictureKbit) return 'voiceOnly'
    if (Math.max(lossUp, lossDown) > heardLoss) return 'lossy'
    const [isSlowUp, isSlowDown] = [upKbit < wantedKbit, downKbit < wantedKbit]
    if (isSlowUp && isSlowDown) return 'slow'
    if (isSlowUp) return 'slowUp'
    if (isSlowDown) return 'slowDown'
  }
  if (Math.max(roundTripMs ?? 0, measured?.roundTripMs ?? 0) > lateMs) return 'late'
  if (tried.udp === 'open') return 'good'
  return tried.tcp === 'open' ? 'noUdp' : 'turnOnly'
}

export type Tone = 'checking' | 'good' | 'fair' | 'bad'

/** Whether one can call with it. `fair`: yes, and one should know. */
export const toneOf = (verdict: Verdict): Tone => {
  if (verdict === 'checking' || verdict === 'good') return verdict
  return verdict === 'offline' || verdict === 'hostAway' || verdict === 'blocked' ? 'bad' : 'fair'
}
