import type { MediaHost, MediaHostEvent, PeerHeld, ProducerRef } from '@farwindow/server/call/host.ts'
import type { ConsumerParameters, MediaSource } from '@farwindow/shared/call/media.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'

interface PaperPeer {
  readonly owner: string | undefined
  readonly producers: Map<string, MediaSource>
  readonly consumers: Map<string, { readonly producerId: string; flowing: boolean }>
}

const offered = (id: string, from: ProducerRef, source: MediaSource): ConsumerParameters => ({
  id,
  from: from.peerId,
  producerId: from.producerId,
  source,
  kind: 'video',
  rtpParameters: { codecs: [] },
})

/** A media host on paper: keeps the books of the port and moves nothing. */
export function paperHost() {
  const peers = new Map<string, PaperPeer>()
  const listeners = new Set<(event: MediaHostEvent) => void>()
  const emit = (event: MediaHostEvent): void => listeners.forEach((listener) => listener(event))
  /** The consumers for which a key frame was asked, in order. */
  const keyFrames: string[] = []
  let count = 0
  const newId = (what: string): string => `${what}${(count += 1)}`

  const endProducer = (producerId: string): void => {
    for (const [peerId, peer] of peers)
      for (const [consumerId, consumer] of peer.consumers)
        if (consumer.producerId === producerId && peer.consumers.delete(consumerId))
          emit({ type: 'consumerGone', peerId, consumerId })
  }
  const remove = (peerId: string): void => {
    const peer = peers.get(peerId)
    peers.delete(peerId)
    for (const producerId of peer?.producers.keys() ?? []) endProducer(producerId)
  }
  const set = async (
    { peerId, consumerIds }: Parameters<MediaHost['resumeConsumers']>[0],
    flowing: boolean,
  ): ReturnType<MediaHost['resumeConsumers']> => {
    for (const id of consumerIds) {
      const consumer = peers.get(peerId)?.consumers.get(id)
      if (consumer !== undefined) consumer.flowing = flowing
    }
    return peers.has(peerId) ? ok(null) : refuse('notFound')
  }

  const ends = { iceParameters: { usernameFragment: 'u', password: 'p' }, iceCandidates: [] }
  const transport = { id: 't', ...ends, dtlsParameters: { fingerprints: [] } }
  const channel = {
    id: 'c',
    dataProducerId: 'd',
    label: '',
    protocol: '',
    sctpStreamParameters: { streamId: 0 },
  }
  const none = { messages: 0, bytes: 0 }
  const still = { ice: 'new', dtls: 'new', receivedBytes: 0, sentBytes: 0 } as const

  const host: MediaHost = {
    capabilities: async () => ({}),
    openPeer: async ({ peerId, owner }) => {
      peers.set(peerId, { owner, producers: new Map(), consumers: new Map() })
      return ok({ peerId, routerRtpCapabilities: {}, send: transport, receive: transport, channel })
    },
    connectTransport: async ({ peerId }) => (peers.has(peerId) ? ok(null) : refuse('notFound')),
    restartIce: async () => ok(ends.iceParameters),
    produce: async ({ peerId, source }) => {
      const producerId = newId('producer')
      peers.get(peerId)?.producers.set(producerId, source)
      return peers.has(peerId) ? ok({ producerId }) : refuse('notFound')
    },
    setProducerPaused: async () => ok(null),
    closeProducer: async ({ peerId, producerId }) => {
      peers.get(peerId)?.producers.delete(producerId)
      endProducer(producerId)
      return ok(null)
    },
    consume: async ({ peerId, from }) => {
      await Promise.resolve()
      const source = peers.get(from.peerId)?.producers.get(from.producerId)
      const peer = peers.get(peerId)
      if (source === undefined || peer === undefined) return refuse('notFound')
      const id = newId('consumer')
      peer.consumers.set(id, { producerId: from.producerId, flowing: false })
      return ok(offered(id, from, source))
    },
    resumeConsumers: (input) => set(input, true),
    pauseConsumers: (input) => set(input, false),
    requestKeyFrame: async ({ consumerIds }) => {
      keyFrames.push(...consumerIds)
      return ok(null)
    },
    closeConsumers: async ({ peerId, consumerIds }) => {
      for (const id of consumerIds) peers.get(peerId)?.consumers.delete(id)
      return ok(null)
    },
    probe: async () => ok({ probeId: newId('probe'), transport, echo: 0, copies: [] }),
    probed: async () => ok({ echoed: none, counted: none, copied: none }),
    record: async () => refuse('unavailable'),
    pauseRecording: async () => refuse('notFound'),
    resumeRecording: async () => refuse('notFound'),
    stopRecording: async () => refuse('notFound'),
    transcribe: async () => refuse('wrongState', 'noRecogniser'),
    closePeer: async ({ peerId }) => remove(peerId),
    stats: async ({ peerId }) =>
      peers.has(peerId)
        ? ok({ send: still, receive: still, producers: [], consumers: [] })
        : refuse('notFound'),
    inventory: async () => ({ workers: [], ...left(), holding: holding(), recordings: [] }),
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => peers.clear(),
  }
  const homeOf = (producerId: string): string =>
    [...peers].find(([, { producers }]) => producers.has(producerId))?.[0] ?? 'gone'
  const holding = (): PeerHeld[] =>
    [...peers].map(([peerId, { owner, producers, consumers }]) => ({
      peerId,
      owner,
      producers: [...producers].map(([id, source]) => ({ id, source, paused: false })),
      consumers: [...consumers].map(([id, { producerId, flowing }]) => ({
        ...offered(id, { peerId: homeOf(producerId), producerId }, 'camera'),
        paused: !flowing,
      })),
    }))
  const left = () => ({
    peers: peers.size,
    producers: [...peers.values()].reduce((sum, peer) => sum + peer.producers.size, 0),
    consumers: [...peers.values()].reduce((sum, peer) => sum + peer.consumers.size, 0),
  })
  return {
    ...host,
    left,
    keyFrames,
    /** Ids of the streams that would be forwarded now, in order. */
    flowing: (): string[] =>
      [...peers.values()]
        .flatMap(({ consumers }) => [...consumers].filter(([, { flowing }]) => flowing).map(([id]) => id))
        .sort(),
    /** As when its desk is killed: nobody hears it any more. */
    orphan: (): void => listeners.clear(),
    /** As when it was out of reach and is back. */
    find: async (): Promise<void> => emit({ type: 'found', holding: holding() }),
    /** As when what a peer sends reaches the host so well. */
    arrives: (peerId: string, score: number): void => {
      for (const producerId of peers.get(peerId)?.producers.keys() ?? [])
        emit({ type: 'quality', peerId, producerId, score })
    },
    /** As when a worker dies. */
    lose: (peerId: string): void => {
      if (!peers.has(peerId)) return
      remove(peerId)
      emit({ type: 'peerLost', peerId })
    },
  }
}
