import type { HostWatch } from '../router.ts'
import type { Fleet } from './fleet.ts'

const lookMs = 100
/** A broken line is given this long to come back, as in the register, before nobody counts as there. */
const graceMs = 1_000

/**
 * Whether media nodes are there. One that comes counts at once; the last one that goes counts as gone after a second,
 * and nobody counts as gone before the nodes of the desk before have had their time to come.
 */
export const watchNodes = (
  fleet: Pick<Fleet, 'nodes' | 'isSettled'>,
  now: () => number,
): HostWatch & { close(): void } => {
  const hearers = new Set<() => void>()
  const seenAt = { open: -Infinity, there: -Infinity }
  const isRecent = (at: number): boolean => !fleet.isSettled() || now() - at < graceMs
  let before = ''
  const look = (): void => {
    const nodes = fleet.nodes()
    if (nodes.some(({ open }) => open)) seenAt.open = now()
    if (nodes.some(({ there }) => there)) seenAt.there = now()
    const state = `${isRecent(seenAt.open)} ${isRecent(seenAt.there)}`
    if (state === before) return
    before = state
    for (const hear of hearers) hear()
  }
  const looking = setInterval(look, lookMs)
  looking.unref()
  return {
    takesNew: () => isRecent(seenAt.open),
    serves: () => isRecent(seenAt.there),
    listen: (hear) => {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    close: () => clearInterval(looking),
  }
}
