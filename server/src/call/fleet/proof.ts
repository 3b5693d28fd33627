import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Introduction } from './channel.ts'

/**
 * HMAC-SHA-256 over who says it, to whom, and both nonces: neither end can be played by one who only listened,
 * and an answer of the one end is no answer of the other.
 */
export const proofOf = (
  secret: Uint8Array,
  side: 'desk' | 'node',
  { name, run, nonce }: Introduction,
  deskNonce: string,
): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([side, name, run, nonce, deskNonce]))
    .digest('base64url')

/** Compares without telling by the time it takes. */
export const isProof = (given: unknown, expected: string): boolean => {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
