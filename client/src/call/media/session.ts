import type { Lacking, MediaDirection, MediaSource } from '@farwindow/shared/call/media.ts'
import { followCalls } from './calls.ts'
import type { CallFollower } from './calls.ts'
import { keepPeer } from './keptpeer.ts'
import { openOutgoing } from './outgoing.ts'
import { keepPace } from './pace.ts'
import type { PaceKeeper } from './pace.ts'
import type { openPeer, Peer } from './peer.ts'
import type { MediaNotice, MediaSignal } from './signal.ts'
import { holdView, newView } from './view.ts'
import type { MediaView } from './view.ts'

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

/** The peer of the moment, and what goes on over it. */
interface Present {
  readonly peer: Peer
  readonly calls: CallFollower
  readonly pace: PaceKeeper
}

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
  let present: Present | undefined
  const outgoing = openOutgoing(signal, () => present?.peer, view, tracks, lacks)

  const onOpened = (peer: Peer, over: AbortSignal): void => {
    const { refused: onRefused } = keeper
    const calls = followCalls({ peer, over, signal, view, set, outgoing, onEnded, onRefused })
    const pace = keepPace({
      peer,
      signal,
      view,
      isOnline: () => navigator.onLine,
      setThin: (thin) => {
        set({ thin })
        outgoing.restate('camera')
      },
      setQuality: (quality) => set({ quality }),
    })
    over.addEventListener('abort', pace.close, { once: true })
    present = { peer, calls, pace }
    set({ phase: 'ready' })
    outgoing.begin()
  }

  const keeper = keepPeer({
    signal,
    connect,
    onOpening: () => {
      present = undefined
      set({ ...newView, held: view().held })
    },
    onOpened,
    onConnection: (direction, state) => {
      const former = view().connections[direction]
      set({ connections: { ...view().connections, [direction]: state } })
      const isBack = state === 'connected' && (former === 'disconnected' || former === 'failed')
      if (isBack) present?.calls.askKeyFrames()
    },
    onReplaced: () => stop('replaced'),
  })

  const stop = (phase: 'replaced' | 'closed'): void => {
    keeper.close()
    present = undefined
    set({ ...newView, held: view().held, phase })
  }

  const follow = ({ calls, pace }: Present, notice: MediaNotice): void => {
    switch (notice.name) {
      case 'media.heard':
        return pace.heard(notice.data.from, notice.data.lost)
      case 'media.arrives':
        return pace.arrives(notice.data.consumerId, notice.data.score)
      case 'media.replaced':
        return stop('replaced')
      case 'media.lost':
        return keeper.renew()
      default:
        return calls.follow(notice)
    }
  }

  keeper.renew()
  return {
    view,
    subscribe,
    notice: (notice) => {
      if (present?.peer.id === notice.data.peerId) follow(present, notice)
    },
    setTrack: outgoing.setTrack,
    setLacking: outgoing.setLacking,
    setHeld: (source, isHeld) => {
      const held = new Set(view().held)
      if (isHeld) held.add(source)
      else held.delete(source)
      set({ held })
      outgoing.restate(source)
    },
    wake: () => {
      keeper.wake()
      void present?.calls.compare()
    },
    reopen: keeper.renew,
    peerId: () => present?.peer.id,
    stats: async (direction) => present?.peer.stats(direction),
    close: () => {
      if (view().phase === 'closed') return
      if (present !== undefined) void signal.ask('media.close', { peerId: present.peer.id })
      stop('closed')
    },
  }
}
