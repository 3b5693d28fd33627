import type { z } from 'zod'

/**
 * What a media library hands out, as the plain data the protocol declares: the library’s types are wider
 * than what it fills in, and keys without a value would not survive the wire.
 */
export const plain = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> =>
  schema.parse(JSON.parse(JSON.stringify(value)))
