import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { ConsumersRef, Inventory, MediaHost, ProducerRef } from '../host.ts'
import type { HostInput, HostOutput, HostRequestName } from './channel.ts'
import { placeNode } from './place.ts'
import { recordingHost } from './recording.ts'
import type { Register } from './register.ts'
import { askStation, isOpen, loadOf } from './station.ts'

/** The two sides of a call found themselves on two nodes: one of them moves to the other (MEDIA-26). */
const gather = (register: Register, peerId: string, from: ProducerRef): void => {
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

/** A peer is opened on the node placing chooses; what it receives comes from a peer of the same node. */
const peerHost = (register: Register): Pick<MediaHost, 'openPeer' | 'consume' | 'closePeer'> => ({
  openPeer: async (wanted) => {
    const { peerId, near, owner } = wanted
    if (register.homeOf(peerId) !== undefined) return refuse('conflict', 'peerId')
    const station = await register.pick(wanted)
    if (station === undefined) return refuse('unavailable')
    if (register.homeOf(peerId) !== undefined) return refuse('conflict', 'peerId')
    register.put(peerId, station, { near, owner })
    const opened = await askStation(station, 'openPeer', wanted)
    if (!opened.ok) register.forget(peerId)
    return opened
  },
  consume: async (input) => {
    const [home, source] = [register.homeOf(input.peerId), register.homeOf(input.from.peerId)]
    if (home === undefined) return refuse('notFound', 'peerId')
    if (source === home) return askStation(home, 'consume', { ...input, from: { ...input.from } })
    if (source !== undefined) gather(register, input.peerId, input.from)
    return refuse('notFound', 'from')
  },
  closePeer: async ({ peerId }) => {
    const home = register.forget(peerId)
    if (home !== undefined) await askStation(home, 'closePeer', { peerId })
  },
})

type Passed =
  | 'connectTransport'
  | 'restartIce'
  | 'produce'
  | 'setProducerPaused'
  | 'closeProducer'
  | 'resumeConsumers'
  | 'pauseConsumers'
  | 'requestKeyFrame'
  | 'closeConsumers'
  | 'probe'
  | 'probed'
  | 'transcribe'
  | 'stats'

/** What concerns one peer alone goes to its node. Only what the port declares does: a node refuses anything more. */
const passingHost = (register: Register): Pick<MediaHost, Passed> => {
  const pass = async <N extends HostRequestName>(
    name: N,
    input: HostInput<N> & { readonly peerId: string },
  ): Promise<Outcome<HostOutput<N>>> => {
    const home = register.homeOf(input.peerId)
    return home === undefined ? refuse('notFound', 'peerId') : askStation(home, name, input)
  }
  return {
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
    resumeConsumers: (input) => pass('resumeConsumers', plural(input)),
    pauseConsumers: (input) => pass('pauseConsumers', plural(input)),
    requestKeyFrame: (input) => pass('requestKeyFrame', plural(input)),
    closeConsumers: (input) => pass('closeConsumers', plural(input)),
    probe: ({ peerId, dtlsParameters }) => pass('probe', { peerId, dtlsParameters }),
    probed: ({ peerId, probeId }) => pass('probed', { peerId, probeId }),
    transcribe: ({ peerId, on }) => pass('transcribe', { peerId, on }),
    stats: ({ peerId }) => pass('stats', { peerId }),
  }
}

const plural = ({ peerId, consumerIds }: ConsumersRef) => ({ peerId, consumerIds: [...consumerIds] })

const inventoryOf = async (register: Register): Promise<Inventory> => {
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

/** What concerns all nodes together. */
const wholeHost = (register: Register): Pick<MediaHost, 'capabilities' | 'inventory'> => ({
  capabilities: async () => {
    const station = await register.pick({ peerId: '' })
    const answer =
      station === undefined ? refuse('unavailable') : await askStation(station, 'capabilities', {})
    return answer.ok ? answer.value : {}
  },
  inventory: () => inventoryOf(register),
})

/** All nodes of a register as one media host. */
export const fleetHost = (register: Register, listen: MediaHost['listen']): MediaHost => ({
  ...wholeHost(register),
  ...peerHost(register),
  ...passingHost(register),
  ...recordingHost(register),
  listen,
  close: async () => register.close(),
})
