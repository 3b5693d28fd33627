/** How loud a track is, from 0 (silence) to 1. */
export interface Meter {
  level(): number
  close(): void
}

/**
 * Listens to a track without playing it. Where the browser keeps sound locked until a gesture, the level
 * stays 0 until `resume` of any other sound, or the next gesture.
 */
export function openMeter(track: MediaStreamTrack): Meter {
  const context = new AudioContext()
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const unlock = (): void => void context.resume()
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
      void context.close()
    },
  }
}
