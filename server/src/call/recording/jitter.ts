import { unwrapper } from './rtp.ts'
import type { RtpPacket } from './rtp.ts'

/** What leaves the buffer, in order: a packet, or so many that did not come in time. */
export type Arrived =
  | { readonly type: 'packet'; readonly packet: RtpPacket }
  | { readonly type: 'lost'; readonly packets: number }

export interface JitterBuffer {
  put(packet: RtpPacket, now: number): void
  /** Everything that is in order by now, and what waited too long for its predecessor. */
  take(now: number): Arrived[]
  /** Everything there is, as when nothing will come any more. */
  drain(): Arrived[]
}

export interface JitterLimits {
  /** How long a packet waits for an earlier one, ms. */
  readonly waitMs: number
  /** How many packets wait at most. */
  readonly most: number
}

/** So many packets in a row that come after their turn are no latecomers: the sender began to count anew. */
const anewAfter = 64

/**
 * Puts the packets of one stream in order. Nothing waits that has no gap before it; a packet that comes twice, or
 * after its turn, is dropped.
 */
export const openJitterBuffer = ({ waitMs, most }: JitterLimits): JitterBuffer => {
  let unwrap = unwrapper(16)
  let next: number | undefined
  let late = 0
  let ready: Arrived[] = []
  const waiting = new Map<number, { readonly packet: RtpPacket; readonly since: number }>()

  const begin = (): void => {
    waiting.clear()
    unwrap = unwrapper(16)
    next = undefined
    late = 0
  }

  const release = (isLost: (since: number) => boolean): Arrived[] => {
    const out = ready
    ready = []
    while (next !== undefined && waiting.size > 0) {
      const held = waiting.get(next)
      if (held !== undefined) {
        waiting.delete(next)
        next += 1
        out.push({ type: 'packet', packet: held.packet })
        continue
      }
      const [oldest] = [...waiting].reduce((a, b) => (b[0] < a[0] ? b : a))
      const since = Math.min(...[...waiting.values()].map((each) => each.since))
      if (!isLost(since) && waiting.size <= most) break
      out.push({ type: 'lost', packets: oldest - next })
      next = oldest
    }
    return out
  }

  return {
    put: (packet, now) => {
      if (late >= anewAfter) begin()
      const number = unwrap(packet.sequence)
      next ??= number
      if (number < next) {
        late += 1
        return
      }
      late = 0
      // As nearly always: in its turn, with nothing before or behind it.
      if (number === next && waiting.size === 0) {
        next += 1
        ready.push({ type: 'packet', packet })
      } else if (!waiting.has(number)) waiting.set(number, { packet, since: now })
    },
    take: (now) => release((since) => now - since >= waitMs),
    drain: () => release(() => true),
  }
}
