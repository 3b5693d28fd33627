import { speechOptions, videoEncodings } from '@farwindow/media-config/encodings.ts'
import { directSignal } from '@farwindow/shared/call/directprotocol.ts'
import type { DirectSignal } from '@farwindow/shared/call/directprotocol.ts'
import { kindOf } from '@farwindow/shared/call/media.ts'
import type { IceServer, MediaKind, MediaSource } from '@farwindow/shared/call/media.ts'
import { readSaid } from './directsaid.ts'
import type { DirectSaid } from './directsaid.ts'
import type { Connection } from './peer.ts'

export interface DirectPeerOptions {
  readonly initiates: boolean
  readonly iceServers: readonly IceServer[]
  readonly onSignal: (signal: DirectSignal) => void
  readonly onConnection: (state: Connection) => void
  readonly onSaid: (said: DirectSaid) => void
  /** Another stream came. */
  readonly onTrack: () => void
  /** Nothing comes over it any more, or it never came up: it has to be replaced. Told once. */
  readonly onDead: () => void
}

/** One connection from this browser to the other. */
export interface DirectPeer {
  signal(message: DirectSignal): void
  /** Sends this track as the source from now on; null, or not flowing: nothing, until it is put again. */
  put(source: MediaSource, track: MediaStreamTrack | null, flowing: boolean): void
  /** Says how things stand here; what it is sending is added. */
  tell(said: Omit<DirectSaid, 'sources'>): void
  /** The other side’s track of this kind in this stream. */
  trackOf(streamId: string, kind: MediaKind): MediaStreamTrack | undefined
  stats(): Promise<RTCStatsReport>
  close(): void
}

/** A connection that is not up after so long is tried anew. */
const patienceMs = 8_000
/** Nothing at all for so long, while packets come every 20 ms and a beat every 300: the path is dead. */
const silenceMs = 1_200
const beatMs = 300
const beat = 'beat'

interface Sending {
  readonly stream: MediaStream
  /** Under which simple-peer knows the sender. */
  key: MediaStreamTrack
  now: MediaStreamTrack | null
  track: MediaStreamTrack | null
}

/** Fetched only for a call that goes directly: no other page needs it (DIRECT-10). */
const loadSimplePeer = async () => (await import('simple-peer/simplepeer.min.js')).default

/** Begins to connect at once. Nothing is sent before a track is put. */
export async function openDirectPeer(about: DirectPeerOptions): Promise<DirectPeer> {
  const SimplePeer = await loadSimplePeer()
  let connection: RTCPeerConnection | undefined
  const keep = (made: RTCPeerConnection): void => {
    connection = made
  }
  class Kept extends RTCPeerConnection {
    constructor(config?: RTCConfiguration) {
      super(config)
      keep(this)
    }
  }
  const peer = new SimplePeer({
    initiator: about.initiates,
    config: { iceServers: about.iceServers.map((each) => ({ ...each, urls: [...each.urls] })) },
    objectMode: true,
    sdpTransform: forSpeech,
    wrtc: { RTCPeerConnection: Kept, RTCSessionDescription, RTCIceCandidate },
  })

  const face = new MediaStream()
  const sending = new Map<MediaSource, Sending>()
  const arrived = new Map<string, MediaStreamTrack>()
  let lastSaid: string | undefined
  let dead = false

  const die = (): void => {
    if (dead) return
    dead = true
    clearTimeout(giveUp)
    stopWatching?.()
    about.onConnection('failed')
    about.onDead()
  }
  const giveUp = setTimeout(die, patienceMs)
  let stopWatching: (() => void) | undefined

  const say = (message: string): void => {
    // Said into a channel that closes under our hands, it is lost with everything else.
    try {
      if (peer.connected) peer.send(message)
    } catch {
      return
    }
  }

  peer.on('signal', (message) => {
    const signal = directSignal.safeParse(JSON.parse(JSON.stringify(message)))
    if (signal.success) about.onSignal(signal.data)
  })
  peer.on('connect', () => {
    clearTimeout(giveUp)
    if (dead || connection === undefined) return
    stopWatching = watchSilence(connection, () => say(beat), die)
    about.onConnection('connected')
    if (lastSaid !== undefined) say(lastSaid)
  })
  peer.on('data', (message) => {
    if (message === beat) return
    const said = readSaid(message)
    if (said !== undefined) about.onSaid(said)
  })
  peer.on('track', (track, stream) => {
    arrived.set(`${stream.id} ${track.kind}`, track)
    about.onTrack()
  })
  // Closed without a word: simple-peer tells an error before it closes.
  peer.on('error', () => undefined)
  peer.on('close', die)
  connection?.addEventListener('signalingstatechange', () => {
    if (connection?.signalingState === 'stable')
      for (const [source, { now }] of sending) void tune(source, now)
  })
  const tune = (source: MediaSource, track: MediaStreamTrack | null): Promise<void> | undefined => {
    const sender = connection?.getSenders().find((each) => track !== null && each.track === track)
    return sender === undefined ? undefined : limit(sender, source)
  }

  const begin = (source: MediaSource, track: MediaStreamTrack): Sending => {
    const made = { stream: source === 'screen' ? new MediaStream() : face, key: track, now: track, track }
    if (source !== 'microphone') track.contentHint = videoEncodings[source].contentHint
    peer.addTrack(track, made.stream)
    sending.set(source, made)
    return made
  }

  return {
    signal: (message) => {
      if (!dead && !peer.destroyed) peer.signal(message)
    },
    put: (source, track, flowing) => {
      if (dead || peer.destroyed) return
      const known = sending.get(source)
      // What is held from the start begins when it is let go: only what is sent is negotiated.
      const one = known ?? (track === null || !flowing ? undefined : begin(source, track))
      if (one === undefined) return
      one.track = track
      const now = flowing ? track : null
      if (one.now === now) return
      if (now !== null && source !== 'microphone') now.contentHint = videoEncodings[source].contentHint
      peer.replaceTrack(one.key, now, one.stream)
      if (now !== null) one.key = now
      one.now = now
    },
    tell: (said) => {
      const sources = Object.fromEntries(
        [...sending].flatMap(([source, { track, stream }]) => (track === null ? [] : [[source, stream.id]])),
      )
      lastSaid = JSON.stringify({ ...said, sources })
      say(lastSaid)
    },
    trackOf: (streamId, kind) => arrived.get(`${streamId} ${kind}`),
    stats: async () => (await connection?.getStats()) ?? new Map(),
    close: () => {
      dead = true
      clearTimeout(giveUp)
      stopWatching?.()
      peer.destroy()
    },
  }
}

/** Beats, and listens whether anything comes; `onSilent` is told once. */
function watchSilence(connection: RTCPeerConnection, sayBeat: () => void, onSilent: () => void): () => void {
  let bytes = -1
  let heardAt = performance.now()
  let lookedAt = heardAt
  const look = async (): Promise<void> => {
    sayBeat()
    const heard = heardBytes(await connection.getStats())
    const now = performance.now()
    // When this page itself was held up, what came is still to be counted.
    if (heard !== bytes || now - lookedAt > 2 * beatMs) heardAt = now
    bytes = heard
    lookedAt = now
    if (now - heardAt > silenceMs) onSilent()
  }
  const looking = setInterval(() => void look().catch(() => undefined), beatMs)
  return () => clearInterval(looking)
}

const heardBytes = (stats: RTCStatsReport): number => {
  let bytes = 0
  for (const stat of stats.values()) if (stat.type === 'candidate-pair') bytes += stat.bytesReceived ?? 0
  return bytes
}

/** Ceiling and preference of a source, as towards a media host; browsers without a choice pass it over. */
async function limit(sender: RTCRtpSender, source: MediaSource): Promise<void> {
  const about =
    kindOf[source] === 'audio' || source === 'microphone'
      ? { maxBitrate: speechOptions.opusMaxAverageBitrate }
      : { maxBitrate: videoEncodings[source].maxBitrate, degradation: videoEncodings[source].degradation }
  const parameters = sender.getParameters()
  const encodings = parameters.encodings.map((each) => ({ ...each, maxBitrate: about.maxBitrate }))
  const preference = 'degradation' in about ? { degradationPreference: about.degradation } : {}
  await sender.setParameters({ ...parameters, ...preference, encodings }).catch(() => undefined)
}

/** Loss repair on, no gaps: as towards a media host (RFC 7587, 7). */
const forSpeech = (sdp: string): string =>
  sdp.replaceAll(/^a=fmtp:(\d+) (.*useinbandfec=1.*)$/gm, (line, _type, settings: string) =>
    settings.includes('usedtx')
      ? line
      : `${line};usedtx=0;maxaveragebitrate=${speechOptions.opusMaxAverageBitrate}`,
  )
