import type { PeerWanted } from '../host.ts'
import type { Books } from './books.ts'
import { placeNode } from './place.ts'
import { isOpen, loadOf } from './station.ts'
import type { Station } from './station.ts'

/** How long somebody who wants a peer waits for a node to come. */
const patienceMs = 3_000

/** Which node a new peer goes to. */
export interface Choice {
  /** The best node; waits a while for one to come. */
  pick(wanted: PeerWanted): Promise<Station | undefined>
  /** The owner's next peer goes to this node, if it is open: the other side of the call is there. */
  pin(owner: string, name: string): void
  /** A node has come: whoever waits for one looks again. */
  changed(): void
  /** Nobody waits any more. */
  close(): void
}

export const openChoice = (books: Books, now: () => number): Choice => {
  const pins = new Map<string, string>()
  const closed = new AbortController()
  let change = Promise.withResolvers<void>()
  const changed = (): void => {
    change.resolve()
    change = Promise.withResolvers()
  }

  const choose = ({ near, owner }: PeerWanted): Station | undefined => {
    const open = books.all().filter(isOpen)
    const pinned = owner === undefined ? undefined : pins.get(owner)
    const name =
      open.find((station) => station.name === pinned)?.name ??
      placeNode(
        open.map((station) => loadOf(station, near)),
        near,
      )
    if (owner !== undefined) pins.delete(owner)
    return name === undefined ? undefined : books.known(name)
  }

  return {
    pick: async (wanted) => {
      const until = now() + patienceMs
      for (let left = patienceMs; left > 0 && !closed.signal.aborted; left = until - now()) {
        const chosen = choose(wanted)
        if (chosen !== undefined) return chosen
        await orAfter(change.promise, left)
      }
      return undefined
    },
    pin: (owner, name) => void pins.set(owner, name),
    changed,
    close: () => {
      closed.abort()
      changed()
    },
  }
}

const orAfter = (promise: Promise<void>, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    void promise.then(() => (clearTimeout(timer), resolve()))
  })
