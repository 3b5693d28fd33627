import { createStore, type StoreApi } from 'zustand/vanilla'

/** A chord that rises: heard through an office, and by people who hear high notes badly. */
const notes = [523.25, 659.25, 783.99] as const
const noteSeconds = 0.22
/** From one ring to the next. */
const everyMs = 2_400
const loudness = 0.35

export interface Ringer {
  /** `locked`: the browser lets no sound out until somebody presses something on this page. */
  readonly state: StoreApi<{ readonly locked: boolean; readonly ringing: boolean }>
  /** Call it inside a press; from then on the page may ring by itself. */
  unlock(): void
  /** One ring, to hear whether it is heard. Inside a press. */
  try(): void
  start(): void
  stop(): void
  close(): void
}

const playOnce = (context: AudioContext): void => {
  notes.forEach((frequency, index) => {
    const startAt = context.currentTime + index * noteSeconds
    const tone = new OscillatorNode(context, { frequency, type: 'triangle' })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, startAt)
    volume.gain.linearRampToValueAtTime(loudness, startAt + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.001, startAt + noteSeconds * 2)
    tone.connect(volume).connect(context.destination)
    tone.start(startAt)
    tone.stop(startAt + noteSeconds * 2)
  })
}

/** The bell of a desk, made of sine waves: nothing to load, nothing to miss. */
export const createRinger = (): Ringer => {
  const state = createStore(() => ({ locked: true, ringing: false }))
  let context: AudioContext | null = null
  let bell: ReturnType<typeof setInterval> | undefined

  const open = (): AudioContext => {
    context ??= new AudioContext()
    return context
  }
  const learn = (): void => state.setState({ locked: context?.state !== 'running' })
  const unlock = (): void => {
    const opened = open()
    void opened.resume().then(learn)
  }
  const strike = (): void => {
    if (context?.state === 'running') playOnce(context)
  }
  const stop = (): void => {
    clearInterval(bell)
    bell = undefined
    state.setState({ ringing: false })
  }
  // Any press will do: a page that was reloaded is unlocked by the next one, whatever it is for.
  const presses = ['pointerdown', 'keydown'] as const
  for (const press of presses) document.addEventListener(press, unlock)

  return {
    state,
    unlock,
    try: () => {
      const opened = open()
      void opened.resume().then(() => {
        learn()
        strike()
      })
    },
    start: () => {
      if (bell !== undefined) return
      state.setState({ ringing: true })
      strike()
      bell = setInterval(strike, everyMs)
    },
    stop,
    close: () => {
      stop()
      for (const press of presses) document.removeEventListener(press, unlock)
      void context?.close()
      context = null
    },
  }
}
