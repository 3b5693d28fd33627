import type { IceServer } from '@farwindow/shared/call/media.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Output, Parsed, RequestName } from '@farwindow/shared/protocol/all.ts'
import type { MediaHost, MediaHostEvent, PeerHeld, PeerStats } from './host.ts'
import type { MediaNotice, Seat } from './line.ts'
import { makeLines } from './lines.ts'
import { patient } from './patient.ts'
import { tellArrival, tellLoss } from './quality.ts'

export interface ExchangeOptions {
  readonly host: MediaHost
  /** Sends a notice to the browser of a session. Those for a peer it no longer has are ignored there. */
  readonly tell: (sessionId: string, notice: MediaNotice) => void
  readonly newId: () => string
  /** Whether a session that this process does not know yet still has use for its peer. */
  readonly isWanted?: (sessionId: string) => Promise<boolean>
  /** False while hosts that were there before this process may still come back with peers it does not know. */
  readonly isSettled?: () => boolean
  /** A party has another peer from now on, or has its peer again. */
  readonly seated?: (sessionId: string) => void
  /** STUN and TURN servers for this session’s browser, with credentials where they need them. */
  readonly iceServers?: (sessionId: string) => readonly IceServer[]
}

type Names = Extract<RequestName, `media.${string}`>
type Extra<N extends Names> = N extends 'media.open' ? { readonly near?: string } : Parsed<N>

/** One function for every media request, by session; `media.open` also takes where to place the peer. */
export type MediaRequests = {
  readonly [N in Names]: (sessionId: string, input: Extra<N>) => Promise<Outcome<Output<N>>>
}

/**
 * Who is connected with media, and who is put through to whom. It holds no truth of calls: the call’s
 * handlers say when it rings, is answered and ends. Requests of browsers are answered one to one.
 */
export type Exchange = ReturnType<typeof openExchange>

export function openExchange({
  host,
  tell,
  newId,
  isWanted = async () => true,
  isSettled = () => true,
  iceServers = () => [],
  seated: isSeated = () => undefined,
}: ExchangeOptions) {
  const seats = new Map<string, Seat>()
  const lines = makeLines(patient(host), seats, tell)

  /** The session’s seat, if the request was made for it: `wrongState` means another tab has taken over. */
  const seated = async <T>(
    sessionId: string,
    { peerId }: { readonly peerId: string },
    work: (seat: Seat) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const seat = seats.get(sessionId)
    if (seat === undefined) return isSettled() ? refuse('notFound', 'peerId') : comeAgain
    return seat.peerId === peerId ? work(seat) : refuse('wrongState', 'peerId')
  }

  const vacate = async (seat: Seat | undefined): Promise<void> => {
    if (seat === undefined) return
    if (seats.get(seat.sessionId) === seat) seats.delete(seat.sessionId)
    lines.dropSeat(seat)
    await host.closePeer({ peerId: seat.peerId })
  }

  const hold = (
    sessionId: string,
    input: Parsed<'media.pause'>,
    held: boolean,
  ): Promise<Outcome<Output<'media.pause'>>> =>
    seated(sessionId, input, async (seat) => {
      const producerId = seat.producers.get(input.source)
      if (producerId === undefined) return refuse('notFound', input.source)
      const outcome = await host.setProducerPaused({ peerId: seat.peerId, producerId, paused: held })
      if (outcome.ok) {
        if (held) seat.held.add(producerId)
        else seat.held.delete(producerId)
        if (held && input.because === 'network') seat.thin.add(producerId)
        else seat.thin.delete(producerId)
        lines.muted(seat, producerId, held)
      }
      return emptied(outcome)
    })

  const stopListening = host.listen((event) => onHostEvent(event))
  const onHostEvent = (event: MediaHostEvent): void => {
    if (event.type === 'consumerGone') lines.dropConsumer(event.peerId, event.consumerId)
    if (event.type === 'quality') tellArrival(tell, lines.flowing(), event.producerId, event.score)
    if (event.type === 'found') void adopt(event.holding)
    if (event.type !== 'peerLost') return
    const seat = [...seats.values()].find((each) => each.peerId === event.peerId)
    if (seat === undefined) return
    seats.delete(seat.sessionId)
    lines.dropSeat(seat)
    tell(seat.sessionId, { name: 'media.lost', data: { peerId: event.peerId } })
  }

  /** Whether a peer found on a host that was out of reach belongs to somebody who still has use for one. */
  const isOwned = async ({ owner }: PeerHeld): Promise<boolean> =>
    owner !== undefined && (seats.has(owner) || (await isWanted(owner)))

  const takeSeat = (owner: string, { peerId, producers }: PeerHeld): void => {
    const seat: Seat = seats.get(owner) ?? {
      sessionId: owner,
      peerId,
      producers: new Map(),
      held: new Set(),
      thin: new Set(),
    }
    seats.set(owner, seat)
    seat.producers.clear()
    seat.held.clear()
    for (const { id, source, paused } of producers) {
      seat.producers.set(source, id)
      if (paused) seat.held.add(id)
    }
    isSeated(owner)
  }

  /**
   * MEDIA-27: what went on without us is written into the books again, or given back. Who it belongs to is found out
   * first, and all of it written at once: a page that asked in between would read that nobody sends it anything.
   */
  const adopt = async (holding: readonly PeerHeld[]): Promise<void> => {
    const owned = await Promise.all(holding.map(isOwned))
    for (const [n, peer] of holding.entries()) {
      const { owner, peerId } = peer
      const isTheirs =
        owned[n] === true && owner !== undefined && (seats.get(owner)?.peerId ?? peerId) === peerId
      if (isTheirs) takeSeat(owner, peer)
      else void host.closePeer({ peerId })
    }
    await lines.adopt(holding)
  }

  /**
   * `near` is the placement key: the deciding jurisdiction, on both sides. A call this session is in goes on
   * over the new peer as soon as the browser has connected it.
   */
  const open = async (
    sessionId: string,
    { near }: { readonly near?: string },
  ): Promise<Outcome<Output<'media.open'>>> => {
    const former = seats.get(sessionId)
    const seat: Seat = { sessionId, peerId: newId(), producers: new Map(), held: new Set(), thin: new Set() }
    seats.set(sessionId, seat)
    if (former !== undefined) tell(sessionId, { name: 'media.replaced', data: { peerId: former.peerId } })
    await vacate(former)
    const opened = await host.openPeer({ peerId: seat.peerId, owner: sessionId, near })
    if (!opened.ok) {
      await vacate(seat)
      return opened
    }
    if (seats.get(sessionId) === seat) {
      isSeated(sessionId)
      return ok({ ...opened.value, iceServers: [...iceServers(sessionId)] })
    }
    await host.closePeer({ peerId: seat.peerId })
    return refuse('unavailable', 'replaced')
  }

  const requests: MediaRequests = {
    'media.open': open,
    'media.connect': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        const outcome = await host.connectTransport(input)
        if (outcome.ok && input.direction === 'receive') {
          seat.rtpCapabilities = input.rtpCapabilities
          void lines.refresh(sessionId)
        }
        return emptied(outcome)
      }),
    'media.produce': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        const produced = await host.produce(input)
        if (produced.ok) {
          seat.producers.set(input.source, produced.value.producerId)
          void lines.refresh(sessionId)
        }
        return produced
      }),
    'media.stop': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        const producerId = seat.producers.get(input.source)
        seat.producers.delete(input.source)
        if (producerId !== undefined) await host.closeProducer({ peerId: seat.peerId, producerId })
        return ok({})
      }),
    'media.lack': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        seat.lacking = input.lacking
        lines.lacks(seat)
        return ok({})
      }),
    'media.pause': (sessionId, input) => hold(sessionId, input, true),
    'media.resume': (sessionId, input) => hold(sessionId, input, false),
    'media.consumed': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        await lines.ready(seat, input.consumerIds)
        return ok({})
      }),
    'media.current': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        seat.rtpCapabilities = input.rtpCapabilities
        await lines.refresh(sessionId)
        return ok(lines.currentOf(seat))
      }),
    'media.keyFrame': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        await lines.renew(seat)
        return ok({})
      }),
    'media.restartIce': (sessionId, input) =>
      seated(sessionId, input, async () => {
        const restarted = await host.restartIce(input)
        return restarted.ok
          ? ok({ iceParameters: restarted.value, iceServers: [...iceServers(sessionId)] })
          : restarted
      }),
    'media.hears': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        tellLoss(tell, lines.flowing(), seats.values(), seat, input.lost)
        return ok({})
      }),
    'media.probe': (sessionId, input) =>
      seated(sessionId, input, async () => {
        const probe = await host.probe(input)
        return probe.ok ? ok({ ...probe.value, iceServers: [...iceServers(sessionId)] }) : probe
      }),
    'media.probed': (sessionId, input) => seated(sessionId, input, () => host.probed(input)),
    'media.close': async (sessionId, { peerId }) => {
      const seat = seats.get(sessionId)
      if (seat?.peerId === peerId) await vacate(seat)
      return ok({})
    },
  }

  return {
    requests,
    /**
     * Exactly these are in the call: their streams are prepared on all sides, and nothing flows before the answer.
     * Who is not named any more is cut off at once. Repeating is no harm.
     */
    warm: (callId: string, ...sessionIds: readonly string[]): Promise<void> => lines.open(callId, sessionIds),
    /** The call was answered (and committed): the streams flow. */
    answer: (callId: string): Promise<void> => lines.answer(callId),
    /** The call, or the offer of it, is over. Nothing flows any more; the connections stay for the next one. */
    end: (callId: string): Promise<void> => lines.end(callId),
    /** The present peer of a session, if it has one. */
    peerOf: (sessionId: string): string | undefined => seats.get(sessionId)?.peerId,
    /** The session is over: gives its peer back. */
    leave: (sessionId: string): Promise<void> => vacate(seats.get(sessionId)),

    /** How a session’s connections and streams stand; refuses `notFound` without a peer. */
    stats: async (sessionId: string): Promise<Outcome<PeerStats>> => {
      const seat = seats.get(sessionId)
      return seat === undefined ? refuse('notFound', 'sessionId') : host.stats({ peerId: seat.peerId })
    },

    /** Stops listening to the host and gives all peers back; idempotent. The host stays open. */
    close: async (): Promise<void> => {
      stopListening()
      await Promise.all([...seats.values()].map(vacate))
    },
  }
}

const comeAgain = { ok: false, refusal: { code: 'unavailable', retryAfterMs: 200 } } as const

const emptied = (outcome: Outcome<null>): Outcome<Output<'media.close'>> => (outcome.ok ? ok({}) : outcome)
