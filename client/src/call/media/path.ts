import type { MediaDirection } from '@farwindow/shared/call/media.ts'
import { listenIn } from './inbound.ts'
import type { Connection } from './peer.ts'

/** How long a new path may take before the next one is tried, and how often before the peer is given up. */
const withinMs = 2_000
const tries = 5
/** A path over which nothing came for so long, right after a break of the line, is taken for dead. */
const proofMs = 700
/** A line that is back within so long of everything falling silent comes over another network. */
const freshMs = 10_000

/** Looks for a new network path when one falls silent. */
export interface PathKeeper {
  onConnection(direction: MediaDirection, state: Connection): void
  /** The way to the server is back: a search goes on at once, and what only seems connected has to prove it. */
  wake(): void
  close(): void
}

/** What the keeper needs of a peer. */
export interface PathWays {
  /** Asks for a new path once; fails at once while the server cannot be asked. */
  readonly restart: (direction: MediaDirection) => Promise<void>
  /** Bytes that have come over this connection so far. */
  readonly heardBytes: (direction: MediaDirection) => Promise<number>
  readonly giveUp: () => void
  /** Everything has fallen silent: perhaps the line to the server is dead, too. */
  readonly doubt: () => void
}

const both = ['send', 'receive'] as const

interface Search {
  readonly over: AbortController
  /** Ends the present wait. */
  goOn: () => void
}

/**
 * The first restart follows the loss at once, each further one when the one before has led nowhere. After
 * that `giveUp` is called, once. One restart runs at a time on each connection.
 */
export function keepPath({ restart, heardBytes, giveUp, doubt }: PathWays): PathKeeper {
  const searching = new Map<MediaDirection, Search>()
  const closed = new AbortController()
  let stoppedAt = -Infinity

  const search = async (direction: MediaDirection): Promise<void> => {
    if (searching.has(direction)) return
    const own: Search = { over: new AbortController(), goOn: () => undefined }
    searching.set(direction, own)
    for (let count = 0; count < tries; count += 1) {
      await restart(direction).catch(() => undefined)
      await pause(withinMs, own.over.signal, own)
      if (own.over.signal.aborted) return
    }
    giveUp()
  }

  const found = (direction: MediaDirection): void => {
    searching.get(direction)?.over.abort()
    searching.delete(direction)
  }

  /** A browser takes seconds to notice that its path is gone; packets that stop say it within one. */
  const stopListening = listenIn(heardBytes, () => {
    stoppedAt = performance.now()
    doubt()
    for (const direction of both) if (!searching.has(direction)) restart(direction).catch(() => undefined)
  })

  /** A changed network may be back before anybody has noticed. */
  const prove = async (direction: MediaDirection): Promise<void> => {
    // What stopped a moment ago has been asked for a new path over the dead line: it is asked for again.
    if (performance.now() - stoppedAt < freshMs) return restart(direction)
    const before = await heardBytes(direction)
    await pause(proofMs, closed.signal)
    if (closed.signal.aborted || searching.has(direction)) return
    if ((await heardBytes(direction)) === before) await restart(direction)
  }

  return {
    onConnection: (direction, state) => {
      if (state === 'connected') found(direction)
      if (state === 'disconnected' || state === 'failed') void search(direction)
    },
    wake: () => {
      for (const direction of both) {
        const under = searching.get(direction)
        if (under === undefined) prove(direction).catch(() => undefined)
        else under.goOn()
      }
    },
    close: () => {
      closed.abort()
      stopListening()
      found('send')
      found('receive')
    },
  }
}

/** Resolves after this time, when the signal is aborted, or when the search is told to go on. */
const pause = (ms: number, signal: AbortSignal, search?: Search): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, ms)
    if (search !== undefined) search.goOn = end
    signal.addEventListener('abort', end, { once: true })
  })
