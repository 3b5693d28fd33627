import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { openIncoming } from './incoming.ts'
import type { Outgoing } from './outgoing.ts'
import type { Peer } from './peer.ts'
import type { MediaNotice, MediaSignal } from './signal.ts'
import type { MediaView } from './view.ts'

/** What the desk tells of calls. */
export type CallNotice = Extract<
  MediaNotice,
  { name: `media.${'offered' | 'live' | 'muted' | 'lacking' | 'gone' | 'ended'}` }
>

/** What following a call needs of the session. */
export interface CallWays {
  readonly peer: Peer
  /** Aborted when the peer is no longer the session's. */
  readonly over: AbortSignal
  readonly signal: MediaSignal
  readonly view: () => MediaView
  readonly set: (change: Partial<Pick<MediaView, 'callId' | 'phase' | 'remotes' | 'lacking'>>) => void
  readonly outgoing: Pick<Outgoing, 'adjust' | 'retell'>
  /** A call is over. */
  readonly onEnded: () => void
  readonly onRefused: (refusal: Refusal) => void
}

/** The calls of one peer, one after the other. */
export interface CallFollower {
  follow(notice: CallNotice): void
  /** The line to the desk was broken, perhaps the desk is another one: finds out how things are. */
  compare(): Promise<void>
  /** What comes after a break cannot be shown before a whole picture: asks for one of each stream. */
  askKeyFrames(): void
}

/** Puts calls on the stage and takes them off, as the desk says. */
export function followCalls(ways: CallWays): CallFollower {
  const { peer, over, signal, view, set, outgoing } = ways
  const incoming = openIncoming(peer, over, signal, { view, put: (remotes) => set({ remotes }) })

  const askKeyFrames = (): void => {
    if (view().callId !== undefined) void signal.ask('media.keyFrame', { peerId: peer.id })
  }

  const onOffered = async ({
    callId,
    live,
    consumers,
  }: Extract<CallNotice, { name: 'media.offered' }>['data']): Promise<void> => {
    const isKnown = view().callId === callId
    if (!isKnown) incoming.forget(({ callId: former }) => former !== callId)
    set({ callId, phase: live || (isKnown && view().phase === 'live') ? 'live' : 'ringing' })
    // The encoder and its bandwidth estimate get warm while it rings.
    outgoing.adjust()
    await incoming.take(callId, consumers)
  }

  const end = (): void => {
    set({ callId: undefined, phase: 'ready', lacking: {} })
    outgoing.adjust()
    ways.onEnded()
  }

  /** MEDIA-27: what went on stays untouched. */
  const compare = async (): Promise<void> => {
    const about = { peerId: peer.id, rtpCapabilities: peer.playable() }
    const outcome = await signal.ask('media.current', about)
    if (over.aborted) return
    if (!outcome.ok) return ways.onRefused(outcome.refusal)
    const { call, consumers, lacking } = outcome.value
    const known = incoming.compare(consumers)
    if (call === null) return end()
    set({ lacking })
    const news = consumers.filter(({ id }) => !known.includes(id))
    await onOffered({ peerId: peer.id, ...call, consumers: news })
    incoming.confirm(known)
    outgoing.retell()
    askKeyFrames()
  }

  const follow = (notice: CallNotice): void => {
    switch (notice.name) {
      case 'media.offered':
        return void onOffered(notice.data)
      case 'media.live':
        set({ callId: notice.data.callId, phase: 'live' })
        return outgoing.adjust()
      case 'media.muted':
        return incoming.mark(notice.data.consumerId, notice.data)
      case 'media.lacking':
        return set({ lacking: { ...view().lacking, [notice.data.by]: notice.data.lacking } })
      case 'media.gone':
        return incoming.forget(({ consumerId }) => notice.data.consumerIds.includes(consumerId))
      case 'media.ended':
        incoming.forget(({ callId }) => callId === notice.data.callId)
        if (view().callId === notice.data.callId) end()
    }
  }

  return { follow, compare, askKeyFrames }
}
