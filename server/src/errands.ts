/** Work that nobody waits for, until the end. */
export interface Errands {
  run(errand: Promise<void>): void
  /** Resolves when all of it is done. */
  done(): Promise<void>
}

export const createErrands = (failed: (error: unknown) => void): Errands => {
  const under = new Set<Promise<void>>()
  return {
    run: (errand) => {
      const settled = errand.catch(failed).finally(() => under.delete(settled))
      under.add(settled)
    },
    done: async () => {
      while (under.size > 0) await Promise.all(under)
    },
  }
}
