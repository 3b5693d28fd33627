/** What a recogniser heard. A partial text replaces the one before it; a final one ends it. */
export interface Heard {
  readonly text: string
  readonly final: boolean
  /** When it was said, ms since the epoch, as far as the recogniser tells; otherwise when it was heard. */
  readonly at: number
}

/** One voice on its way to a recogniser. */
export interface Recognition {
  /** An Opus packet with its RTP time (48 kHz). What cannot be sent at once is worth nothing later, and is dropped. */
  frame(timestamp: number, packet: Buffer): void
  close(): void
}

/** The port to speech recognition: takes one voice, tells what was said. Never throws; it heals by itself. */
export type Recogniser = (about: {
  readonly channels: number
  readonly heard: (heard: Heard) => void
  /** Whether it listens at the moment. Told on each change. */
  readonly listens: (on: boolean) => void
}) => Recognition
