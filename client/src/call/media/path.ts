import type { MediaDirection } from '@farwindow/shared/call/media.ts'
import type { Connection } from './peer.ts'

/** How long a new path may take before the next one is tried, and how often before the peer is given up. */
const withinMs = 2_000
const tries = 5

/** Looks for a new network path when one falls silent. */
export interface PathKeeper {
  onConnection(direction: MediaDirection, state: Connection): void
  close(): void
}

/**
 * The first restart follows the loss at once, each further one when the one before has led nowhere. After
 * that `giveUp` is called, once. One restart runs at a time on each connection.
 */
export function keepPath(
  restart: (direction: MediaDirection) => Promise<void>,
  giveUp: () => void,
): PathKeeper {
  const searching = new Map<MediaDirection, AbortController>()

  const search = async (direction: MediaDirection): Promise<void> => {
    if (searching.has(direction)) return
    const own = new AbortController()
    searching.set(direction, own)
    for (let count = 0; count < tries; count += 1) {
      await restart(direction).catch(() => undefined)
      await pause(withinMs, own.signal)
      if (own.signal.aborted) return
    }
    giveUp()
  }

  const found = (direction: MediaDirection): void => {
    searching.get(direction)?.abort()
    searching.delete(direction)
  }

  return {
    onConnection: (direction, state) => {
      if (state === 'connected') found(direction)
      if (state === 'disconnected' || state === 'failed') void search(direction)
    },
    close: () => {
      found('send')
      found('receive')
    },
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
