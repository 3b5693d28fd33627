import type { MediaDirection } from '@farwindow/shared/call/media.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { keepPath } from './path.ts'
import type { PathKeeper } from './path.ts'
import type { Connection, openPeer, Peer } from './peer.ts'
import type { MediaSignal } from './signal.ts'

/** What keeping a peer needs of the session. */
export interface PeerWays {
  readonly signal: MediaSignal
  readonly connect: typeof openPeer
  /** There is no peer now; one is asked for. */
  readonly onOpening: () => void
  /** There is one, until the signal is aborted: it is closed then. */
  readonly onOpened: (peer: Peer, over: AbortSignal) => void
  readonly onConnection: (direction: MediaDirection, state: Connection) => void
  /** Another tab of the session has a peer now; none is asked for any more. */
  readonly onReplaced: () => void
}

/** Keeps one peer open: asks until there is one, looks for new paths, and replaces it when that leads nowhere. */
export interface PeerKeeper {
  /** Opens a new peer at once, in place of the present one. */
  renew(): void
  /** The way to the server is back after a break: looks for new network paths at once. */
  wake(): void
  /** The server refused something after which nothing of this peer will work. */
  refused(refusal: Refusal): void
  /** Closes the peer, and asks for none until it is renewed. */
  close(): void
}

const retryMs = { first: 250, most: 4_000 }

/** Begins with the first `renew`. */
export function keepPeer(ways: PeerWays): PeerKeeper {
  let paths: PathKeeper | undefined
  /** Aborted when another peer is opened, or none is wanted any more. */
  let life = new AbortController()

  const open = async (waitMs: number): Promise<void> => {
    close()
    const own = new AbortController()
    life = own
    ways.onOpening()
    let peer: Peer | undefined
    const kept = keepPath({
      restart: async (direction) => peer?.restartIce(direction),
      heardBytes: async (direction) => (await peer?.heardBytes(direction)) ?? 0,
      giveUp: renew,
      doubt: () => ways.signal.doubt(),
    })
    own.signal.addEventListener('abort', kept.close, { once: true })
    const outcome = await ways
      .connect(ways.signal, {
        onConnection: (direction, state) => {
          // The last words of a peer that is over are not about the present one.
          if (own.signal.aborted) return
          ways.onConnection(direction, state)
          kept.onConnection(direction, state)
        },
        onRefused: (refusal) => own.signal.aborted || refused(refusal),
      })
      .catch(() => undefined)
    const opened = outcome?.ok === true ? outcome.value : undefined
    if (own.signal.aborted) return opened?.close()
    if (opened === undefined) {
      const again = setTimeout(() => void open(Math.min(2 * waitMs, retryMs.most)), waitMs)
      return own.signal.addEventListener('abort', () => clearTimeout(again), { once: true })
    }
    own.signal.addEventListener('abort', opened.close, { once: true })
    peer = opened
    paths = kept
    ways.onOpened(opened, own.signal)
  }

  const renew = (): void => void open(retryMs.first)

  const refused = ({ code }: Refusal): void => {
    if (code === 'notFound') renew()
    if (code === 'wrongState') ways.onReplaced()
  }

  const close = (): void => {
    life.abort()
    paths = undefined
  }

  return { renew, wake: () => paths?.wake(), refused, close }
}
