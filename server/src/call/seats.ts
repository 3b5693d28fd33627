import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { PeerHeld } from './host.ts'
import type { Seat } from './line.ts'

/** Whose peers are whose after a host was out of reach. */
export interface Claims {
  /** The sessions that have their peer again. */
  readonly claimed: readonly string[]
  /** The peers nobody has use for any more. */
  readonly unclaimed: readonly string[]
}

/** Which session has which peer: one at a time each. */
export interface Seats {
  readonly bySession: ReadonlyMap<string, Seat>
  /** Seats the session with a new peer, in place of the one it had. */
  take(sessionId: string, peerId: string): Seat
  /** The seat is free again, unless the session has another one by now. */
  free(seat: Seat): void
  /** Works on the session’s seat, if the request was made for it: `wrongState` means another tab has taken over. */
  seated<T>(
    sessionId: string,
    request: { readonly peerId: string },
    work: (seat: Seat) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>>
  /** Writes the peers found on a host into the books again, as far as somebody still has use for them (MEDIA-27). */
  claim(found: readonly PeerHeld[]): Promise<Claims>
}

export interface SeatsOptions {
  /** Whether a session that has no seat here still has use for its peer. */
  readonly isWanted: (sessionId: string) => Promise<boolean>
  /** False while hosts may still come back with peers that have no seat here. */
  readonly isSettled: () => boolean
}

export function makeSeats({ isWanted, isSettled }: SeatsOptions): Seats {
  const bySession = new Map<string, Seat>()

  const take = (sessionId: string, peerId: string): Seat => {
    const seat: Seat = { sessionId, peerId, producers: new Map(), held: new Set(), thin: new Set() }
    bySession.set(sessionId, seat)
    return seat
  }

  const isOwned = async ({ owner }: PeerHeld): Promise<boolean> =>
    owner !== undefined && (bySession.has(owner) || (await isWanted(owner)))

  /** What the peer sends is what the host says. */
  const retake = (owner: string, { peerId, producers }: PeerHeld): void => {
    const seat = bySession.get(owner) ?? take(owner, peerId)
    seat.producers.clear()
    seat.held.clear()
    for (const { id, source, paused } of producers) {
      seat.producers.set(source, id)
      if (paused) seat.held.add(id)
    }
  }

  return {
    bySession,
    take,
    free: (seat) => {
      if (bySession.get(seat.sessionId) === seat) bySession.delete(seat.sessionId)
    },
    seated: async (sessionId, { peerId }, work) => {
      const seat = bySession.get(sessionId)
      if (seat === undefined) return isSettled() ? refuse('notFound', 'peerId') : comeAgain
      return seat.peerId === peerId ? work(seat) : refuse('wrongState', 'peerId')
    },
    claim: async (found) => {
      // All written at once: a page that asked in between would read that nobody sends it anything.
      const owned = await Promise.all(found.map(isOwned))
      const claimed: string[] = []
      const unclaimed: string[] = []
      for (const [n, peer] of found.entries()) {
        const { owner, peerId } = peer
        const isTheirs =
          owned[n] === true && owner !== undefined && (bySession.get(owner)?.peerId ?? peerId) === peerId
        if (!isTheirs) {
          unclaimed.push(peerId)
          continue
        }
        retake(owner, peer)
        claimed.push(owner)
      }
      return { claimed, unclaimed }
    },
  }
}

const comeAgain = { ok: false, refusal: { code: 'unavailable', retryAfterMs: 200 } } as const
