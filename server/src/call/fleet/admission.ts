import type { Logger } from 'pino'
import type { PeerHeld } from '../host.ts'
import type { Emit } from '../hostevents.ts'
import type { Books } from './books.ts'
import { nodeEvent, nodeSign } from './channel.ts'
import type { Introduction } from './channel.ts'
import { askStation, newStation } from './station.ts'
import type { NodeLine, Station } from './station.ts'
import type { Vigil } from './vigil.ts'

/** What the desk hears of one line. */
export interface NodeEnd {
  happened(event: unknown): void
  alive(sign: unknown): void
  left(): void
}

interface About {
  readonly books: Books
  readonly vigil: Vigil
  readonly now: () => number
  readonly log: Logger
  readonly emit: Emit
  /** A node takes peers from now on. */
  readonly opened: () => void
}

/** Lets nodes in that have proved themselves; each takes peers as soon as its books are compared with ours. */
export const createAdmission = (about: About): ((line: NodeLine) => NodeEnd) => {
  const { books, vigil, now, log, emit, opened } = about

  const compare = (station: Station, holding: readonly PeerHeld[]): void => {
    const there = new Set(holding.map(({ peerId }) => peerId))
    for (const peerId of station.peers.keys()) if (!there.has(peerId)) books.lose(peerId)
    for (const { peerId, near, owner } of holding) books.put(peerId, station, { near, owner })
    emit({ type: 'found', holding })
  }

  const welcome = async (station: Station, line: NodeLine): Promise<void> => {
    const inventory = await askStation(station, 'inventory', {})
    if (station.line !== line) return
    if (!inventory.ok) return line.end()
    compare(station, inventory.value.holding)
    station.open = true
    log.info({ node: station.name, peers: station.peers.size }, 'a media node is there')
    opened()
    vigil.abandon()
  }

  /** The same run comes back, or a new one begins: of the former run nothing is left. */
  const stationFor = (introduced: Introduction): Station => {
    const known = books.known(introduced.name)
    if (known?.run === introduced.run) return known
    const station = newStation(introduced, now())
    books.enter(station)
    if (known !== undefined) {
      const { line } = known
      known.line = null
      line?.end()
      books.loseAll(known)
    }
    return station
  }

  const hear = (station: Station, line: NodeLine): NodeEnd => ({
    happened: (event) => {
      const parsed = nodeEvent.safeParse(event)
      if (!parsed.success || station.line !== line) return
      if (parsed.data.type === 'peerLost') books.forget(parsed.data.peerId)
      emit(parsed.data)
    },
    alive: (sign) => {
      const parsed = nodeSign.safeParse(sign)
      if (!parsed.success || station.line !== line) return
      station.heardAt = now()
      station.draining = parsed.data.state !== 'serving'
      if (parsed.data.state === 'draining') void vigil.unburden(station)
      if (parsed.data.state === 'leaving') books.loseAll(station)
    },
    left: () => {
      if (station.line !== line) return
      station.line = null
      station.heardAt = now()
    },
  })

  return (line) => {
    const station = stationFor(line.about)
    const former = station.line
    station.line = line
    station.open = false
    station.heardAt = now()
    station.missedBy.clear()
    former?.end()
    void welcome(station, line)
    return hear(station, line)
  }
}
