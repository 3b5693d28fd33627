import type { LinkState } from '../link.ts'
import type { Connection } from './media/peer.ts'
import type { MediaView } from './media/view.ts'

/** How one leg of the way to the other side does. */
export type Leg = 'checking' | 'good' | 'slow' | 'bad'

/** The legs a call needs, each of which can fail by itself. */
export interface Legs {
  /** Words and form: this page ↔ the service. */
  readonly service: Leg
  /** One's own picture and voice going out. */
  readonly sending: Leg
  /** The clerk's picture and voice coming in. */
  readonly receiving: Leg
}

/** From here on talk begins to overlap (ITU-T G.114: 400 ms one way is the most). */
const slowMs = 400
/** A connection that is not up after so long will hardly come by itself. */
const patienceMs = 8_000

const mediaLeg = (connection: Connection | undefined, waitedMs: number): Leg => {
  if (connection === 'connected') return 'good'
  if (connection === 'failed') return 'bad'
  return waitedMs > patienceMs ? 'bad' : 'checking'
}

/**
 * What is known of the network. `roundTripMs` is the last answer's delay, null before the first; `waitedMs` how
 * long media have been connecting; `sends` false: there is nothing to send, so nothing to check on that leg.
 */
export const legsOf = (about: {
  readonly line: LinkState['phase']
  readonly roundTripMs: number | null
  readonly view: MediaView | null
  readonly waitedMs: number
  readonly sends: boolean
}): Legs => {
  const { line, roundTripMs, view, waitedMs, sends } = about
  const service =
    line === 'offline' ? 'bad' : roundTripMs === null ? 'checking' : roundTripMs > slowMs ? 'slow' : 'good'
  const waited = view === null || view.phase === 'opening' ? 0 : waitedMs
  const receiving = mediaLeg(view?.connections.receive, waited)
  return {
    service,
    receiving,
    sending: sends ? mediaLeg(view?.connections.send, waited) : receiving,
  }
}

/** The worst of the legs: what the one tick stands for. */
export const worstLeg = ({ service, sending, receiving }: Legs): Leg => {
  const all = [service, sending, receiving]
  return (['bad', 'checking', 'slow'] as const).find((leg) => all.includes(leg)) ?? 'good'
}
