import type { Person } from './person.ts'

const lookMs = 20

/** How long one heard nothing of the other side at the longest; a stream that is replaced by another is no silence. */
export const watchSilence = (person: Person): (() => number) => {
  let longest = 0
  let seen: unknown = null
  let count = -1
  let since = performance.now()
  const look = (): void => {
    const now = performance.now()
    const sound = person.arrived('microphone')
    const packets = sound?.packets() ?? 0
    longest = Math.max(longest, now - since)
    if (sound === undefined || (sound === seen && packets === count) || packets === 0) return
    seen = sound
    count = packets
    since = now
  }
  const timer = setInterval(look, lookMs)
  return () => {
    look()
    clearInterval(timer)
    return longest
  }
}
