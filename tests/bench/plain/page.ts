import { cameraConstraints, microphoneConstraints } from '@farwindow/media-config/capture.ts'
import { nextFrame } from '@farwindow/client/call/media/frames.ts'
import { Device } from 'mediasoup-client'
import { io } from 'socket.io-client'
import { farVideo, wallClock } from '../page/clock.ts'
import type { Stage } from '../page/clock.ts'

declare global {
  interface Window {
    readonly plain: Promise<Stage>
  }
}

Object.assign(globalThis, { plain: openStage(new URLSearchParams(location.search).get('session') ?? '') })

async function openStage(room: string): Promise<Stage> {
  const socket = io('/plain', { transports: ['websocket'], auth: { room } })
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  const firstFrame = nextFrame(farVideo()).then(wallClock)
  socket.once('answered', () => void join(socket))
  return {
    firstFrame: () => firstFrame,
    answer: () => {
      socket.emit('answer')
      return performance.timeOrigin + performance.now()
    },
  }
}

/** Join, transports, getUserMedia, produce, consume: one after the other. */
async function join(socket: ReturnType<typeof io>): Promise<void> {
  const far = new MediaStream()
  farVideo().srcObject = far

  const device = new Device()
  await device.load({ routerRtpCapabilities: await socket.emitWithAck('join', null) })
  const send = device.createSendTransport(await socket.emitWithAck('createTransport', 'send'))
  const receive = device.createRecvTransport(await socket.emitWithAck('createTransport', 'receive'))
  for (const [direction, transport] of [
    ['send', send],
    ['receive', receive],
  ] as const)
    transport.on('connect', ({ dtlsParameters }, done) =>
      socket.emit('connectTransport', { direction, dtlsParameters }, done),
    )
  send.on('produce', ({ kind, rtpParameters }, done) => {
    const source = kind === 'audio' ? 'microphone' : 'camera'
    socket.emit('produce', { source, rtpParameters }, (id: string) => done({ id }))
  })

  const consume = async (from: unknown): Promise<void> => {
    const rtpCapabilities = device.recvRtpCapabilities
    const consumer = await receive.consume(await socket.emitWithAck('consume', { from, rtpCapabilities }))
    far.addTrack(consumer.track)
    await socket.emitWithAck('resumeConsumer', consumer.id)
  }
  socket.on('newProducer', (from) => void consume(from))
  const already: unknown[] = await socket.emitWithAck('ready', null)
  await Promise.all(already.map(consume))

  const local = await navigator.mediaDevices.getUserMedia({
    video: cameraConstraints,
    audio: microphoneConstraints,
  })
  const [audio] = local.getAudioTracks()
  const [video] = local.getVideoTracks()
  if (audio !== undefined) await send.produce({ track: audio })
  if (video !== undefined)
    await send.produce({ track: video, codecOptions: { videoGoogleStartBitrate: 1000 } })
}
