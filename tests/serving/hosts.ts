import type { HostWatch } from '@farwindow/server/call/router.ts'

/** Media hosts that come and go as a test says; there at first. */
export interface SwitchedHosts {
  readonly watch: HostWatch
  /** `draining`: those that are there serve on, and take nobody new. */
  turn(to: 'up' | 'down' | 'draining'): void
}

export const switchedHosts = (): SwitchedHosts => {
  let now: 'up' | 'down' | 'draining' = 'up'
  const hearers = new Set<() => void>()
  return {
    watch: {
      takesNew: () => now === 'up',
      serves: () => now !== 'down',
      listen: (hear) => {
        hearers.add(hear)
        return () => void hearers.delete(hear)
      },
    },
    turn: (to) => {
      now = to
      for (const hear of hearers) hear()
    },
  }
}
