import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { ConsumersRef, MediaHost, MediaHostEvent, ProducerRef } from '../host.ts'
import { openEars } from '../captions/ears.ts'
import type { Recogniser } from '../captions/recogniser.ts'
import { openRecordings } from '../recording/recordings.ts'
import type { Store } from '../recording/recordings.ts'
import { seeBegin } from './begin.ts'
import { checked, whileAlive } from './guard.ts'
import { heldOf, makePeer, statsOf } from './peer.ts'
import type { Consuming, Peer, Producing } from './peer.ts'
import { startPool } from './pool.ts'
import type { PoolSettings } from './pool.ts'
import { endProbe, openProbe } from './probe.ts'
import { consume, produce } from './streams.ts'
import type { RunningWorker } from './worker.ts'

export interface SfuSettings extends PoolSettings {
  /** The folder recordings are kept in; nothing can be recorded without one. */
  readonly recordings?: string
  /** Where they go when they are finished; without one they stay there. */
  readonly store?: Store
  /** Where what is said is turned into words; without one there are no captions. */
  readonly recogniser?: Recogniser
}

/** Opens a media host on mediasoup workers of this machine. Throws when a worker does not start. */
export async function openSfu(settings: SfuSettings): Promise<MediaHost> {
  const peers = new Map<string, Peer>()
  const listeners = new Set<(event: MediaHostEvent) => void>()
  const emit = (event: MediaHostEvent): void => listeners.forEach((listener) => listener(event))

  const lose = (worker: RunningWorker): void => {
    for (const peer of [...peers.values()].filter((each) => each.worker === worker)) {
      peers.delete(peer.id)
      emit({ type: 'peerLost', peerId: peer.id })
    }
  }
  const pool = await startPool(settings, lose)
  const recordings = await openRecordings(settings.recordings, emit, settings.store)
  const ears = openEars(settings.recogniser, emit)

  const loadFor = (near: string | undefined) => (worker: RunningWorker) => {
    const here = [...peers.values()].filter((peer) => peer.worker === worker)
    const neighbours = near === undefined ? 0 : here.filter((peer) => peer.near === near).length
    return { peers: here.length, neighbours }
  }

  const openPeer: MediaHost['openPeer'] = async (input) => {
    if (peers.has(input.peerId)) return refuse('conflict', 'peerId')
    const worker = await pool.pick(loadFor(input.near))
    if (worker === undefined) return refuse('unavailable')
    const made = await whileAlive(worker.alive, () => makePeer(worker, input, emit))
    if (!made.ok) return made
    if (peers.has(input.peerId)) {
      release(made.value)
      return refuse('conflict', 'peerId')
    }
    peers.set(input.peerId, made.value)
    return ok(made.value.opened)
  }

  /** Runs work on a peer, as long as it is there. */
  const withPeer = async <T>(
    { peerId }: { readonly peerId: string },
    work: (peer: Peer) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const peer = peers.get(peerId)
    return peer === undefined ? refuse('notFound', 'peerId') : work(peer)
  }

  const withProducer = (ref: ProducerRef, work: (held: Producing) => Promise<void>): Promise<Outcome<null>> =>
    withPeer(ref, async (peer) => {
      const held = peer.producers.get(ref.producerId)
      if (held === undefined) return refuse('notFound', 'producerId')
      return whileAlive(
        () => !held.producer.closed,
        () => work(held).then(() => null),
      )
    })

  /** A consumer that closes meanwhile is passed over like one that was closed before. */
  const withConsumers = (ref: ConsumersRef, work: (held: Consuming) => unknown): Promise<Outcome<null>> =>
    withPeer(ref, async (peer) => {
      const held = ref.consumerIds.map((id) => peer.consumers.get(id)).filter((each) => each !== undefined)
      await Promise.all(
        held.map((each) =>
          whileAlive(
            () => !each.consumer.closed,
            async () => work(each),
          ),
        ),
      )
      return peer.alive() ? ok(null) : refuse('unavailable')
    })

  return {
    capabilities: async () => pool.capabilities,
    openPeer,
    connectTransport: (input) => withPeer(input, (peer) => connect(peer, input)),
    restartIce: (input) =>
      withPeer(input, (peer) => whileAlive(peer.alive, () => peer.transports[input.direction].restartIce())),
    produce: (input) =>
      withPeer(input, async (peer) => {
        const made = await produce(peer, input, emit)
        const held = made.ok ? peer.producers.get(made.value.producerId) : undefined
        if (held !== undefined) {
          recordings.produced(peer, held)
          ears.produced(peer, held)
        }
        return made
      }),
    setProducerPaused: (input) =>
      withProducer(input, ({ producer }) => (input.paused ? producer.pause() : producer.resume())),
    closeProducer: (input) => withProducer(input, async ({ producer }) => producer.close()),
    consume: (input) =>
      withPeer(input, async (peer) => {
        const from = peers.get(input.from.peerId)
        const held = from?.producers.get(input.from.producerId)
        if (from === undefined || held === undefined) return refuse('notFound', 'from')
        return consume(peer, from, held, input.rtpCapabilities, emit)
      }),
    resumeConsumers: (input) =>
      withConsumers(input, async ({ consumer }) => {
        await consumer.resume()
        seeBegin(consumer)
      }),
    pauseConsumers: (input) => withConsumers(input, ({ consumer }) => consumer.pause()),
    requestKeyFrame: (input) =>
      withConsumers(input, async ({ consumer }) => {
        await consumer.requestKeyFrame()
        seeBegin(consumer)
      }),
    closeConsumers: (input) => withConsumers(input, ({ consumer }) => consumer.close()),
    probe: (input) => withPeer(input, (peer) => openProbe(peer, input.dtlsParameters)),
    probed: (input) => withPeer(input, (peer) => endProbe(peer, input.probeId)),
    record: async (input) => {
      const recorded = input.peerIds.map((id) => peers.get(id)).filter((peer) => peer !== undefined)
      return recorded.length < input.peerIds.length
        ? refuse('notFound', 'peerIds')
        : recordings.record(input, recorded)
    },
    pauseRecording: recordings.pause,
    resumeRecording: recordings.resume,
    stopRecording: recordings.stop,
    transcribe: (input) => withPeer(input, (peer) => ears.transcribe(peer, input.on)),
    closePeer: async ({ peerId }) => {
      const peer = peers.get(peerId)
      if (peer === undefined) return
      await ears.transcribe(peer, false)
      peers.delete(peerId)
      release(peer)
    },
    stats: (input) => withPeer(input, (peer) => whileAlive(peer.alive, () => statsOf(peer))),
    inventory: async () => ({
      workers: pool.running().map((worker) => ({
        pid: worker.pid,
        peers: loadFor(undefined)(worker).peers,
        udpPort: worker.udpPort,
      })),
      peers: peers.size,
      producers: sum(peers, (peer) => peer.producers.size),
      consumers: sum(peers, (peer) => peer.consumers.size),
      holding: [...peers.values()].map(heldOf),
      recordings: recordings.held(),
    }),
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => {
      ears.close()
      await recordings.close()
      listeners.clear()
      peers.clear()
      await pool.close()
    },
  }
}

/** The browser's side is taken once; one that was malformed may be sent again. Who heard no answer repeats it. */
async function connect(
  peer: Peer,
  { direction, dtlsParameters }: Parameters<MediaHost['connectTransport']>[0],
): Promise<Outcome<null>> {
  const said = JSON.stringify(dtlsParameters)
  const before = peer.connected.get(direction)
  if (before !== undefined) return before === said ? ok(null) : refuse('wrongState', 'connected before')
  peer.connected.set(direction, said)
  const outcome = await checked(peer.alive, async () => {
    await peer.transports[direction].connect({ dtlsParameters })
    return null
  })
  if (!outcome.ok) peer.connected.delete(direction)
  return outcome
}

const sum = (peers: ReadonlyMap<string, Peer>, of: (peer: Peer) => number): number =>
  [...peers.values()].reduce((total, peer) => total + of(peer), 0)

/** Closing the transports closes all that runs over them. */
function release(peer: Peer): void {
  peer.transports.send.close()
  peer.transports.receive.close()
  for (const { transport } of peer.probes.values()) transport.close()
}
