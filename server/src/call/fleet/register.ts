import type { Logger } from 'pino'
import type { MediaHostEvent, PeerHeld, PeerWanted } from '../host.ts'
import { nodeEvent, nodeSign } from './channel.ts'
import type { Introduction } from './channel.ts'
import { placeNode } from './place.ts'
import { askStation, isOpen, loadOf, newStation } from './station.ts'
import type { NodeLine, Placed, Station } from './station.ts'

/** What the desk hears of one line. */
export interface NodeEnd {
  happened(event: unknown): void
  alive(sign: unknown): void
  left(): void
}

/** How long somebody who wants a peer waits for a node to come. */
const patienceMs = 3_000
/** A broken line is given this long to come back before its peers move to another node. */
const graceMs = 1_000
/** Unless so many of its peers, each at a place of its own, hear nothing of it either. */
const witnesses = 2
/** Without a sign of life for so long a node counts as gone. */
const silenceMs = 2_500
const lookMs = 250

/**
 * The nodes a desk knows, and which peer is on which. The nodes own the media: when a line breaks, or this process ends, media goes on there, and the books are
 * compared when the node is back. Only where another node can take over are the peers of one that stays away
 * told to move.
 */
export const openRegister = (about: {
  readonly now: () => number
  readonly log: Logger
  readonly emit: (event: MediaHostEvent) => void
}) => {
  const { now, log, emit } = about
  const stations = new Map<string, Station>()
  const homes = new Map<string, Station>()
  /** Whom to put where the next time, because the other side of the call is there. */
  const pins = new Map<string, string>()
  const closed = new AbortController()
  let change = Promise.withResolvers<void>()
  const changed = (): void => {
    change.resolve()
    change = Promise.withResolvers()
  }

  const forget = (peerId: string): Station | undefined => {
    const home = homes.get(peerId)
    homes.delete(peerId)
    home?.peers.delete(peerId)
    return home
  }
  /** The peer has to be opened anew; what is left of it is given back. */
  const lose = (peerId: string): void => {
    const home = forget(peerId)
    if (home === undefined) return
    if (home.line !== null) void askStation(home, 'closePeer', { peerId })
    emit({ type: 'peerLost', peerId })
  }
  const loseAll = (station: Station): void => [...station.peers.keys()].forEach(lose)

  const othersOpen = (than: Station): boolean =>
    [...stations.values()].some((station) => station !== than && isOpen(station))

  /** Peers of nodes that stay away move as soon as there is somewhere to move to. */
  const abandon = (): void => {
    for (const station of stations.values()) {
      const isAwaited = now() - station.heardAt < graceMs && station.missedBy.size < witnesses
      if (station.line !== null || isAwaited || !othersOpen(station)) continue
      log.warn({ node: station.name, peers: station.peers.size }, 'a media node stays away: its calls move')
      stations.delete(station.name)
      loseAll(station)
    }
  }

  /** What nobody in a call needs leaves a draining node at once, if there is another. */
  const unburden = async (station: Station): Promise<void> => {
    if (!othersOpen(station)) return
    const books = await askStation(station, 'inventory', {})
    if (!books.ok) return
    const { holding } = books.value
    const watched = new Set(holding.flatMap(({ consumers }) => consumers.map(({ from }) => from)))
    for (const { peerId, consumers } of holding)
      if (consumers.length === 0 && !watched.has(peerId)) lose(peerId)
  }

  let lookedAt = now()
  const look = (): void => {
    const late = now() - lookedAt > 4 * lookMs
    lookedAt = now()
    for (const station of stations.values()) {
      // When we ourselves were held up, the signs are still in the queue, and so is whoever is back.
      if (late) station.heardAt = now()
      if (station.line !== null && now() - station.heardAt > silenceMs) station.line.end()
    }
    abandon()
  }
  const looking = setInterval(look, lookMs)
  looking.unref()

  const compare = (station: Station, holding: readonly PeerHeld[]): void => {
    const there = new Set(holding.map(({ peerId }) => peerId))
    for (const peerId of station.peers.keys()) if (!there.has(peerId)) lose(peerId)
    for (const { peerId, near, owner } of holding) {
      homes.set(peerId, station)
      station.peers.set(peerId, { near, owner })
    }
    emit({ type: 'found', holding })
  }

  const welcome = async (station: Station, line: NodeLine): Promise<void> => {
    const books = await askStation(station, 'inventory', {})
    if (station.line !== line) return
    if (!books.ok) return line.end()
    compare(station, books.value.holding)
    station.open = true
    log.info({ node: station.name, peers: station.peers.size }, 'a media node is there')
    changed()
    abandon()
  }

  /** The same run comes back, or a new one begins: of the former run nothing is left. */
  const stationFor = (introduced: Introduction): Station => {
    const known = stations.get(introduced.name)
    if (known?.run === introduced.run) return known
    const station = newStation(introduced, now())
    stations.set(station.name, station)
    if (known !== undefined) {
      const { line } = known
      known.line = null
      line?.end()
      loseAll(known)
    }
    return station
  }

  const admit = (line: NodeLine): NodeEnd => {
    const station = stationFor(line.about)
    const former = station.line
    station.line = line
    station.open = false
    station.heardAt = now()
    station.missedBy.clear()
    former?.end()
    void welcome(station, line)
    return {
      happened: (event) => {
        const parsed = nodeEvent.safeParse(event)
        if (!parsed.success || station.line !== line) return
        if (parsed.data.type === 'peerLost') forget(parsed.data.peerId)
        emit(parsed.data)
      },
      alive: (sign) => {
        const parsed = nodeSign.safeParse(sign)
        if (!parsed.success || station.line !== line) return
        station.heardAt = now()
        station.draining = parsed.data.state !== 'serving'
        if (parsed.data.state === 'draining') void unburden(station)
        if (parsed.data.state === 'leaving') loseAll(station)
      },
      left: () => {
        if (station.line !== line) return
        station.line = null
        station.heardAt = now()
      },
    }
  }

  const choose = ({ near, owner }: Omit<PeerWanted, 'peerId'>): Station | undefined => {
    const open = [...stations.values()].filter(isOpen)
    const pinned = owner === undefined ? undefined : pins.get(owner)
    const name =
      open.find((station) => station.name === pinned)?.name ??
      placeNode(
        open.map((station) => loadOf(station, near)),
        near,
      )
    if (owner !== undefined) pins.delete(owner)
    return name === undefined ? undefined : stations.get(name)
  }

  const pick = async (wanted: PeerWanted): Promise<Station | undefined> => {
    const until = now() + patienceMs
    for (let left = patienceMs; left > 0 && !closed.signal.aborted; left = until - now()) {
      const chosen = choose(wanted)
      if (chosen !== undefined) return chosen
      await orAfter(change.promise, left)
    }
    return undefined
  }

  return {
    /** A node that has proved itself; it takes peers as soon as its books are compared with ours. */
    admit,
    /** The best node for a new peer; waits a while for one to come. */
    pick,
    /** The node a peer is on. */
    homeOf: (peerId: string): Station | undefined => homes.get(peerId),
    put: (peerId: string, station: Station, placed: Placed): void => {
      homes.set(peerId, station)
      station.peers.set(peerId, placed)
    },
    forget,
    lose,
    /** A peer hears nothing of its node. */
    missed: (peerId: string): void => {
      const station = homes.get(peerId)
      if (station === undefined || station.line !== null) return
      station.missedBy.add(station.peers.get(peerId)?.owner ?? peerId)
      abandon()
    },
    /** The owner's next peer goes to this node, if it is open. */
    pin: (owner: string, name: string): void => void pins.set(owner, name),
    all: (): readonly Station[] => [...stations.values()],
    close: (): void => {
      closed.abort()
      clearInterval(looking)
      for (const { line } of stations.values()) line?.end()
      stations.clear()
      homes.clear()
      changed()
    },
  }
}

const orAfter = (promise: Promise<void>, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    void promise.then(() => (clearTimeout(timer), resolve()))
  })
