import { z } from 'zod'

/**
 * The version somebody saw before changing it (its row's, counted from 1); 0 adds what must not be there yet. When
 * another version is there by now, the change is refused `conflict`: nothing of another administrator is lost.
 */
export const base = z.number().int().nonnegative()

/** Something administrators keep, with the version to be given back as `base` when it is changed. */
export const versioned = <S extends z.ZodType>(value: S) =>
  z.strictObject({ version: z.number().int().positive(), value })
export interface Versioned<T> {
  readonly version: number
  readonly value: T
}

/** The answer to a change: the version it made. */
export const saved = z.strictObject({ version: z.number().int().positive() })
