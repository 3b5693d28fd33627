import { captureBoth } from '@farwindow/client/call/media/devices.ts'
import { nextFrame } from '@farwindow/client/call/media/frames.ts'
import { openMeter } from '@farwindow/client/call/media/meter.ts'
import { openMediaSession } from '@farwindow/client/call/media/session.ts'
import type { MediaSession } from '@farwindow/client/call/media/session.ts'
import type { MediaSignal } from '@farwindow/client/call/media/signal.ts'
import type { MediaSource } from '@farwindow/shared/call/media.ts'
import { io } from 'socket.io-client'
import { farVideo, wallClock } from './clock.ts'
import type { Stage } from './clock.ts'

/** What tests and benchmarks do with our page. */
export interface Caller extends Stage {
  readonly session: MediaSession
  /** How loud the far side is now, 0 to 1. */
  farLevel(): number
}

declare global {
  interface Window {
    readonly caller: Promise<Caller>
  }
}

Object.assign(globalThis, { caller: openCaller(new URLSearchParams(location.search).get('session') ?? '') })

async function openCaller(name: string): Promise<Caller> {
  const socket = io('/ours', { transports: ['websocket'], auth: { session: name } })
  const signal: MediaSignal = { ask: (request, input) => socket.emitWithAck('ask', request, input) }
  const tracks = new Map<MediaSource, MediaStreamTrack>()
  for (const [source, capture] of Object.entries(await captureBoth()))
    if (capture.state === 'granted') tracks.set(source === 'camera' ? 'camera' : 'microphone', capture.track)

  const session = openMediaSession(signal, tracks)
  socket.on('tell', (notice) => session.notice(notice))
  let meter: ReturnType<typeof openMeter> | undefined
  const far = farVideo()
  const stream = new MediaStream()
  far.srcObject = stream
  session.subscribe(() => {
    const wanted = session.view().remotes.map(({ track }) => track)
    for (const track of stream.getTracks()) if (!wanted.includes(track)) stream.removeTrack(track)
    for (const track of wanted) stream.addTrack(track)
    const sound = wanted.find(({ kind }) => kind === 'audio')
    if (sound !== undefined) meter ??= openMeter(sound)
  })
  const firstFrame = nextFrame(far).then(wallClock)
  return {
    session,
    firstFrame: () => firstFrame,
    farLevel: () => meter?.level() ?? 0,
    answer: (callId) => {
      socket.emit('answer', callId)
      return performance.timeOrigin + performance.now()
    },
  }
}
