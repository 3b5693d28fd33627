/** Towards the desk, or from it. */
export type Way = 'up' | 'down'

/** What a packet meets on one way. */
export interface Weather {
  readonly delayMs: number
  /** Up to so much more, at random. */
  readonly jitterMs: number
  /** The share of packets that get lost, 0 to 1. */
  readonly loss: number
}

export const fair: Weather = { delayMs: 0, jitterMs: 0, loss: 0 }

/** The state of a road, shared by all that runs over it. */
export interface Road {
  readonly weather: Record<Way, Weather>
  /** Nothing gets through, and nobody is told. */
  cut: boolean
  /** Called when the road is whole again. */
  readonly healed: Set<() => void>
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number
}

export const isLost = ({ weather, random }: Road, way: Way): boolean =>
  weather[way].loss > 0 && random() < weather[way].loss

export const lagMs = ({ weather, random }: Road, way: Way): number => {
  const { delayMs, jitterMs } = weather[way]
  return jitterMs > 0 ? delayMs + random() * jitterMs : delayMs
}
