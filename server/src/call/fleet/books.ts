import type { Emit } from '../hostevents.ts'
import { askStation, isOpen } from './station.ts'
import type { Placed, Station } from './station.ts'

/** Which nodes a desk knows, and which peer is on which. The nodes own the media: these books only follow theirs. */
export interface Books {
  all(): readonly Station[]
  /** The last run of this node that was heard of. */
  known(name: string): Station | undefined
  enter(station: Station): void
  strike(station: Station): void
  /** Whether new peers may be placed on another. */
  othersOpen(than: Station): boolean
  homeOf(peerId: string): Station | undefined
  put(peerId: string, station: Station, placed: Placed): void
  forget(peerId: string): Station | undefined
  /** The peer has to be opened anew; what is left of it is given back. */
  lose(peerId: string): void
  loseAll(station: Station): void
  clear(): void
}

export const createBooks = (emit: Emit): Books => {
  const stations = new Map<string, Station>()
  const homes = new Map<string, Station>()

  const forget = (peerId: string): Station | undefined => {
    const home = homes.get(peerId)
    homes.delete(peerId)
    home?.peers.delete(peerId)
    return home
  }
  const lose = (peerId: string): void => {
    const home = forget(peerId)
    if (home === undefined) return
    if (home.line !== null) void askStation(home, 'closePeer', { peerId })
    emit({ type: 'peerLost', peerId })
  }

  return {
    all: () => [...stations.values()],
    known: (name) => stations.get(name),
    enter: (station) => void stations.set(station.name, station),
    strike: (station) => void stations.delete(station.name),
    othersOpen: (than) => [...stations.values()].some((station) => station !== than && isOpen(station)),
    homeOf: (peerId) => homes.get(peerId),
    put: (peerId, station, placed) => {
      homes.set(peerId, station)
      station.peers.set(peerId, placed)
    },
    forget,
    lose,
    loseAll: (station) => [...station.peers.keys()].forEach(lose),
    clear: () => {
      stations.clear()
      homes.clear()
    },
  }
}
