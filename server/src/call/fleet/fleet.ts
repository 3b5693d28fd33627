import type { Logger } from 'pino'
import type { MediaHost } from '../host.ts'
import { createHostEvents } from '../hostevents.ts'
import { fleetHost } from './host.ts'
import { openRegister } from './register.ts'
import type { NodeEnd } from './admission.ts'
import { isOpen } from './station.ts'
import type { NodeLine } from './station.ts'

export interface Fleet {
  /** All nodes as one media host. */
  readonly host: MediaHost
  /** A node that has proved itself; it takes peers as soon as its books are compared with ours. */
  admit(line: NodeLine): NodeEnd
  /** False in the first moments, while nodes with calls of the desk before may still come. */
  isSettled(): boolean
  /** Nodes can come from now on: however long the desk took to get here, its first moments begin. */
  becomeReachable(): void
  /** `there`: its line is whole; `open`: and it takes new peers. */
  nodes(): readonly {
    readonly name: string
    readonly peers: number
    readonly there: boolean
    readonly open: boolean
  }[]
}

/** Nodes knock several times a second, so that whoever lives is here by then. */
const settlingMs = 3_000

/** The media nodes of a desk (MEDIA-24 … MEDIA-29) behind the port of one media host. */
export const openFleet = ({ now, log }: { readonly now: () => number; readonly log: Logger }): Fleet => {
  const { emit, listen } = createHostEvents()
  const register = openRegister({ now, log, emit })
  let reachableAt = Infinity
  return {
    host: fleetHost(register, listen),
    admit: register.admit,
    isSettled: () => now() - reachableAt > settlingMs,
    becomeReachable: () => {
      reachableAt = now()
    },
    nodes: () =>
      register.all().map((station) => ({
        name: station.name,
        peers: station.peers.size,
        there: station.line !== null,
        open: isOpen(station),
      })),
  }
}
