import { z } from 'zod'
import {
  consumerParameters,
  dtlsParameters,
  iceParameters,
  mediaDirection,
  mediaSource,
  openedPeer,
  rtpCapabilities,
  rtpParameters,
} from '@farwindow/shared/call/media.ts'
import { openedProbe, probeCounts } from '@farwindow/shared/call/probe.ts'
import { recordedStream, recordingPart } from '../recording/manifest.ts'
import { refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost, MediaHostEvent } from '../host.ts'

/*
 * What a desk and a media node say to each other: the media host port, request by request, as JSON over one
 * socket that the node opens (docs: shared/DESIGN.md, "Media nodes"). Both ends parse what they hear.
 */

const id = z.string().min(1).max(64)
const count = z.number().int().nonnegative()
const nothing = z.null()
const ofPeer = { peerId: id }
const ofProducer = { ...ofPeer, producerId: id }
const ofConsumers = z.strictObject({ ...ofPeer, consumerIds: z.array(id).max(64) })

const connection = z.object({
  ice: z.enum(['new', 'connected', 'completed', 'disconnected', 'closed']),
  dtls: z.enum(['new', 'connecting', 'connected', 'failed', 'closed']),
  over: z.enum(['udp', 'tcp']).exactOptional(),
  receivedBytes: count,
  sentBytes: count,
})
const streams = z.array(z.object({ id, source: mediaSource, packets: count, packetBytes: count }))

const held = z.object({
  peerId: id,
  owner: z.string().max(128).optional(),
  near: z.string().max(128).optional(),
  producers: z.array(z.object({ id, source: mediaSource, paused: z.boolean() })),
  consumers: z.array(consumerParameters.extend({ paused: z.boolean() })),
})
const inventory = z.object({
  workers: z.array(z.object({ pid: count, peers: count, udpPort: count })),
  peers: count,
  producers: count,
  consumers: count,
  holding: z.array(held),
  recordings: z.array(
    z.object({
      recordingId: id,
      state: z.enum(['recording', 'paused', 'broken']),
      peerIds: z.array(id),
    }),
  ),
})
const ofRecording = z.strictObject({ recordingId: id })

/** Requests of the port that cross as they are. */
export const hostRequests = {
  openPeer: {
    input: z.strictObject({
      ...ofPeer,
      near: z.string().max(128).optional(),
      owner: z.string().max(128).optional(),
    }),
    output: openedPeer,
  },
  connectTransport: {
    input: z.strictObject({ ...ofPeer, direction: mediaDirection, dtlsParameters }),
    output: nothing,
  },
  restartIce: { input: z.strictObject({ ...ofPeer, direction: mediaDirection }), output: iceParameters },
  produce: {
    input: z.strictObject({ ...ofPeer, source: mediaSource, rtpParameters }),
    output: z.object({ producerId: id }),
  },
  setProducerPaused: { input: z.strictObject({ ...ofProducer, paused: z.boolean() }), output: nothing },
  closeProducer: { input: z.strictObject(ofProducer), output: nothing },
  consume: {
    input: z.strictObject({ ...ofPeer, from: z.strictObject(ofProducer), rtpCapabilities }),
    output: consumerParameters,
  },
  resumeConsumers: { input: ofConsumers, output: nothing },
  pauseConsumers: { input: ofConsumers, output: nothing },
  requestKeyFrame: { input: ofConsumers, output: nothing },
  closeConsumers: { input: ofConsumers, output: nothing },
  probe: { input: z.strictObject({ ...ofPeer, dtlsParameters }), output: openedProbe },
  probed: { input: z.strictObject({ ...ofPeer, probeId: id }), output: probeCounts },
  record: {
    input: z.strictObject({
      recordingId: id,
      peerIds: z.array(id).min(1).max(16),
      key: z.base64().length(44),
    }),
    output: z.object({ partId: id, beganAt: z.number() }),
  },
  pauseRecording: { input: ofRecording, output: nothing },
  resumeRecording: { input: ofRecording, output: nothing },
  stopRecording: { input: ofRecording, output: z.object({ parts: z.array(recordingPart) }) },
  transcribe: { input: z.strictObject({ ...ofPeer, on: z.boolean() }), output: nothing },
  closePeer: { input: z.strictObject(ofPeer), output: nothing },
  stats: {
    input: z.strictObject(ofPeer),
    output: z.object({ send: connection, receive: connection, producers: streams, consumers: streams }),
  },
  inventory: { input: z.strictObject({}), output: inventory },
  capabilities: { input: z.strictObject({}), output: rtpCapabilities },
} as const satisfies Record<
  Exclude<keyof MediaHost, 'listen' | 'close'>,
  { input: z.ZodType; output: z.ZodType }
>

export type HostRequestName = keyof typeof hostRequests
export type HostInput<N extends HostRequestName> = z.output<(typeof hostRequests)[N]['input']>
export type HostOutput<N extends HostRequestName> = z.output<(typeof hostRequests)[N]['output']>

export const isHostRequest = (name: string): name is HostRequestName => Object.hasOwn(hostRequests, name)

/** The node answers with this; `internal` when something threw there. */
export const answerShape = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), refusal }),
])
export type NodeAnswer = z.input<typeof answerShape>

/** What happens on a node, as it tells the desk. `found` is the desk's own word: a node does not say it. */
export const nodeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('peerLost'), peerId: id }),
  z.object({
    type: z.literal('connection'),
    peerId: id,
    direction: mediaDirection,
    state: z.enum(['connected', 'disconnected', 'failed']),
  }),
  z.object({ type: z.literal('consumerGone'), peerId: id, consumerId: id }),
  z.object({ type: z.literal('quality'), peerId: id, producerId: id, score: z.number() }),
  z.object({
    type: z.literal('recording'),
    recordingId: id,
    partId: id,
    paused: z.boolean(),
    streams: z.array(recordedStream.extend({ bytes: count })),
  }),
  z.object({
    type: z.literal('heardWords'),
    peerId: id,
    text: z.string().max(500),
    final: z.boolean(),
    at: z.number(),
  }),
  z.object({ type: z.literal('transcribing'), peerId: id, on: z.boolean() }),
  recordedStream.extend({
    type: z.literal('recordingStalled'),
    recordingId: id,
    forMs: count,
    why: z.literal('disk').exactOptional(),
  }),
]) satisfies z.ZodType<Exclude<MediaHostEvent, { type: 'found' }>>

/** A sign of life, every `signMs`. A node that drains takes no new peers; one that leaves wants its calls moved now. */
export const nodeSign = z.object({ state: z.enum(['serving', 'draining', 'leaving']) })
export type NodeSign = z.output<typeof nodeSign>
export const signMs = 500

/** How a node introduces itself. `run` is another one after each start of its process. */
export const introduction = z.object({
  name: z.string().min(1).max(64),
  run: id,
  nonce: z.string().min(16).max(64),
  /** Placement keys it is near to: jurisdiction codes or their beginnings (`3305`: all of Huzhou). */
  near: z.array(z.string().min(1).max(32)).max(32),
  /** Peers it takes. */
  capacity: count,
})
export type Introduction = z.output<typeof introduction>

/** The path of the node's socket at a desk. */
export const nodeNamespace = '/media-node'

/** The names of the two ends' messages, for both their types. */
export interface DeskToNode {
  /** The desk proves that it knows the secret, and asks the node to. */
  challenge: (about: { readonly nonce: string; readonly proof: string }) => void
  admitted: () => void
  ask: (name: string, input: unknown, answer: (answer: NodeAnswer) => void) => void
}
export interface NodeToDesk {
  prove: (proof: string) => void
  happened: (event: unknown) => void
  alive: (sign: unknown) => void
}
