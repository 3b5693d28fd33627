import { bitsOf, readCode } from './timecode.ts'

/*
 * Runs in a page before anything else: instead of its camera it gets a picture that says when it was drawn, and
 * instead of its microphone a sound that clicks once a second. What comes from the far side is read when it is shown,
 * and heard where the page hands sound to the sound card. All times are ms since the epoch, on the clock that all
 * processes of this machine share.
 */

/** What a page saw, heard and said while it was watched. */
export interface Seen {
  /** For each picture that could be read: from being drawn over there to being shown here. */
  readonly glassMs: readonly number[]
  /** Pictures that were shown; those that could not be read count too. */
  readonly pictures: number
  readonly width: number
  /** When the own clicks left the microphone, and when the far ones were heard. */
  readonly said: readonly number[]
  readonly heard: readonly number[]
}

export interface Glass {
  /** Watches the far picture and sound for so long. */
  watch(farVideo: string, forMs: number): Promise<Seen>
}

declare global {
  interface Window {
    readonly glass: Glass
    /** How large the camera's picture is; set before this runs. */
    readonly cameraHeight: number
  }
}

const size = { width: (window.cameraHeight * 16) / 9, height: window.cameraHeight }
const frameMs = 1_000 / 30
/** A cell is far larger than what the encoders work in, and stays readable when the picture is made smaller. */
const cell = size.height / 12

const now = (): number => performance.timeOrigin + performance.now()

function makeCamera(): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), size)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  const [track] = canvas.captureStream(0).getVideoTracks()
  if (pen === null || !(track instanceof CanvasCaptureMediaStreamTrack)) throw new Error('no canvas')
  let due = 0
  let number = 0
  const draw = (): void => {
    requestAnimationFrame(draw)
    if (performance.now() < due) return
    due = Math.max(due + frameMs, performance.now() + frameMs / 2)
    // Something that moves, so that there is something to encode.
    pen.fillStyle = '#345'
    pen.fillRect(0, 3 * cell, size.width, size.height)
    pen.fillStyle = '#cb8'
    pen.fillRect((number += 11) % size.width, 5 * cell, 4 * cell, 5 * cell)
    bitsOf(Math.round(now())).forEach((isSet, at) => {
      pen.fillStyle = isSet ? '#fff' : '#000'
      pen.fillRect((at % 8) * cell, Math.floor(at / 8) * cell, cell, cell)
    })
    track.requestFrame()
  }
  draw()
  return track
}

/** The page’s time at which a sample of an audio context is made; the two clocks may drift apart. */
function clockOf(context: AudioContext): (contextS: number) => number {
  let [least, before] = [Infinity, Infinity]
  // The context’s time jumps when samples are made: right after a jump the two are closest.
  setInterval(() => {
    least = Math.min(least, now() - context.currentTime * 1_000)
  }, 3)
  setInterval(() => {
    before = least
    least = Infinity
  }, 500)
  return (contextS) => contextS * 1_000 + Math.min(least, before)
}

const clickEveryS = 1
const click = { hertz: 1_000, forS: 0.03, heardFrom: 0.1 }

function makeMicrophone(context: AudioContext, said: number[]): MediaStreamTrack {
  const timeOf = clockOf(context)
  const out = context.createMediaStreamDestination()
  const schedule = (atS: number): void => {
    const [tone, gain] = [context.createOscillator(), context.createGain()]
    tone.frequency.value = click.hertz
    gain.gain.value = 0.8
    tone.connect(gain).connect(out)
    tone.start(atS)
    tone.stop(atS + click.forS)
    tone.addEventListener('ended', () => {
      said.push(timeOf(atS))
      schedule(atS + clickEveryS)
    })
  }
  schedule(context.currentTime + clickEveryS)
  const [track] = out.stream.getAudioTracks()
  if (track === undefined) throw new Error('no sound')
  return track
}

/** Collects what every connection of this page receives. */
const farSounds = new Set<MediaStreamTrack>()
const Connection = RTCPeerConnection
window.RTCPeerConnection = class extends Connection {
  constructor(about?: RTCConfiguration) {
    super(about)
    this.addEventListener('track', ({ track }) => {
      if (track.kind === 'audio') farSounds.add(track)
    })
  }
}

let devices: { readonly camera: MediaStreamTrack; readonly microphone: MediaStreamTrack } | undefined
const said: number[] = []
navigator.mediaDevices.getUserMedia = async ({ audio, video } = {}) => {
  // As a real device, which takes its time: what plays before would hold the page's loading up.
  if (document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', () => setTimeout(resolve)))
  devices ??= { camera: makeCamera(), microphone: makeMicrophone(new AudioContext(), said) }
  return new MediaStream([
    ...(audio ? [devices.microphone.clone()] : []),
    ...(video ? [devices.camera.clone()] : []),
  ])
}

/** Looks at every picture this element shows, until `isOver`. */
async function look(
  video: HTMLVideoElement,
  isOver: () => boolean,
): Promise<Pick<Seen, 'glassMs' | 'pictures'>> {
  const [columns, rows] = [8, 3]
  // Eight points a cell are left: the one in the middle is read.
  const canvas = new OffscreenCanvas(columns * 8, rows * 8)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (pen === null) throw new Error('no canvas')
  const glassMs: number[] = []
  let pictures = 0
  while (!isOver()) {
    const shownAt = await new Promise<number>((resolve) => {
      const late = setTimeout(() => resolve(Number.NaN), 1_000)
      video.requestVideoFrameCallback((_, { expectedDisplayTime }) => {
        clearTimeout(late)
        const [width, height] = [video.videoWidth, video.videoHeight]
        const [wide, high] = [(columns * cell * width) / size.width, (rows * cell * height) / size.height]
        pen.drawImage(video, 0, 0, wide, high, 0, 0, canvas.width, canvas.height)
        resolve(performance.timeOrigin + expectedDisplayTime)
      })
    })
    if (Number.isNaN(shownAt)) continue
    pictures += 1
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height)
    const isLight = (at: number): boolean => {
      const [x, y] = [(at % columns) * 8 + 4, Math.floor(at / columns) * 8 + 4]
      return (data[(y * canvas.width + x) * 4 + 1] ?? 0) > 127
    }
    const drawnAt = readCode(isLight, shownAt)
    if (drawnAt !== null) glassMs.push(shownAt - drawnAt)
  }
  return { glassMs, pictures }
}

/** Listens for clicks of the far side until `isOver`; answers when each began. */
async function listen(isOver: () => boolean): Promise<number[]> {
  const context = new AudioContext()
  const timeOf = clockOf(context)
  const ear = context.createAnalyser()
  ear.fftSize = 16_384
  for (const track of farSounds)
    if (track.readyState === 'live') context.createMediaStreamSource(new MediaStream([track])).connect(ear)
  const samples = new Float32Array(ear.fftSize)
  const begun: number[] = []
  const heard: number[] = []
  while (!isOver()) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    const endS = context.currentTime
    ear.getFloatTimeDomainData(samples)
    const beginS = endS - samples.length / context.sampleRate
    const first = samples.findIndex(
      (sample, at) =>
        Math.abs(sample) > click.heardFrom &&
        beginS + at / context.sampleRate > (begun.at(-1) ?? 0) + clickEveryS / 2,
    )
    if (first < 0) continue
    const atS = beginS + first / context.sampleRate
    begun.push(atS)
    heard.push(timeOf(atS))
  }
  await context.close()
  return heard
}

Object.assign(globalThis, {
  glass: {
    watch: async (farVideo, forMs) => {
      const video = document.querySelector<HTMLVideoElement>(farVideo)
      if (video === null) throw new Error(`there is no ${farVideo}`)
      const until = performance.now() + forMs
      const isOver = (): boolean => performance.now() >= until
      const [pictures, heard] = await Promise.all([look(video, isOver), listen(isOver)])
      return { ...pictures, width: video.videoWidth, said, heard }
    },
  } satisfies Glass,
})
