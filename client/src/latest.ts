/**
 * Sends one thing at a time and always the newest: what comes in while one is under way replaces what waits.
 * For passing things (cursor, pointer), where an old one is worth nothing.
 */
export const newestOnly = <T>(send: (value: T) => Promise<unknown>): ((value: T) => void) => {
  let busy = false
  let waiting: { readonly value: T } | null = null
  const go = async (value: T): Promise<void> => {
    busy = true
    await send(value)
    busy = false
    const next = waiting
    waiting = null
    if (next !== null) await go(next.value)
  }
  return (value) => {
    if (busy) waiting = { value }
    else void go(value)
  }
}

/** An asking how things stand, beside notices of what changes. */
export interface Asking {
  /** A notice about it came. */
  heard(): void
  /** Asks, and again when a notice came meanwhile: it may be newer than the answer, which must not undo it. */
  ask<T extends { readonly ok: boolean }>(once: () => Promise<T>): Promise<T>
}

/** For a page that comes back: what it asks for and what it is told cross on the way. */
export const notOvertaken = (): Asking => {
  let count = 0
  return {
    heard: () => {
      count += 1
    },
    ask: async (once) => {
      for (;;) {
        const before = count
        const answer = await once()
        if (!answer.ok || count === before) return answer
      }
    },
  }
}
