import type { IceServer } from '@farwindow/shared/call/media.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost, MediaHostEvent, PeerHeld, PeerStats } from './host.ts'
import type { MediaNotice, Seat } from './line.ts'
import { makeLines } from './lines.ts'
import { pathRequests, receivingRequests, sendingRequests } from './mediarequests.ts'
import type { MediaRequests } from './mediarequests.ts'
import { patient } from './patient.ts'
import { tellArrival } from './quality.ts'
import { makeSeats } from './seats.ts'

export interface ExchangeOptions {
  readonly host: MediaHost
  /** Sends a notice to the browser of a session. Those for a peer it no longer has are ignored there. */
  readonly tell: (sessionId: string, notice: MediaNotice) => void
  readonly newId: () => string
  /** Whether a session that this process does not know yet still has use for its peer. */
  readonly isWanted?: (sessionId: string) => Promise<boolean>
  /** False while hosts that were there before this process may still come back with peers it does not know. */
  readonly isSettled?: (() => boolean) | undefined
  /** A party has another peer from now on, or has its peer again. */
  readonly seated?: (sessionId: string) => void
  /** STUN and TURN servers for this session’s browser, with credentials where they need them. */
  readonly iceServers?: ((sessionId: string) => readonly IceServer[]) | undefined
}

/**
 * Who is connected with media, and who is put through to whom. It holds no truth of calls: the call’s
 * handlers say when it rings, is answered and ends. Requests of browsers are answered one to one.
 */
export interface Exchange {
  readonly requests: MediaRequests
  /**
   * Exactly these are in the call: their streams are prepared on all sides, and nothing flows before the answer.
   * Who is not named any more is cut off at once. Repeating is no harm.
   */
  warm(callId: string, ...sessionIds: readonly string[]): Promise<void>
  /** The call was answered (and committed): the streams flow. */
  answer(callId: string): Promise<void>
  /** The call, or the offer of it, is over. Nothing flows any more; the connections stay for the next one. */
  end(callId: string): Promise<void>
  /** The present peer of a session, if it has one. */
  peerOf(sessionId: string): string | undefined
  /** The session is over: gives its peer back. */
  leave(sessionId: string): Promise<void>
  /** How a session’s connections and streams stand; refuses `notFound` without a peer. */
  stats(sessionId: string): Promise<Outcome<PeerStats>>
  /** Stops listening to the host and gives all peers back; idempotent. The host stays open. */
  close(): Promise<void>
}

export function openExchange({
  host,
  tell,
  newId,
  isWanted = async () => true,
  isSettled = () => true,
  iceServers = () => [],
  seated: isSeated = () => undefined,
}: ExchangeOptions): Exchange {
  const seats = makeSeats({ isWanted, isSettled })
  const { bySession } = seats
  const lines = makeLines(patient(host), bySession, tell)

  const vacate = async (seat: Seat | undefined): Promise<void> => {
    if (seat === undefined) return
    seats.free(seat)
    lines.dropSeat(seat)
    await host.closePeer({ peerId: seat.peerId })
  }

  /**
   * `near` is the placement key: the deciding jurisdiction, on both sides. A call this session is in goes on
   * over the new peer as soon as the browser has connected it.
   */
  const open: MediaRequests['media.open'] = async (sessionId, { near }) => {
    const former = bySession.get(sessionId)
    const seat = seats.take(sessionId, newId())
    if (former !== undefined) tell(sessionId, { name: 'media.replaced', data: { peerId: former.peerId } })
    await vacate(former)
    const opened = await host.openPeer({ peerId: seat.peerId, owner: sessionId, near })
    if (!opened.ok) {
      await vacate(seat)
      return opened
    }
    if (bySession.get(sessionId) === seat) {
      isSeated(sessionId)
      return ok({ ...opened.value, iceServers: [...iceServers(sessionId)] })
    }
    await host.closePeer({ peerId: seat.peerId })
    return refuse('unavailable', 'replaced')
  }

  /** MEDIA-27: what went on without us is written into the books again, or given back. */
  const adopt = async (holding: readonly PeerHeld[]): Promise<void> => {
    const { claimed, unclaimed } = await seats.claim(holding)
    for (const owner of claimed) isSeated(owner)
    for (const peerId of unclaimed) void host.closePeer({ peerId })
    await lines.adopt(holding)
  }

  const lose = (peerId: string): void => {
    const seat = [...bySession.values()].find((each) => each.peerId === peerId)
    if (seat === undefined) return
    seats.free(seat)
    lines.dropSeat(seat)
    tell(seat.sessionId, { name: 'media.lost', data: { peerId } })
  }

  const onHostEvent = (event: MediaHostEvent): void => {
    if (event.type === 'consumerGone') lines.dropConsumer(event.peerId, event.consumerId)
    if (event.type === 'quality') tellArrival(tell, lines.flowing(), event.producerId, event.score)
    if (event.type === 'found') void adopt(event.holding)
    if (event.type === 'peerLost') lose(event.peerId)
  }
  const stopListening = host.listen(onHostEvent)

  return {
    requests: {
      'media.open': open,
      ...pathRequests(host, seats, lines, iceServers),
      ...sendingRequests(host, seats, lines),
      ...receivingRequests(seats, lines, tell),
      'media.close': async (sessionId, { peerId }) => {
        const seat = bySession.get(sessionId)
        if (seat?.peerId === peerId) await vacate(seat)
        return ok({})
      },
    },
    warm: (callId, ...sessionIds) => lines.open(callId, sessionIds),
    answer: lines.answer,
    end: lines.end,
    peerOf: (sessionId) => bySession.get(sessionId)?.peerId,
    leave: (sessionId) => vacate(bySession.get(sessionId)),
    stats: async (sessionId) => {
      const seat = bySession.get(sessionId)
      return seat === undefined ? refuse('notFound', 'sessionId') : host.stats({ peerId: seat.peerId })
    },
    close: async () => {
      stopListening()
      await Promise.all([...bySession.values()].map(vacate))
    },
  }
}
