import type { Output } from '@farwindow/shared/protocol/all.ts'
import type { Peer } from './peer.ts'
import type { MediaSignal } from './signal.ts'
import type { MediaView, Remote } from './view.ts'

type Offered = Output<'media.current'>['consumers'][number]
type Held = Pick<Offered, 'muted' | 'because'>

/** The streams of the others over one peer: on the stage, or on their way there. */
export interface Incoming {
  /** Puts on the stage what is offered for the present call, once each: an offer may be heard twice around a break. */
  take(callId: string, offered: readonly Offered[]): Promise<void>
  /** A stream is held, or goes on. */
  mark(consumerId: string, held: Held): void
  /** After a break: only these are there now. Those on the stage already are named in the answer. */
  compare(there: readonly Offered[]): readonly string[]
  /** Takes these off the stage. */
  forget(which: (remote: Remote) => boolean): void
  /** Says that these can be played. */
  confirm(consumerIds: readonly string[]): void
}

/** What the streams need of the session: the call and the stage as they are, and a new stage. */
export interface Stage {
  readonly view: () => Pick<MediaView, 'callId' | 'remotes'>
  readonly put: (remotes: readonly Remote[]) => void
}

/** `over` is aborted when the peer is no longer the session's. */
export function openIncoming(
  peer: Peer,
  over: AbortSignal,
  signal: MediaSignal,
  { view, put }: Stage,
): Incoming {
  const inHand = new Set<string>()

  const confirm = (consumerIds: readonly string[]): void => {
    if (consumerIds.length > 0)
      void signal.ask('media.consumed', { peerId: peer.id, consumerIds: [...consumerIds] })
  }

  const forget = (which: (remote: Remote) => boolean): void => {
    const ids = view()
      .remotes.filter(which)
      .map(({ consumerId }) => consumerId)
    for (const id of ids) inHand.delete(id)
    peer.forget(ids)
    put(view().remotes.filter((each) => !which(each)))
  }

  return {
    confirm,
    forget,
    take: async (callId, offered) => {
      const consumers = offered.filter(({ id }) => !inHand.has(id))
      for (const { id } of consumers) inHand.add(id)
      const received = await peer.receive(consumers)
      if (over.aborted || view().callId !== callId) return peer.forget(consumers.map(({ id }) => id))
      const byId = new Map(consumers.map((each) => [each.id, each]))
      const remotes = received.flatMap((each) => {
        const offer = byId.get(each.consumerId)
        return offer === undefined ? [] : [{ ...each, callId, by: offer.by, ...heldOf(offer) }]
      })
      put([...view().remotes, ...remotes])
      confirm(received.map(({ consumerId }) => consumerId))
    },
    mark: (consumerId, held) =>
      put(
        view().remotes.map((each) => (each.consumerId === consumerId ? { ...each, ...heldOf(held) } : each)),
      ),
    compare: (there) => {
      const byId = new Map(there.map((each) => [each.id, each]))
      forget(({ consumerId }) => !byId.has(consumerId))
      put(view().remotes.map((each) => ({ ...each, ...heldOf(byId.get(each.consumerId)) })))
      return view().remotes.map(({ consumerId }) => consumerId)
    },
  }
}

const heldOf = (held: Held | undefined) => ({
  muted: held?.muted === true,
  thin: held?.because === 'network',
})
