import type {
  ConsumerParameters,
  DtlsParameters,
  IceParameters,
  MediaDirection,
  MediaSource,
  OpenedPeer,
  RtpCapabilities,
  RtpParameters,
} from '@farwindow/shared/call/media.ts'
import type { OpenedProbe, ProbeCounts } from '@farwindow/shared/call/probe.ts'
import type { RecordedStream, RecordingPart } from './recording/manifest.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'

/*
 * The port to whatever moves audio and video. Every argument and result is plain JSON data, so that the
 * host may live in another process or on another machine. Bad data from a browser is refused `malformed`,
 * a peer, producer or consumer that is not there `notFound`, a host that is starting or stopping
 * `unavailable`; nothing is thrown.
 */

export interface PeerWanted {
  readonly peerId: string
  readonly near?: string | undefined
  readonly owner?: string | undefined
}

/** A stream that somebody sends, by the peer who sends it. */
export interface ProducerRef {
  readonly peerId: string
  readonly producerId: string
}

/** Some streams that arrive at a peer. Unknown ids are passed over: they ended a moment ago. */
export interface ConsumersRef {
  readonly peerId: string
  readonly consumerIds: readonly string[]
}

/** How one connection of a peer stands. Counted since it was opened. */
export interface ConnectionStats {
  readonly ice: 'new' | 'connected' | 'completed' | 'disconnected' | 'closed'
  readonly dtls: 'new' | 'connecting' | 'connected' | 'failed' | 'closed'
  /** How the browser reaches us, once it does. */
  readonly over?: 'udp' | 'tcp'
  readonly receivedBytes: number
  readonly sentBytes: number
}

export interface StreamStats {
  readonly id: string
  readonly source: MediaSource
  /** RTP packets that came in from the producer, or went out to the consumer. */
  readonly packets: number
  readonly packetBytes: number
}

export interface PeerStats {
  readonly send: ConnectionStats
  readonly receive: ConnectionStats
  readonly producers: readonly StreamStats[]
  readonly consumers: readonly StreamStats[]
}

/** A peer as its host holds it: enough for a desk that was just started to go on with it. */
export interface PeerHeld {
  readonly peerId: string
  readonly owner?: string | undefined
  readonly near?: string | undefined
  readonly producers: readonly {
    readonly id: string
    readonly source: MediaSource
    readonly paused: boolean
  }[]
  readonly consumers: readonly (ConsumerParameters & { readonly paused: boolean })[]
}

/** What the host holds at the moment: for a desk that comes back, for metrics, and for tests that look for leaks. */
export interface Inventory {
  readonly workers: readonly { readonly pid: number; readonly peers: number; readonly udpPort: number }[]
  readonly peers: number
  readonly producers: number
  readonly consumers: number
  readonly holding: readonly PeerHeld[]
  readonly recordings: readonly RecordingHeld[]
}

/** A recording as its host holds it. `broken`: its process died under it; stopping it gives what there is. */
export interface RecordingHeld {
  readonly recordingId: string
  readonly state: 'recording' | 'paused' | 'broken'
  readonly peerIds: readonly string[]
}

export type MediaHostEvent =
  /** Its worker or node died, or it has to move: the peer with all its streams is gone and has to be opened anew. */
  | { readonly type: 'peerLost'; readonly peerId: string }
  | {
      readonly type: 'connection'
      readonly peerId: string
      readonly direction: MediaDirection
      readonly state: 'connected' | 'disconnected' | 'failed'
    }
  /** The consumer ended because its producer did. */
  | { readonly type: 'consumerGone'; readonly peerId: string; readonly consumerId: string }
  /** How well a stream arrives at the host: 10 perfect, 0 nothing at all. */
  | { readonly type: 'quality'; readonly peerId: string; readonly producerId: string; readonly score: number }
  /** Every second: how much of each stream is on the disk by now. */
  | {
      readonly type: 'recording'
      readonly recordingId: string
      readonly partId: string
      readonly paused: boolean
      readonly streams: readonly (RecordedStream & { readonly bytes: number })[]
    }
  /** A stream that should be recorded has not grown for so long; said once, within three seconds. */
  | ({
      readonly type: 'recordingStalled'
      readonly recordingId: string
      readonly forMs: number
      /** It arrives, and cannot be written. */
      readonly why?: 'disk'
    } & RecordedStream)
  /** What somebody said, as the recogniser has it by now; `at` is when. */
  | {
      readonly type: 'heardWords'
      readonly peerId: string
      readonly text: string
      readonly final: boolean
      readonly at: number
    }
  /** Whether the recogniser listens to this peer at the moment. */
  | { readonly type: 'transcribing'; readonly peerId: string; readonly on: boolean }
  /**
   * A host that was out of reach holds these peers. They went on without us: whoever keeps the books compares.
   * What is not wanted any more has to be closed.
   */
  | { readonly type: 'found'; readonly holding: readonly PeerHeld[] }

export interface MediaHost {
  /** The codecs the host can forward. */
  capabilities(): Promise<RtpCapabilities>

  /**
   * Makes both connections of a peer. `near` is a placement key (for example the deciding jurisdiction):
   * peers with the same key are put together while there is room, because they will talk to each other.
   * `owner` is whoever it is for; the host only remembers it.
   */
  openPeer(input: PeerWanted): Promise<Outcome<OpenedPeer>>
  connectTransport(input: {
    readonly peerId: string
    readonly direction: MediaDirection
    readonly dtlsParameters: DtlsParameters
  }): Promise<Outcome<null>>
  /** A new network path for one connection; streams go on over it. */
  restartIce(input: {
    readonly peerId: string
    readonly direction: MediaDirection
  }): Promise<Outcome<IceParameters>>

  produce(input: {
    readonly peerId: string
    readonly source: MediaSource
    readonly rtpParameters: RtpParameters
  }): Promise<Outcome<{ readonly producerId: string }>>
  setProducerPaused(input: ProducerRef & { readonly paused: boolean }): Promise<Outcome<null>>
  closeProducer(input: ProducerRef): Promise<Outcome<null>>

  /** Prepares a stream for a peer. It is made paused: nothing is forwarded before `resumeConsumers`. */
  consume(input: {
    readonly peerId: string
    readonly from: ProducerRef
    readonly rtpCapabilities: RtpCapabilities
  }): Promise<Outcome<ConsumerParameters>>
  /** Lets prepared streams flow; for video a key frame is asked for at once. */
  resumeConsumers(input: ConsumersRef): Promise<Outcome<null>>
  pauseConsumers(input: ConsumersRef): Promise<Outcome<null>>
  requestKeyFrame(input: ConsumersRef): Promise<Outcome<null>>
  closeConsumers(input: ConsumersRef): Promise<Outcome<null>>

  /** A connection of its own, for measuring what the browser's network lets through; it ends by itself after a while. */
  probe(input: {
    readonly peerId: string
    readonly dtlsParameters: DtlsParameters
  }): Promise<Outcome<OpenedProbe>>
  /** Ends it and tells what has arrived. */
  probed(input: { readonly peerId: string; readonly probeId: string }): Promise<Outcome<ProbeCounts>>

  /**
   * Records everything these peers send, from now on, each stream as it is into files of its own, sealed with `key`
   * (32 bytes, base64; kept in memory only). Asked again with more peers, it records them too. Refuses `unavailable`
   * where nothing can be written, `conflict` for another key.
   */
  record(input: {
    readonly recordingId: string
    readonly peerIds: readonly string[]
    readonly key: string
  }): Promise<Outcome<{ readonly partId: string; readonly beganAt: number }>>
  /** From now on nothing is kept, until it is resumed. */
  pauseRecording(input: { readonly recordingId: string }): Promise<Outcome<null>>
  resumeRecording(input: { readonly recordingId: string }): Promise<Outcome<null>>
  /** Ends it and tells what there is: one part for each run on each node. May be asked again. */
  stopRecording(input: {
    readonly recordingId: string
  }): Promise<Outcome<{ readonly parts: readonly RecordingPart[] }>>

  /**
   * Sends what this peer says to the recogniser, from now on, also over a microphone that comes later; or no more.
   * Refuses `wrongState` where there is no recogniser.
   */
  transcribe(input: { readonly peerId: string; readonly on: boolean }): Promise<Outcome<null>>

  /** Gives everything of a peer back. Closing twice, or a peer that is not there, is no error. */
  closePeer(input: { readonly peerId: string }): Promise<void>

  stats(input: { readonly peerId: string }): Promise<Outcome<PeerStats>>
  inventory(): Promise<Inventory>
  /** Calls back on every event until the returned function is called. */
  listen(listener: (event: MediaHostEvent) => void): () => void
  /** Ends all workers; idempotent. */
  close(): Promise<void>
}
