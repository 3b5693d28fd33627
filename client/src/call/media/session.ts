import type { Lacking, MediaDirection, MediaSource } from '@farwindow/shared/call/media.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { keepPace } from './pace.ts'
import type { PaceKeeper } from './pace.ts'
import { keepPath } from './path.ts'
import type { PathKeeper } from './path.ts'
import type { openPeer, Peer } from './peer.ts'
import type { MediaNotice, MediaSignal } from './signal.ts'
import { keepTold } from './standing.ts'
import type { Standing } from './standing.ts'
import { holdView, newView } from './view.ts'
import type { MediaView, Remote } from './view.ts'

export interface MediaSession {
  /** The present state; a new object after each change. */
  view(): MediaView
  subscribe(listener: () => void): () => void
  /** Feeds a notice of the server in. Those for another peer are passed over. */
  notice(notice: MediaNotice): void
  /** Sends this track as the source from now on, or stops sending the source. Tracks stay the caller’s. */
  setTrack(source: MediaSource, track: MediaStreamTrack | null): void
  /** Tells the other side what cannot be sent, and why. */
  setLacking(lacking: Lacking): void
  /** Holds an own stream, or lets it go on. */
  setHeld(source: MediaSource, held: boolean): void
  /** The way to the server is back after a break: looks for new network paths at once. */
  wake(): void
  /** Opens a new peer at once, for example to take over from another tab. A call under way goes on over it. */
  reopen(): void
  /** The peer of the moment, as the server knows it. */
  peerId(): string | undefined
  stats(direction: MediaDirection): Promise<RTCStatsReport | undefined>
  close(): void
}

const retryMs = { first: 250, most: 4_000 }

/**
 * Keeps this browser connected with the media host for as long as it is open, and follows the notices of
 * calls; `onEnded` is told when one is over. Opens at once; every loss is answered with a new path or a new peer
 * without waiting first. `connect` makes the connections, where it is not a browser's.
 */
export function openMediaSession(
  signal: MediaSignal,
  tracks: ReadonlyMap<MediaSource, MediaStreamTrack>,
  lacks: Lacking,
  onEnded: () => void,
  connect: typeof openPeer,
): MediaSession {
  const { get: view, set, subscribe } = holdView()
  const sources = new Map(tracks)
  let lacking = lacks
  let peer: Peer | undefined
  let paths: PathKeeper | undefined
  let pace: PaceKeeper | undefined
  /** Streams that are on the stage or on their way there; an offer may be heard twice around a break. */
  const inHand = new Set<string>()
  /** Aborted when another peer is opened or the session closed. */
  let life = new AbortController()

  const standing = (source: MediaSource): Standing => {
    if (view().held.has(source)) return 'held'
    return source === 'camera' && view().thin ? 'thin' : 'flowing'
  }
  const tellStanding = keepTold(signal, () => peer?.id, standing)
  const isSending = (source: MediaSource): boolean =>
    (view().phase === 'ringing' || view().phase === 'live') && standing(source) === 'flowing'
  const adjust = (): void => {
    for (const source of sources.keys()) peer?.setFlowing(source, isSending(source))
  }

  /** What comes after a break cannot be shown before a whole picture. */
  const askKeyFrames = (): void => {
    if (peer !== undefined && view().callId !== undefined)
      void signal.ask('media.keyFrame', { peerId: peer.id })
  }

  const open = async (waitMs: number): Promise<void> => {
    life.abort()
    const own = new AbortController()
    life = own
    peer = undefined
    inHand.clear()
    set({ ...newView, held: view().held })
    const kept = keepPath({
      restart: async (direction) => peer?.restartIce(direction),
      heardBytes: async (direction) => (await peer?.heardBytes(direction)) ?? 0,
      giveUp: () => void open(retryMs.first),
      doubt: () => signal.doubt(),
    })
    const outcome = await connect(signal, {
      onConnection: (direction, state) => {
        const former = view().connections[direction]
        set({ connections: { ...view().connections, [direction]: state } })
        const isBack = state === 'connected' && (former === 'disconnected' || former === 'failed')
        if (isBack) askKeyFrames()
        kept.onConnection(direction, state)
      },
      onRefused: (refusal) => own.signal.aborted || onRefused(refusal),
    }).catch(() => undefined)
    const opened = outcome?.ok === true ? outcome.value : undefined
    if (own.signal.aborted) return opened?.close()
    if (opened === undefined) {
      const again = setTimeout(() => void open(Math.min(2 * waitMs, retryMs.most)), waitMs)
      return own.signal.addEventListener('abort', () => clearTimeout(again), { once: true })
    }
    const paced = keepPace({
      peer: opened,
      signal,
      view,
      isOnline: () => navigator.onLine,
      setThin: (thin) => {
        set({ thin })
        opened.setFlowing('camera', isSending('camera'))
        if (sources.has('camera')) void tellStanding('camera')
      },
      setQuality: (quality) => set({ quality }),
    })
    const end = (): void => (kept.close(), paced.close(), opened.close())
    own.signal.addEventListener('abort', end, { once: true })
    pace = paced
    peer = opened
    paths = kept
    set({ phase: 'ready' })
    for (const [source, track] of sources) void attach(opened, source, track)
    if (Object.keys(lacking).length > 0) void signal.ask('media.lack', { peerId: opened.id, lacking })
  }

  const onRefused = ({ code }: Refusal): void => {
    if (code === 'notFound') void open(retryMs.first)
    if (code === 'wrongState') stop('replaced')
  }

  const attach = async (to: Peer, source: MediaSource, track: MediaStreamTrack): Promise<void> => {
    try {
      await to.send(source, track, isSending(source))
    } catch {
      // Closed under our hands; the next peer gets it again.
      return
    }
    if (to !== peer) return
    if (sources.get(source) !== track) return void (sources.has(source) || to.drop(source))
    to.setFlowing(source, isSending(source))
    if (standing(source) !== 'flowing') void tellStanding(source)
  }

  const stop = (phase: 'replaced' | 'closed'): void => {
    life.abort()
    peer = undefined
    set({ ...newView, held: view().held, phase })
  }

  const onOffered = async (
    to: Peer,
    { callId, live, consumers: offered }: Extract<MediaNotice, { name: 'media.offered' }>['data'],
  ): Promise<void> => {
    const isKnown = view().callId === callId
    if (!isKnown) forget(to, ({ callId: former }) => former !== callId)
    set({ callId, phase: live || (isKnown && view().phase === 'live') ? 'live' : 'ringing' })
    // The encoder and its bandwidth estimate get warm while it rings.
    adjust()
    const consumers = offered.filter(({ id }) => !inHand.has(id))
    for (const { id } of consumers) inHand.add(id)
    const received = await to.receive(consumers)
    if (to !== peer || view().callId !== callId) return to.forget(consumers.map(({ id }) => id))
    const byId = new Map(consumers.map((each) => [each.id, each]))
    const remotes = received.flatMap((each) => {
      const offer = byId.get(each.consumerId)
      return offer === undefined ? [] : [{ ...each, callId, by: offer.by, ...heldOf(offer) }]
    })
    set({ remotes: [...view().remotes, ...remotes] })
    const consumerIds = received.map(({ consumerId }) => consumerId)
    if (consumerIds.length > 0) void signal.ask('media.consumed', { peerId: to.id, consumerIds })
  }

  /**
   * The line to the desk was broken, perhaps the desk is another one: compares what is on the stage with what is
   * there (MEDIA-27). What went on stays untouched.
   */
  const compare = async (to: Peer): Promise<void> => {
    const outcome = await signal.ask('media.current', { peerId: to.id, rtpCapabilities: to.playable() })
    if (to !== peer) return
    if (!outcome.ok) return onRefused(outcome.refusal)
    const { call, consumers, lacking: theirs } = outcome.value
    const there = new Map(consumers.map((each) => [each.id, each]))
    forget(to, ({ consumerId }) => !there.has(consumerId))
    if (call === null) return end()
    const known = new Set(view().remotes.map((each) => each.consumerId))
    set({
      lacking: theirs,
      remotes: view().remotes.map((each) => ({ ...each, ...heldOf(there.get(each.consumerId)) })),
    })
    await onOffered(to, {
      peerId: to.id,
      ...call,
      consumers: consumers.filter(({ id }) => !known.has(id)),
    })
    if (known.size > 0) void signal.ask('media.consumed', { peerId: to.id, consumerIds: [...known] })
    if (Object.keys(lacking).length > 0) void signal.ask('media.lack', { peerId: to.id, lacking })
    // A desk that is new does not know why a stream is held, and what was said into the break may be lost.
    for (const source of sources.keys()) void tellStanding(source)
    askKeyFrames()
  }

  const end = (): void => {
    set({ callId: undefined, phase: 'ready', lacking: {} })
    adjust()
    onEnded()
  }

  const forget = (to: Peer, which: (remote: Remote) => boolean): void => {
    const ids = view()
      .remotes.filter(which)
      .map(({ consumerId }) => consumerId)
    for (const id of ids) inHand.delete(id)
    to.forget(ids)
    set({ remotes: view().remotes.filter((each) => !which(each)) })
  }

  const follow = (to: Peer, notice: MediaNotice): void => {
    switch (notice.name) {
      case 'media.offered':
        return void onOffered(to, notice.data)
      case 'media.live':
        set({ callId: notice.data.callId, phase: 'live' })
        return adjust()
      case 'media.muted': {
        const { consumerId } = notice.data
        const remotes = view().remotes.map((each) =>
          each.consumerId === consumerId ? { ...each, ...heldOf(notice.data) } : each,
        )
        return set({ remotes })
      }
      case 'media.heard':
        return pace?.heard(notice.data.from, notice.data.lost)
      case 'media.arrives':
        return pace?.arrives(notice.data.consumerId, notice.data.score)
      case 'media.lacking':
        return set({ lacking: { ...view().lacking, [notice.data.by]: notice.data.lacking } })
      case 'media.gone':
        return forget(to, ({ consumerId }) => notice.data.consumerIds.includes(consumerId))
      case 'media.ended':
        forget(to, ({ callId }) => callId === notice.data.callId)
        if (view().callId !== notice.data.callId) return
        return end()
      case 'media.replaced':
        return stop('replaced')
      case 'media.lost':
        return void open(retryMs.first)
    }
  }

  void open(retryMs.first)
  return {
    view,
    subscribe,
    notice: (notice) => {
      if (peer?.id === notice.data.peerId) follow(peer, notice)
    },
    setTrack: (source, track) => {
      if (track === null) {
        sources.delete(source)
        peer?.drop(source)
      } else {
        sources.set(source, track)
        if (peer !== undefined) void attach(peer, source, track)
      }
    },
    setLacking: (now) => {
      lacking = now
      if (peer !== undefined) void signal.ask('media.lack', { peerId: peer.id, lacking })
    },
    setHeld: (source, isHeld) => {
      const held = new Set(view().held)
      if (isHeld) held.add(source)
      else held.delete(source)
      set({ held })
      peer?.setFlowing(source, isSending(source))
      void tellStanding(source)
    },
    wake: () => {
      if (peer === undefined) return
      paths?.wake()
      void compare(peer)
    },
    reopen: () => void open(retryMs.first),
    peerId: () => peer?.id,
    stats: async (direction) => peer?.stats(direction),
    close: () => {
      if (view().phase === 'closed') return
      if (peer !== undefined) void signal.ask('media.close', { peerId: peer.id })
      stop('closed')
    },
  }
}

const heldOf = (stream: { readonly muted: boolean; readonly because?: 'network' } | undefined) => ({
  muted: stream?.muted === true,
  thin: stream?.because === 'network',
})
