/** Those who want to be told of one thing. */
export interface Hearers<T extends readonly unknown[]> {
  /** Tells it from now on, until the returned function is called. */
  add(hear: (...told: T) => void): () => void
  tell(...told: T): void
}

export const createHearers = <T extends readonly unknown[]>(): Hearers<T> => {
  const all = new Set<(...told: T) => void>()
  return {
    add: (hear) => {
      all.add(hear)
      return () => void all.delete(hear)
    },
    tell: (...told) => {
      for (const hear of all) hear(...told)
    },
  }
}
