import { hiddenVideo, nextFrame } from './frames.ts'
import { openMeter } from './meter.ts'
import type { MediaSession } from './session.ts'

/*
 * The checks before a call, each on its own: none of them keeps anybody from calling, they only say what
 * the other side will notice. All resolve; none throws.
 */

export interface CameraCheck {
  readonly state: 'fine' | 'small' | 'dark' | 'none'
  readonly width: number
  readonly height: number
}

const pictureWithinMs = 4_000
/** EN 301 549 6.5: at least 640 × 480 for sign language. */
const least = { width: 640, height: 480 }
/** Mean brightness (0 to 255) below which there is a lid on the camera or no light in the room. */
const darkBelow = 12

/** Looks at one picture of the camera. */
export async function checkCamera(track: MediaStreamTrack): Promise<CameraCheck> {
  const { video, close } = hiddenVideo(track)
  try {
    const { width, height } = await nextFrame(video, AbortSignal.timeout(pictureWithinMs))
    const isSmall = width * height < least.width * least.height
    return { state: brightness(video) < darkBelow ? 'dark' : isSmall ? 'small' : 'fine', width, height }
  } catch {
    return { state: 'none', width: 0, height: 0 }
  } finally {
    close()
  }
}

/** The mean of a coarse copy: enough to tell dark from light. */
function brightness(video: HTMLVideoElement): number {
  const [width, height] = [32, 18]
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null) return 255
  context.drawImage(video, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  let sum = 0
  for (let at = 0; at < data.length; at += 4)
    sum += ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3
  return sum / (width * height)
}

/** Quieter than any room: a muted or dead microphone. */
const deadBelow = 0.0005

/**
 * Listens until somebody is heard, or until the signal is aborted. `onLevel` gets the level, 0 to 1, about
 * thirty times a second, for the bar on the screen.
 */
export function checkMicrophone(
  track: MediaStreamTrack,
  onLevel: (level: number) => void,
  signal: AbortSignal,
  heardAbove = 0.02,
): Promise<'heard' | 'quiet' | 'dead'> {
  const meter = openMeter(track)
  let loudest = 0
  return new Promise((resolve) => {
    const end = (outcome: 'heard' | 'quiet' | 'dead'): void => {
      clearInterval(timer)
      meter.close()
      resolve(outcome)
    }
    const timer = setInterval(() => {
      const level = meter.level()
      loudest = Math.max(loudest, level)
      onLevel(level)
      if (level > heardAbove) end('heard')
    }, 33)
    signal.addEventListener('abort', () => end(loudest < deadBelow ? 'dead' : 'quiet'), { once: true })
  })
}

/** Plays two soft notes; whether they were heard only the person can say. Needs a gesture before it. */
export async function playChime(): Promise<void> {
  const context = new AudioContext()
  await context.resume()
  const notes = [523.25, 659.25]
  notes.forEach((frequency, index) => {
    const [oscillator, gain] = [context.createOscillator(), context.createGain()]
    const at = context.currentTime + index * 0.35
    oscillator.frequency.value = frequency
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(0.2, at + 0.05)
    gain.gain.linearRampToValueAtTime(0, at + 0.35)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(at)
    oscillator.stop(at + 0.4)
  })
  await new Promise((resolve) => setTimeout(resolve, 400 * notes.length))
  await context.close()
}

export interface NetworkCheck {
  /** How media reach us: over UDP (best), over TCP (works, with more delay), or not at all. */
  readonly media: 'udp' | 'tcp' | 'none'
  /** There and back, in ms; undefined where it was not measured. */
  readonly mediaRoundTripMs: number | undefined
  readonly signallingRoundTripMs: number
}

/** `ask` is any request that the server answers at once. Uses the connections of the session as they are. */
export async function checkNetwork(
  session: MediaSession,
  ask: () => Promise<unknown>,
): Promise<NetworkCheck> {
  const times: number[] = []
  for (let count = 0; count < 5; count += 1) {
    const before = performance.now()
    await ask()
    times.push(performance.now() - before)
  }
  const signallingRoundTripMs = times.toSorted((a, b) => a - b)[2] ?? 0
  return { ...(await mediaPath(session)), signallingRoundTripMs }
}

async function mediaPath(session: MediaSession): Promise<Pick<NetworkCheck, 'media' | 'mediaRoundTripMs'>> {
  const none = { media: 'none', mediaRoundTripMs: undefined } as const
  if (session.view().connections.receive !== 'connected') return none
  const stats: readonly RTCStats[] = [...((await session.stats('receive'))?.values() ?? [])]
  const pair = stats
    .filter(isPair)
    .find(({ nominated, state }) => nominated === true && state === 'succeeded')
  const remote = stats.filter(isCandidate).find(({ id }) => id === pair?.remoteCandidateId)
  if (pair === undefined || remote === undefined) return none
  const seconds = pair.currentRoundTripTime
  return {
    media: remote.protocol === 'tcp' ? 'tcp' : 'udp',
    mediaRoundTripMs: seconds === undefined ? undefined : seconds * 1000,
  }
}

const isPair = (stat: RTCStats): stat is RTCIceCandidatePairStats => stat.type === 'candidate-pair'

interface RemoteCandidate extends RTCStats {
  readonly protocol?: string
}
const isCandidate = (stat: RTCStats): stat is RemoteCandidate => stat.type === 'remote-candidate'
