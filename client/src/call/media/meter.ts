/** How loud a track is, from 0 (silence) to 1. */
export interface Meter {
  level(): number
  close(): void
}

/** One for all meters of a page, and for a moment after the last: to begin and to end one takes long on a busy page. */
let shared: {
  readonly context: AudioContext
  meters: number
  ending?: ReturnType<typeof setTimeout>
} | null = null
const idleMs = 3_000

const borrow = (): AudioContext => {
  shared ??= { context: new AudioContext(), meters: 0 }
  clearTimeout(shared.ending)
  shared.meters += 1
  return shared.context
}

const giveBack = (): void => {
  const lent = shared
  if (lent === null) return
  lent.meters -= 1
  if (lent.meters > 0) return
  lent.ending = setTimeout(() => {
    shared = null
    void lent.context.close()
  }, idleMs)
}

/**
 * Listens to a track without playing it. Where the browser keeps sound locked until a gesture, the level
 * stays 0 until `resume` of any other sound, or the next gesture.
 */
export function openMeter(track: MediaStreamTrack): Meter {
  const context = borrow()
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  // One that was made before the first gesture, or stopped for a phone call, does not run again by itself.
  const unlock = (): void => void context.resume().catch(() => undefined)
  unlock()
  document.addEventListener('pointerdown', unlock)
  let open = true
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples)
      return Math.min(1, Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length))
    },
    close: () => {
      if (!open) return
      open = false
      document.removeEventListener('pointerdown', unlock)
      source.disconnect()
      giveBack()
    },
  }
}
