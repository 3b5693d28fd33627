/** Wide enough to tell the notes of the test apart from each other and from a voice. */
const fftSize = 4096
const lookEveryMs = 40
/** What is around a note and is no note, on each side of it (Hz). */
const around = { from: 30, to: 120 } as const
/** A note stands out of a room and of voices by less. */
const standsOutDb = 18
/** Below this a canceller has done its work; nobody hears the rest of it. */
const audibleDb = -75
/** Looks that must agree: one alone is a door or a word. */
const agreeing = 5

/** Whether a note stands out of a spectrum: `levels` in dB, one for each `hzPerBin`. */
export const standsOut = (levels: ArrayLike<number>, hzPerBin: number, noteHz: number): boolean => {
  const level = (hz: number): number => levels[Math.round(hz / hzPerBin)] ?? -Infinity
  const near: number[] = []
  for (let away = around.from; away <= around.to; away += hzPerBin)
    near.push(level(noteHz - away), level(noteHz + away))
  near.sort((one, other) => one - other)
  const background = near[Math.floor(near.length / 2)] ?? -Infinity
  return level(noteHz) > audibleDb && level(noteHz) - background >= standsOutDb
}

/**
 * Listens with a microphone, as the other side would, while `play` plays these notes (Hz). True: what comes out of the
 * speaker comes back in, the browser's cancelling notwithstanding.
 */
export async function hearsItself(
  microphone: MediaStreamTrack,
  notes: readonly number[],
  play: () => Promise<void>,
): Promise<boolean> {
  const context = new AudioContext()
  await context.resume()
  const analyser = new AnalyserNode(context, { fftSize, smoothingTimeConstant: 0 })
  context.createMediaStreamSource(new MediaStream([microphone])).connect(analyser)
  const levels = new Float32Array(analyser.frequencyBinCount)
  const hzPerBin = context.sampleRate / fftSize
  let heard = 0
  const looking = setInterval(() => {
    analyser.getFloatFrequencyData(levels)
    if (notes.some((note) => standsOut(levels, hzPerBin, note))) heard += 1
  }, lookEveryMs)
  try {
    await play()
  } finally {
    clearInterval(looking)
    await context.close()
  }
  return heard >= agreeing
}
