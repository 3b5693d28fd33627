/** Runs work of one key one after the other, of different keys at once. */
export type Lanes = <T>(key: string, work: () => Promise<T>) => Promise<T>

/**
 * Edits of one form arrive faster than a commit takes. In a lane they keep their order and do not conflict
 * with each other; other processes are kept out by the versions all the same.
 */
export const createLanes = (): Lanes => {
  const tails = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    const before = tails.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    tails.set(key, mine)
    try {
      return await mine
    } finally {
      if (tails.get(key) === mine) tails.delete(key)
    }
  }
}
