import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'

/** The HTTP status an answer goes with: for proxies and logs; pages read the code. */
export const statusOf = (outcome: Outcome<unknown>): number => {
  if (outcome.ok) return 200
  const { code } = outcome.refusal
  if (code === 'internal') return 500
  if (code === 'unavailable') return 503
  if (code === 'tooMany' || code === 'lockedOut') return 429
  if (code === 'signedOut') return 401
  if (code === 'tooLarge') return 413
  return code === 'forbidden' ? 403 : code === 'notFound' || code === 'unknown' ? 404 : 422
}
