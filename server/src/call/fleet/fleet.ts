import type { Logger } from 'pino'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost, MediaHostEvent, ProducerRef } from '../host.ts'
import type { HostInput, HostOutput, HostRequestName } from './channel.ts'
import { placeNode } from './place.ts'
import { recordingHost } from './recording.ts'
import { openRegister } from './register.ts'
import type { NodeEnd } from './register.ts'
import { askStation, isOpen, loadOf } from './station.ts'
import type { NodeLine } from './station.ts'

export interface Fleet {
  /** All nodes as one media host. */
  readonly host: MediaHost
  /** A node that has proved itself; it takes peers as soon as its books are compared with ours. */
  admit(line: NodeLine): NodeEnd
  /** False in the first moments, while nodes with calls of the desk before may still come. */
  isSettled(): boolean
  /** Nodes can come from now on: however long the desk took to get here, its first moments begin. */
  becomeReachable(): void
  /** `there`: its line is whole; `open`: and it takes new peers. */
  nodes(): readonly {
    readonly name: string
    readonly peers: number
    readonly there: boolean
    readonly open: boolean
  }[]
}

/** Nodes knock several times a second, so that whoever lives is here by then. */
const settlingMs = 3_000

/** The media nodes of a desk (MEDIA-24 … MEDIA-29) behind the port of one media host. */
export const openFleet = (about: { readonly now: () => number; readonly log: Logger }): Fleet => {
  const listeners = new Set<(event: MediaHostEvent) => void>()
  const emit = (event: MediaHostEvent): void => listeners.forEach((listener) => listener(event))
  const register = openRegister({ ...about, emit })
  let reachableAt = Infinity

  const openPeer: MediaHost['openPeer'] = async (wanted) => {
    const { peerId, near, owner } = wanted
    if (register.homeOf(peerId) !== undefined) return refuse('conflict', 'peerId')
    const station = await register.pick(wanted)
    if (station === undefined) return refuse('unavailable')
    if (register.homeOf(peerId) !== undefined) return refuse('conflict', 'peerId')
    register.put(peerId, station, { near, owner })
    const opened = await askStation(station, 'openPeer', wanted)
    if (!opened.ok) register.forget(peerId)
    return opened
  }

  const pass = async <N extends HostRequestName>(
    name: N,
    input: HostInput<N> & { readonly peerId: string },
  ): Promise<Outcome<HostOutput<N>>> => {
    const home = register.homeOf(input.peerId)
    return home === undefined ? refuse('notFound', 'peerId') : askStation(home, name, input)
  }

  /** The two sides of a call found themselves on two nodes: one of them moves to the other (MEDIA-26). */
  const gather = (peerId: string, from: ProducerRef): void => {
    const [a, b] = [register.homeOf(peerId), register.homeOf(from.peerId)]
    if (a === undefined || b === undefined) return
    const stay = placeNode(
      [a, b].filter(isOpen).map((station) => loadOf(station, undefined)),
      undefined,
    )
    if (stay === undefined) return
    const mover = a.name === stay ? from.peerId : peerId
    const owner = register.homeOf(mover)?.peers.get(mover)?.owner
    if (owner !== undefined) register.pin(owner, stay)
    register.lose(mover)
  }

  const consume: MediaHost['consume'] = async (input) => {
    const [home, source] = [register.homeOf(input.peerId), register.homeOf(input.from.peerId)]
    if (home === undefined) return refuse('notFound', 'peerId')
    if (source === home) return askStation(home, 'consume', { ...input, from: { ...input.from } })
    if (source !== undefined) gather(input.peerId, input.from)
    return refuse('notFound', 'from')
  }

  const inventory: MediaHost['inventory'] = async () => {
    const asked = await Promise.all(register.all().map((one) => askStation(one, 'inventory', {})))
    const books = asked.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
    const total = (of: 'peers' | 'producers' | 'consumers') => books.reduce((sum, each) => sum + each[of], 0)
    return {
      workers: books.flatMap(({ workers }) => workers),
      peers: total('peers'),
      producers: total('producers'),
      consumers: total('consumers'),
      holding: books.flatMap(({ holding }) => holding),
      recordings: books.flatMap(({ recordings }) => recordings),
    }
  }

  const host: MediaHost = {
    capabilities: async () => {
      const station = await register.pick({ peerId: '' })
      const answer =
        station === undefined ? refuse('unavailable') : await askStation(station, 'capabilities', {})
      return answer.ok ? answer.value : {}
    },
    openPeer,
    connectTransport: ({ peerId, direction, dtlsParameters }) =>
      pass('connectTransport', { peerId, direction, dtlsParameters }),
    restartIce: ({ peerId, direction }) => {
      register.missed(peerId)
      return pass('restartIce', { peerId, direction })
    },
    produce: ({ peerId, source, rtpParameters }) => pass('produce', { peerId, source, rtpParameters }),
    setProducerPaused: ({ peerId, producerId, paused }) =>
      pass('setProducerPaused', { peerId, producerId, paused }),
    closeProducer: ({ peerId, producerId }) => pass('closeProducer', { peerId, producerId }),
    consume,
    resumeConsumers: (input) => pass('resumeConsumers', plural(input)),
    pauseConsumers: (input) => pass('pauseConsumers', plural(input)),
    requestKeyFrame: (input) => pass('requestKeyFrame', plural(input)),
    closeConsumers: (input) => pass('closeConsumers', plural(input)),
    probe: ({ peerId, dtlsParameters }) => pass('probe', { peerId, dtlsParameters }),
    probed: ({ peerId, probeId }) => pass('probed', { peerId, probeId }),
    ...recordingHost(register),
    transcribe: ({ peerId, on }) => pass('transcribe', { peerId, on }),
    closePeer: async ({ peerId }) => {
      const home = register.forget(peerId)
      if (home !== undefined) await askStation(home, 'closePeer', { peerId })
    },
    stats: ({ peerId }) => pass('stats', { peerId }),
    inventory,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => register.close(),
  }
  return {
    host,
    admit: register.admit,
    isSettled: () => about.now() - reachableAt > settlingMs,
    becomeReachable: () => {
      reachableAt = about.now()
    },
    nodes: () =>
      register.all().map((station) => ({
        name: station.name,
        peers: station.peers.size,
        there: station.line !== null,
        open: isOpen(station),
      })),
  }
}

const plural = ({ peerId, consumerIds }: Parameters<MediaHost['resumeConsumers']>[0]) => ({
  peerId,
  consumerIds: [...consumerIds],
})
