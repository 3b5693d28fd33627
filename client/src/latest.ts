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
