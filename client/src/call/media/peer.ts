import { cameraEncodings, speechOptions, videoEncodings } from '@farwindow/media-config/encodings.ts'
import type { CameraUse } from '@farwindow/media-config/encodings.ts'
import { fpsAt, rungs } from '@farwindow/media-config/rungs.ts'
import { dtlsParameters, mediaSource, rtpCapabilities, rtpParameters } from '@farwindow/shared/call/media.ts'
import type {
  ConsumerParameters,
  MediaDirection,
  MediaSource,
  RtpCapabilities,
} from '@farwindow/shared/call/media.ts'
import { plain } from '@farwindow/shared/call/plain.ts'
import type { Output } from '@farwindow/shared/protocol/all.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { Device, types } from 'mediasoup-client'
import { countHeard } from './counts.ts'
import type { MediaSignal } from './signal.ts'
import { voiceKbitAt } from './stepping.ts'

export type Connection = types.ConnectionState

export interface PeerEvents {
  /** One of the two connections changed. */
  readonly onConnection: (direction: MediaDirection, state: Connection) => void
  /** The server refused a step after which nothing of this peer will work. */
  readonly onRefused: (refusal: Refusal) => void
}

/** A browser’s two connections to the media host, and what runs over them. */
export interface Peer {
  readonly id: string
  connection(direction: MediaDirection): Connection
  /** Sends a track; paused from the start where `flowing` is false. A track of the same source is replaced. */
  send(source: MediaSource, track: MediaStreamTrack, flowing: boolean): Promise<void>
  /** Stops sending a source for good. */
  drop(source: MediaSource): void
  /** Whether a source’s packets leave this browser. Held back, nothing is encoded either. */
  setFlowing(source: MediaSource, flowing: boolean): void
  /** How large, how often and how loud what is sent may be. */
  setRung(rung: number): void
  /** Makes streams playable. Those the browser cannot play are left out. */
  receive(consumers: readonly ConsumerParameters[]): Promise<readonly Received[]>
  forget(consumerIds: readonly string[]): void
  /** What this browser can play. */
  playable(): RtpCapabilities
  /** Asks for a new network path, on both connections or one. */
  restartIce(direction: MediaDirection): Promise<void>
  stats(direction: MediaDirection): Promise<RTCStatsReport>
  /** Bytes that have come over this connection so far, of whatever kind. */
  heardBytes(direction: MediaDirection): Promise<number>
  close(): void
}

/** A stream of another peer, ready to be played. */
export interface Received {
  readonly consumerId: string
  readonly from: string
  readonly source: MediaSource
  readonly track: MediaStreamTrack
}

/** Fetched only when a call is near, with the server's answer: the first screens do without it (SCREEN-9). */
const deviceOfThisBrowser = async (): Promise<Device> => (await import('mediasoup-client')).Device.factory()

/** Asks for a peer and begins to connect both ways at once. Resolves as soon as tracks can be sent. */
export async function openPeer(
  signal: MediaSignal,
  events: PeerEvents,
  camera: CameraUse = 'side',
): Promise<Outcome<Peer>> {
  const [opened, device] = await Promise.all([signal.ask('media.open', {}), deviceOfThisBrowser()])
  if (!opened.ok) return opened
  await device.load({ routerRtpCapabilities: opened.value.routerRtpCapabilities })
  return { ok: true, value: connectPeer(signal, events, device, opened.value, camera) }
}

function connectPeer(
  signal: MediaSignal,
  { onConnection, onRefused }: PeerEvents,
  device: Device,
  opened: Output<'media.open'>,
  camera: CameraUse,
): Peer {
  const { peerId, iceServers } = opened
  const send = device.createSendTransport({ ...opened.send, iceServers })
  const receive = device.createRecvTransport({ ...opened.receive, iceServers })
  const transports = { send, receive }
  const heard = { send: countHeard(), receive: countHeard() }
  const producers = new Map<MediaSource, types.Producer>()
  const consumers = new Map<string, types.Consumer>()
  const sends = new Map<MediaSource, Promise<void>>()

  const playable = (): RtpCapabilities => plain(rtpCapabilities, device.recvRtpCapabilities)

  const tell = async (asking: Promise<Outcome<unknown>>): Promise<void> => {
    const outcome = await asking
    if (!outcome.ok && !send.closed) onRefused(outcome.refusal)
  }
  // Nobody waits for the server’s answer to `media.connect`: what follows arrives there after it anyway.
  send.on('connect', ({ dtlsParameters: own }, goOn) => {
    const input = { peerId, direction: 'send', dtlsParameters: plain(dtlsParameters, own) } as const
    void tell(signal.ask('media.connect', input))
    goOn()
  })
  receive.on('connect', ({ dtlsParameters: own }, goOn) => {
    const base = { peerId, direction: 'receive', rtpCapabilities: playable() } as const
    void tell(signal.ask('media.connect', { ...base, dtlsParameters: plain(dtlsParameters, own) }))
    goOn()
  })
  send.on('produce', ({ rtpParameters: own, appData }, goOn, fail) => {
    const source = mediaSource.parse(appData['source'])
    void signal
      .ask('media.produce', { peerId, source, rtpParameters: plain(rtpParameters, own) })
      .then((outcome) =>
        outcome.ok ? goOn({ id: outcome.value.producerId }) : fail(new Error(outcome.refusal.code)),
      )
  })
  send.on('connectionstatechange', (state) => onConnection('send', state))
  receive.on('connectionstatechange', (state) => onConnection('receive', state))
  // Brings the receiving connection up although nothing is sent to it yet.
  receive.consumeData(opened.channel).catch(() => onConnection('receive', 'failed'))

  /** One after the other per source, or two tracks in a row would make two streams of it. */
  const sendAfter = async (
    earlier: Promise<void> | undefined,
    source: MediaSource,
    track: MediaStreamTrack,
    flowing: boolean,
  ): Promise<void> => {
    await earlier?.catch(() => undefined)
    const former = producers.get(source)
    if (former !== undefined && !former.closed) return former.replaceTrack({ track })
    const producer = await send.produce(producing(source, track, camera))
    producers.set(source, producer)
    if (!flowing) producer.pause()
  }

  return {
    id: peerId,
    playable,
    connection: (direction) => transports[direction].connectionState,
    send: (source, track, flowing) => {
      const sending = sendAfter(sends.get(source), source, track, flowing)
      sends.set(source, sending)
      return sending
    },
    drop: (source) => {
      const producer = producers.get(source)
      producers.delete(source)
      if (producer === undefined) return
      producer.close()
      void tell(signal.ask('media.stop', { peerId, source }))
    },
    setFlowing: (source, flowing) => {
      const producer = producers.get(source)
      // mediasoup-client negotiates anew each time it is told, also what is so already: not while a call is answered.
      if (producer === undefined || producer.paused !== flowing) return
      if (flowing) producer.resume()
      else producer.pause()
    },
    setRung: (rung) => {
      const at = rungs[Math.min(rung, rungs.length - 1)]
      if (at === undefined) return
      const [picture, voice] = [producers.get('camera'), producers.get('microphone')]
      // What is paused or was closed meanwhile gets it with the next step.
      void picture
        ?.setRtpEncodingParameters({ scaleResolutionDownBy: at.scale, maxFramerate: fpsAt(rung, camera) })
        .catch(() => undefined)
      void voice?.setRtpEncodingParameters({ maxBitrate: voiceKbitAt(rung) * 1_000 }).catch(() => undefined)
    },
    receive: async (offered) => {
      const made = await Promise.all(offered.map((each) => receiveOne(receive, each)))
      for (const consumer of made) if (consumer !== undefined) consumers.set(consumer.id, consumer)
      return offered.flatMap(({ id, from, source }) => {
        const consumer = consumers.get(id)
        return consumer === undefined ? [] : [{ consumerId: id, from, source, track: consumer.track }]
      })
    },
    forget: (consumerIds) => {
      for (const id of consumerIds) {
        consumers.get(id)?.close()
        consumers.delete(id)
      }
    },
    restartIce: async (direction) => {
      const outcome = await signal.ask('media.restartIce', { peerId, direction }, { patienceMs: 0 })
      if (!outcome.ok) return onRefused(outcome.refusal)
      const transport = transports[direction]
      if (transport.closed) return
      // Credentials end some day; a new path begins with new ones.
      if (outcome.value.iceServers.length > 0) await transport.updateIceServers(outcome.value)
      await transport.restartIce(outcome.value)
    },
    stats: (direction) => transports[direction].getStats(),
    heardBytes: async (direction) => heard[direction](await transports[direction].getStats()),
    close: () => {
      send.close()
      receive.close()
    },
  }
}

/** Sound and picture of one person carry one name, so that the browser keeps them in step. */
async function receiveOne(
  transport: types.Transport,
  { id, producerId, kind, rtpParameters: parameters, from, source }: ConsumerParameters,
): Promise<types.Consumer | undefined> {
  const streamId = source === 'screen' ? `${from}-screen` : from
  try {
    return await transport.consume({ id, producerId, kind, rtpParameters: parameters, streamId })
  } catch {
    return undefined
  }
}

/** The track stays the caller’s, who shows it as a mirror: it is neither stopped nor blackened with the producer. */
function producing(source: MediaSource, track: MediaStreamTrack, camera: CameraUse): types.ProducerOptions {
  const base = {
    track,
    appData: { source },
    stopTracks: false,
    disableTrackOnPause: false,
    zeroRtpOnPause: true,
  }
  if (source === 'microphone')
    return { ...base, codecOptions: speechOptions, onRtpSender: (sender) => void putFirst(sender) }
  const { maxBitrate, startBitrateKbit, contentHint, degradation } = videoEncodings[source]
  track.contentHint = contentHint
  return {
    ...base,
    encodings: [source === 'camera' ? cameraEncodings[camera] : { maxBitrate }],
    codecOptions: { videoGoogleStartBitrate: startBitrateKbit },
    onRtpSender: (sender) => void prefer(sender, degradation),
  }
}

/** What the encoder gives up when bandwidth or processor fall short. Browsers without the choice ignore it. */
async function prefer(sender: RTCRtpSender, degradationPreference: string): Promise<void> {
  const parameters = Object.assign(sender.getParameters(), { degradationPreference })
  await sender.setParameters(parameters).catch(() => undefined)
}

/** Voice before everything else, in this browser's own queue and, where routers heed it, on the way (RFC 8837). */
async function putFirst(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters()
  for (const encoding of parameters.encodings)
    Object.assign(encoding, { priority: 'high', networkPriority: 'high' })
  await sender.setParameters(parameters).catch(() => undefined)
}
