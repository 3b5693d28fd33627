import type { Page } from 'playwright-core'

/* What Chromium makes of a recorded file. */

/** What was seen of a file that was played from its beginning to its end. */
export interface Played {
  readonly durationS: number
  readonly width: number
  readonly frames: number
  /** Where a seek to two thirds of it came out. */
  readonly soughtS: number
  /** When the picture became bright, s from the file's beginning. */
  readonly flashes: readonly number[]
}

/** Plays a picture file to its end. Rejects when the browser cannot. */
export const playPicture = (page: Page, file: Buffer): Promise<Played> =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))
    const video = document.createElement('video')
    video.muted = true
    video.src = URL.createObjectURL(new Blob([bytes]))
    const once = (name: string): Promise<void> =>
      new Promise((resolve, reject) => {
        video.addEventListener(name, () => resolve(), { once: true })
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
      })
    await once('loadeddata')
    const durationS = video.duration
    const sought = once('seeked')
    video.currentTime = (durationS * 2) / 3
    await sought
    const soughtS = video.currentTime
    const back = once('seeked')
    video.currentTime = 0
    await back

    const canvas = new OffscreenCanvas(8, 8)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    const flashes: number[] = []
    let frames = 0
    let bright = true
    const look: VideoFrameRequestCallback = (_, { mediaTime }) => {
      frames += 1
      context?.drawImage(video, 0, 0, 8, 8)
      const pixels = context?.getImageData(0, 0, 8, 8).data ?? []
      const light = Array.from(pixels).reduce((sum, value) => sum + value, 0) / pixels.length
      const isBright = light > 160
      if (isBright && !bright) flashes.push(mediaTime)
      bright = isBright
      video.requestVideoFrameCallback(look)
    }
    video.requestVideoFrameCallback(look)
    const ended = once('ended')
    await video.play()
    await ended
    return { durationS, width: video.videoWidth, frames, soughtS, flashes }
  }, file.toString('base64'))

export interface Heard {
  readonly durationS: number
  readonly loudest: number
  /** When a tone began after silence, s from the file's beginning. */
  readonly tones: readonly number[]
}

/** Decodes a sound file. Rejects when the browser cannot. */
export const hearSound = (page: Page, file: Buffer): Promise<Heard> =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))
    const sound = await new OfflineAudioContext(1, 48_000, 48_000).decodeAudioData(bytes.buffer)
    const samples = sound.getChannelData(0)
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    const tones: number[] = []
    let quietSince = 0
    samples.forEach((sample, at) => {
      if (Math.abs(sample) < loudest / 4) return
      // A tone is never silent for a tenth of a second.
      if (at - quietSince > sound.sampleRate / 10) tones.push(at / sound.sampleRate)
      quietSince = at
    })
    return { durationS: sound.duration, loudest, tones }
  }, file.toString('base64'))

/**
 * Gives the page a camera that shows white for a moment each second, and a microphone that sounds at the same
 * moment; both say nothing else.
 */
export const flashAndBeep = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const everyMs = 1_000
    const longMs = 200
    const make = (): MediaStream => {
      const canvas = document.createElement('canvas')
      canvas.width = 640
      canvas.height = 480
      const pen = canvas.getContext('2d')
      const context = new AudioContext()
      const tone = context.createOscillator()
      const gain = context.createGain()
      const out = context.createMediaStreamDestination()
      tone.frequency.value = 800
      gain.gain.value = 0
      tone.connect(gain).connect(out)
      tone.start()
      let number = 0
      const draw = (): void => {
        const lit = performance.now() % everyMs < longMs
        gain.gain.value = lit ? 0.8 : 0
        if (pen !== null) {
          pen.fillStyle = lit ? '#fff' : '#000'
          pen.fillRect(0, 0, 640, 480)
          // Something that moves, so that no picture is left out.
          pen.fillStyle = '#777'
          pen.fillRect((number += 7) % 600, 440, 40, 40)
        }
      }
      setInterval(draw, 20)
      return new MediaStream([...canvas.captureStream(30).getTracks(), ...out.stream.getTracks()])
    }
    let stream: MediaStream | undefined
    navigator.mediaDevices.getUserMedia = async ({ audio, video } = {}) => {
      // As a real device, which takes its time: what plays before would hold the page's loading up.
      if (document.readyState !== 'complete')
        await new Promise((resolve) => addEventListener('load', () => setTimeout(resolve)))
      stream ??= make()
      const wanted = [...(audio ? stream.getAudioTracks() : []), ...(video ? stream.getVideoTracks() : [])]
      return new MediaStream(wanted.map((track) => track.clone()))
    }
  })
}
