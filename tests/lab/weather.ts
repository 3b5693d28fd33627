/** Towards the desk, or from it. */
export type Way = 'up' | 'down'

/** What a packet meets on one way. */
export interface Weather {
  readonly delayMs: number
  /** Up to so much more, at random. */
  readonly jitterMs: number
  /** The share of packets that get lost, 0 to 1. */
  readonly loss: number
  /** What goes through, in kbit a second, for all connections together; `Infinity` for no bound. */
  readonly kbit: number
  /** How long the queue before the narrow place may get. What does not fit is lost. */
  readonly queueMs: number
}

export const fair: Weather = { delayMs: 0, jitterMs: 0, loss: 0, kbit: Infinity, queueMs: 250 }

/** The state of a road, shared by all that runs over it. */
export interface Road {
  readonly weather: Record<Way, Weather>
  /** Nothing gets through, and nobody is told. */
  cut: boolean
  /** Called when the road is whole again. */
  readonly healed: Set<() => void>
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number
  /** When the narrow place has let through what is before it; ms on the clock of `now`. */
  readonly freeAt: Record<Way, number>
  readonly now: () => number
}

export const isLost = ({ weather, random }: Road, way: Way): boolean =>
  weather[way].loss > 0 && random() < weather[way].loss

export const lagMs = ({ weather, random }: Road, way: Way): number => {
  const { delayMs, jitterMs } = weather[way]
  return jitterMs > 0 ? delayMs + random() * jitterMs : delayMs
}

/** How long what is under way needs to be through the narrow place. */
export const queuedMs = ({ freeAt, now }: Road, way: Way): number => Math.max(0, freeAt[way] - now())

/** IPv4 and UDP headers: a narrow link carries them as well. */
const headerBytes = 28

/** Takes a place in the queue; answers after how long the packet is through, or null when the queue is full. */
export const queueUp = (road: Road, way: Way, bytes: number, mustFit = true): number | null => {
  const { kbit, queueMs } = road.weather[way]
  if (kbit === Infinity) return 0
  const waits = queuedMs(road, way)
  if (mustFit && waits > queueMs) return null
  const through = waits + ((bytes + headerBytes) * 8) / kbit
  road.freeAt[way] = road.now() + through
  return through
}
