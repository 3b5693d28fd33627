import { captureBoth } from '@farwindow/client/call/media/devices.ts'
import { nextFrame } from '@farwindow/client/call/media/frames.ts'
import { openMeter } from '@farwindow/client/call/media/meter.ts'
import type { Meter } from '@farwindow/client/call/media/meter.ts'
import { openPeer } from '@farwindow/client/call/media/peer.ts'
import { openMediaSession } from '@farwindow/client/call/media/session.ts'
import type { MediaSession } from '@farwindow/client/call/media/session.ts'
import type { MediaPhase, MediaView } from '@farwindow/client/call/media/view.ts'
import type { MediaSignal } from '@farwindow/client/call/media/signal.ts'
import type { MediaSource } from '@farwindow/shared/call/media.ts'
import { io } from 'socket.io-client'
import { farVideo, wallClock } from './clock.ts'
import type { Stage } from './clock.ts'

/** What a test waits for; what is not named does not matter. */
export interface Wanted {
  readonly phase?: MediaPhase
  /** Who sends nothing has no sending connection. */
  readonly connected?: 'both' | 'receive'
  /** How many streams of the far side are there. */
  readonly remotes?: number
  /** Whether the far camera is held. */
  readonly cameraHeld?: boolean
}

/** What tests and benchmarks do with our page. */
export interface Caller extends Stage {
  readonly session: MediaSession
  /** Resolves when this many further pictures of the far side have been shown. */
  moving(pictures: number): Promise<void>
  /** Resolves when the session’s view is as wanted. */
  until(wanted: Wanted): Promise<void>
  /** Resolves when sound of the far side is heard. */
  hearing(): Promise<void>
  /** Begins to send the camera that was left out with `&without=camera`. */
  addCamera(): void
}

declare global {
  interface Window {
    readonly caller: Promise<Caller>
  }
}

const query = new URLSearchParams(location.search)
Object.assign(globalThis, { caller: openCaller(query.get('session') ?? '', query.getAll('without')) })

async function openCaller(name: string, without: readonly string[]): Promise<Caller> {
  const socket = io('/ours', { transports: ['websocket'], auth: { session: name } })
  const signal: MediaSignal = {
    ask: (request, input) => socket.emitWithAck('ask', request, input),
    doubt: () => undefined,
  }
  const { camera, microphone } = await captureBoth()
  const tracks = new Map<MediaSource, MediaStreamTrack>()
  if (camera.state === 'granted' && !without.includes('camera')) tracks.set('camera', camera.track)
  if (microphone.state === 'granted' && !without.includes('microphone'))
    tracks.set('microphone', microphone.track)

  const session = openMediaSession(signal, tracks, {}, () => undefined, openPeer)
  socket.on('tell', (notice) => session.notice(notice))
  const far = farVideo()
  const farLevel = showFar(session, far)
  const firstFrame = nextFrame(far).then(wallClock)
  return {
    session,
    until: (wanted) => until(session, wanted),
    hearing: () => hearing(farLevel),
    firstFrame: () => firstFrame,
    moving: async (pictures) => {
      for (let count = 0; count < pictures; count += 1) await nextFrame(far)
    },
    addCamera: () => {
      if (camera.state === 'granted') session.setTrack('camera', camera.track)
    },
    answer: (callId) => {
      socket.emit('answer', callId)
      return performance.timeOrigin + performance.now()
    },
  }
}

/** Plays what the session receives; the far tracks change with every new peer. */
function showFar(session: MediaSession, far: HTMLVideoElement): () => number {
  const stream = new MediaStream()
  far.srcObject = stream
  let heard: { readonly track: MediaStreamTrack; readonly meter: Meter } | undefined
  session.subscribe(() => {
    const wanted = session.view().remotes.map(({ track }) => track)
    for (const track of stream.getTracks()) if (!wanted.includes(track)) stream.removeTrack(track)
    for (const track of wanted) stream.addTrack(track)
    const sound = wanted.find(({ kind }) => kind === 'audio')
    if (heard?.track === sound) return
    heard?.meter.close()
    heard = sound === undefined ? undefined : { track: sound, meter: openMeter(sound) }
  })
  return () => heard?.meter.level() ?? 0
}

function until(session: MediaSession, wanted: Wanted): Promise<void> {
  return new Promise((resolve) => {
    const look = (): boolean => isAsWanted(session.view(), wanted)
    if (look()) return resolve()
    const stop = session.subscribe(() => {
      if (!look()) return
      stop()
      resolve()
    })
  })
}

const isAsWanted = ({ phase, connections, remotes }: MediaView, wanted: Wanted): boolean =>
  (wanted.phase === undefined || phase === wanted.phase) &&
  (wanted.connected === undefined || connections.receive === 'connected') &&
  (wanted.connected !== 'both' || connections.send === 'connected') &&
  (wanted.remotes === undefined || remotes.length === wanted.remotes) &&
  (wanted.cameraHeld === undefined ||
    remotes.some(({ source, muted }) => source === 'camera' && muted === wanted.cameraHeld))

/** The fake microphone beeps once a second; a meter has no event, so it is looked at often. */
const hearing = (level: () => number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      if (level() < 0.005) return
      clearInterval(timer)
      resolve()
    }, 20)
  })
