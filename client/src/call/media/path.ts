import type { MediaDirection } from '@farwindow/shared/call/media.ts'
import { listenIn } from './inbound.ts'
import type { Connection } from './peer.ts'

/**
 * How long each new path may take before the next one is tried; after the last the peer is given up. The first ones
 * are short: a browser hears of its machine's new address later than packets stop, and looks for paths from the old one.
 */
const withinMs = [1_200, 1_500, 2_000, 3_000, 4_000] as const
/** A path over which nothing came for so long, right after a break of the line, is taken for dead. */
const proofMs = 700

/** Looks for a new network path when one falls silent. */
export interface PathKeeper {
  onConnection(direction: MediaDirection, state: Connection): void
  /** The way to the server is back: a search begins anew at once, and what only seems connected has to prove it. */
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
  /** Begun because packets stopped: it ends with the next ones. What a browser calls connected may be the old, dead path. */
  readonly needsBytes: boolean
  readonly over: AbortController
}

/**
 * The first restart follows the loss at once, each further one when the one before has led nowhere. After
 * that `giveUp` is called, once. A search that begins anew does not wait for the answer to an earlier restart: the server
 * answers in order.
 */
export function keepPath({ restart, heardBytes, giveUp, doubt }: PathWays): PathKeeper {
  const searching = new Map<MediaDirection, Search>()
  const connected = new Set<MediaDirection>()
  const closed = new AbortController()

  /** What was closed meanwhile has heard nothing. */
  const heard = (direction: MediaDirection): Promise<number> => heardBytes(direction).catch(() => Number.NaN)

  const found = (direction: MediaDirection): void => {
    searching.get(direction)?.over.abort()
    searching.delete(direction)
  }

  const search = async (direction: MediaDirection, needsBytes: boolean): Promise<void> => {
    if (searching.has(direction)) return
    const own: Search = { needsBytes, over: new AbortController() }
    searching.set(direction, own)
    for (const ms of withinMs) {
      const restarting = restart(direction).catch(() => undefined)
      const before = await heard(direction)
      await restarting
      await pause(ms, own.over.signal)
      // It may have seemed connected all the time.
      const isBack = (await heard(direction)) > before
      if (own.over.signal.aborted) return
      if (isBack) return found(direction)
    }
    // A call that ended meanwhile brings nothing any more.
    if (connected.has(direction)) found(direction)
    else giveUp()
  }

  /** A browser takes seconds to notice that its path is gone; packets that stop say it within one. */
  const stopListening = listenIn(heardBytes, () => {
    doubt()
    for (const direction of both) void search(direction, true)
  })

  /** A changed network may be back before anybody has noticed. */
  const prove = async (direction: MediaDirection): Promise<void> => {
    const before = await heardBytes(direction)
    await pause(proofMs, closed.signal)
    if (closed.signal.aborted || searching.has(direction)) return
    if ((await heardBytes(direction)) === before) await restart(direction)
  }

  return {
    onConnection: (direction, state) => {
      if (state === 'connected') connected.add(direction)
      else connected.delete(direction)
      if (state === 'connected' && searching.get(direction)?.needsBytes !== true) found(direction)
      if (state === 'disconnected' || state === 'failed') void search(direction, false)
    },
    wake: () => {
      for (const direction of both) {
        const under = searching.get(direction)
        if (under === undefined) {
          prove(direction).catch(() => undefined)
          continue
        }
        // What was tried so far was tried over a dead line.
        found(direction)
        void search(direction, under.needsBytes)
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

/** Resolves after this time, or when the signal is aborted. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { once: true })
  })
