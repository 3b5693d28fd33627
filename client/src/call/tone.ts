/** Two rising notes (Hz), a second together: pleasant, and heard by people who hear high notes badly. */
export const notes = [523.25, 659.25] as const
const noteSeconds = 0.45

/** Plays a short sound to try the speaker; resolves when it is over. Call it from a press: phones ask for that. */
export const playTone = async (): Promise<void> => {
  const context = new AudioContext()
  await context.resume()
  const last = notes.map((frequency, index) => {
    const startAt = context.currentTime + index * noteSeconds
    const tone = new OscillatorNode(context, { frequency })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, startAt)
    volume.gain.linearRampToValueAtTime(0.3, startAt + 0.03)
    volume.gain.linearRampToValueAtTime(0, startAt + noteSeconds)
    tone.connect(volume).connect(context.destination)
    tone.start(startAt)
    tone.stop(startAt + noteSeconds)
    return tone
  })
  await new Promise<void>((resolve) => {
    last.at(-1)?.addEventListener('ended', () => resolve())
  })
  await context.close()
}
