import { pausedRung } from '@farwindow/media-config/rungs.ts'
import type { MediaSignal } from './signal.ts'
import { noCounters, readCounters, shareLost, type Counters } from './counts.ts'
import type { Peer } from './peer.ts'
import { judge, show, shownBegins, type LinkQuality } from './quality.ts'
import { step, steppingBegins, tellsOfPicture } from './stepping.ts'
import type { MediaView } from './view.ts'

const everyMs = 1_000
/** What others said of our streams is worth something for so long. */
const saidForMs = 4_000
/** Losses below this are not told: they are none of anybody's business. */
const tellFrom = 0.03

/** What the pace keeper needs of the session. */
export interface PaceWays {
  readonly peer: Peer
  readonly signal: MediaSignal
  readonly view: () => MediaView
  readonly isOnline: () => boolean
  /** The picture is paused for the network's sake, or goes on. */
  readonly setThin: (thin: boolean) => void
  readonly setQuality: (quality: LinkQuality) => void
}

export interface PaceKeeper {
  /** Another side loses this share of what we send. */
  heard(from: string, lost: number): void
  /** A stream of another side reaches the host so well. */
  arrives(consumerId: string, score: number): void
  close(): void
}

/** Looks once a second, while a call is live, at what gets through both ways, and sends as much as does (MEDIA-42). */
export const keepPace = ({ peer, signal, view, isOnline, setThin, setQuality }: PaceWays): PaceKeeper => {
  const said = new Map<string, { readonly lost: number; readonly at: number }>()
  /** The most that was said to be lost since the last look; null while nobody said anything. */
  let justSaid: number | null = null
  const scores = new Map<string, number>()
  let stepping = steppingBegins
  let shown = shownBegins
  let before: Counters = noCounters
  let told = 0

  const tellLoss = (lost: number): void => {
    const rounded = lost < tellFrom ? 0 : Math.round(100 * lost) / 100
    if (rounded === 0 && told === 0) return
    told = rounded
    void signal.ask('media.hears', { peerId: peer.id, lost: rounded }, { patienceMs: 0 })
  }
  const worstSaid = (): number => {
    const since = performance.now() - saidForMs
    return Math.max(0, ...[...said.values()].filter(({ at }) => at > since).map(({ lost }) => lost))
  }

  const look = async (): Promise<void> => {
    if (view().phase !== 'live') return
    const [send, receive] = await Promise.all([peer.stats('send'), peer.stats('receive')])
    const sendsPicture = tellsOfPicture(stepping) && !view().held.has('camera')
    const now = readCounters(send, receive, sendsPicture, before)
    const lostDown = shareLost(
      now.lostDown - before.lostDown,
      now.lostDown - before.lostDown + now.received - before.received,
    )
    const first = before === noCounters
    const silent = now.heardBytes === before.heardBytes
    before = now
    // What was lost before the first look happened while the streams were made.
    if (first) return
    tellLoss(lostDown)
    // Who gets everything got it from the host: that is known before the host's next report, seconds later for voice alone.
    const lostUp = now.lostUp ?? (justSaid === 0 ? 0 : null)
    const next = step(stepping, { ...now, lostUp, lostFar: justSaid ?? 0, silent })
    justSaid = null
    if (next.rung !== stepping.rung) {
      if ((next.rung === pausedRung) !== (stepping.rung === pausedRung)) setThin(next.rung === pausedRung)
      peer.setRung(next.rung)
    }
    stepping = next
    const { connections, remotes } = view()
    const theirs = remotes.flatMap(({ consumerId, muted }) => (muted ? [] : (scores.get(consumerId) ?? 10)))
    shown = show(
      shown,
      judge({
        connected: connections.send === 'connected' && connections.receive === 'connected',
        online: isOnline(),
        lostUp: next.lostUp,
        lostDown,
        paused: next.rung === pausedRung,
        theirScore: Math.min(10, ...theirs),
        theyPaused: remotes.some(({ thin }) => thin),
        theirLost: worstSaid(),
      }),
    )
    setQuality(shown.quality)
  }

  const timer = setInterval(() => void look().catch(() => undefined), everyMs)
  return {
    heard: (from, lost) => {
      said.set(from, { lost, at: performance.now() })
      justSaid = Math.max(justSaid ?? 0, lost)
    },
    arrives: (consumerId, score) => void scores.set(consumerId, score),
    close: () => clearInterval(timer),
  }
}
