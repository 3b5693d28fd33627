import type { Logger } from 'pino'
import type { Books } from './books.ts'
import { askStation } from './station.ts'
import type { Station } from './station.ts'

/** A broken line is given this long to come back before its peers move to another node. */
const graceMs = 1_000
/** Unless so many of its peers, each at a place of its own, hear nothing of it either. */
const witnesses = 2
/** Without a sign of life for so long a node counts as gone. */
const silenceMs = 2_500
const lookMs = 250

/** Watches which nodes stay away or drain, and has their peers moved, but only where another node can take over. */
export interface Vigil {
  /** Peers of nodes that stay away move as soon as there is somewhere to move to. */
  abandon(): void
  /** What nobody in a call needs leaves a draining node at once, if there is another. */
  unburden(station: Station): Promise<void>
  /** A peer hears nothing of its node. */
  missed(peerId: string): void
  close(): void
}

export const openVigil = (books: Books, now: () => number, log: Logger): Vigil => {
  const abandon = (): void => {
    for (const station of books.all()) {
      const isAwaited = now() - station.heardAt < graceMs && station.missedBy.size < witnesses
      if (station.line !== null || isAwaited || !books.othersOpen(station)) continue
      log.warn({ node: station.name, peers: station.peers.size }, 'a media node stays away: its calls move')
      books.strike(station)
      books.loseAll(station)
    }
  }

  let lookedAt = now()
  const look = (): void => {
    const late = now() - lookedAt > 4 * lookMs
    lookedAt = now()
    for (const station of books.all()) {
      // When we ourselves were held up, the signs are still in the queue, and so is whoever is back.
      if (late) station.heardAt = now()
      if (station.line !== null && now() - station.heardAt > silenceMs) station.line.end()
    }
    abandon()
  }
  const looking = setInterval(look, lookMs).unref()

  return {
    abandon,
    unburden: async (station) => {
      if (!books.othersOpen(station)) return
      const inventory = await askStation(station, 'inventory', {})
      if (!inventory.ok) return
      const { holding } = inventory.value
      const watched = new Set(holding.flatMap(({ consumers }) => consumers.map(({ from }) => from)))
      for (const { peerId, consumers } of holding)
        if (consumers.length === 0 && !watched.has(peerId)) books.lose(peerId)
    },
    missed: (peerId) => {
      const station = books.homeOf(peerId)
      if (station === undefined || station.line !== null) return
      station.missedBy.add(station.peers.get(peerId)?.owner ?? peerId)
      abandon()
    },
    close: () => clearInterval(looking),
  }
}
