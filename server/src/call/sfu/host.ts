import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import { openEars } from '../captions/ears.ts'
import type { Recogniser } from '../captions/recogniser.ts'
import type { Inventory, MediaHost } from '../host.ts'
import { createHostEvents } from '../hostevents.ts'
import type { Emit } from '../hostevents.ts'
import { openRecordings } from '../recording/recordings.ts'
import type { Store } from '../recording/recordings.ts'
import { whileAlive } from './guard.ts'
import { hostPaths } from './paths.ts'
import { closePeer, heldOf, makePeer } from './peer.ts'
import type { Peer } from './peer.ts'
import { createPeers } from './peers.ts'
import type { Peers } from './peers.ts'
import { startPool } from './pool.ts'
import type { Pool, PoolSettings } from './pool.ts'
import { hostReceiving } from './receiving.ts'
import { hostSending } from './sending.ts'
import { statsOf } from './stats.ts'

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
  const peers = createPeers()
  const { emit, listen, close: endEvents } = createHostEvents()
  const pool = await startPool(settings, (worker) => {
    for (const peer of peers.all().filter((each) => each.worker === worker)) {
      peers.remove(peer.id)
      emit({ type: 'peerLost', peerId: peer.id })
    }
  })
  const recordings = await openRecordings(settings.recordings, emit, settings.store)
  const ears = openEars(settings.recogniser, emit)

  return {
    capabilities: async () => pool.capabilities,
    openPeer: peerOpener(pool, peers, emit),
    ...hostPaths(peers),
    ...hostSending(peers, emit, (peer, held) => {
      recordings.produced(peer, held)
      ears.produced(peer, held)
    }),
    ...hostReceiving(peers, emit),
    record: async (input) => {
      const recorded = input.peerIds.map(peers.get).filter((peer) => peer !== undefined)
      return recorded.length < input.peerIds.length
        ? refuse('notFound', 'peerIds')
        : recordings.record(input, recorded)
    },
    pauseRecording: recordings.pause,
    resumeRecording: recordings.resume,
    stopRecording: recordings.stop,
    transcribe: (input) => peers.withPeer(input, (peer) => ears.transcribe(peer, input.on)),
    closePeer: async ({ peerId }) => {
      const peer = peers.get(peerId)
      if (peer === undefined) return
      await ears.transcribe(peer, false)
      peers.remove(peerId)
      closePeer(peer)
    },
    stats: (input) => peers.withPeer(input, (peer) => whileAlive(peer.alive, () => statsOf(peer))),
    inventory: async () => ({ ...inventoryOf(pool, peers), recordings: recordings.held() }),
    listen,
    close: async () => {
      ears.close()
      await recordings.close()
      endEvents()
      peers.clear()
      await pool.close()
    },
  }
}

const peerOpener =
  (pool: Pool, peers: Peers, emit: Emit): MediaHost['openPeer'] =>
  async (input) => {
    const { peerId, near } = input
    if (peers.get(peerId) !== undefined) return refuse('conflict', 'peerId')
    const worker = await pool.pick((each) => peers.loadOf(each, near))
    if (worker === undefined) return refuse('unavailable')
    const made = await whileAlive(worker.alive, () => makePeer(worker, input, emit))
    if (!made.ok) return made
    // Asked twice at a time: one of the two is it.
    if (peers.get(peerId) !== undefined) {
      closePeer(made.value)
      return refuse('conflict', 'peerId')
    }
    peers.put(made.value)
    return ok(made.value.opened)
  }

const inventoryOf = (pool: Pool, peers: Peers): Omit<Inventory, 'recordings'> => {
  const all = peers.all()
  const total = (of: (peer: Peer) => number): number => all.reduce((sum, peer) => sum + of(peer), 0)
  return {
    workers: pool.running().map((worker) => ({
      pid: worker.pid,
      peers: peers.loadOf(worker).peers,
      udpPort: worker.udpPort,
    })),
    peers: all.length,
    producers: total((peer) => peer.producers.size),
    consumers: total((peer) => peer.consumers.size),
    holding: all.map(heldOf),
  }
}
