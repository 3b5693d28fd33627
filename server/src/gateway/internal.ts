import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'

/** An unexpected error: logged under a reference, and refused with nothing but that (LINK-8). */
export const internal = (
  log: Logger,
  error: unknown,
  about: { readonly request: string },
): Outcome<never> => {
  const reference = randomUUID().slice(0, 8)
  log.error({ err: error, reference, ...about }, 'a request failed')
  return { ok: false, refusal: { code: 'internal', reference } }
}
