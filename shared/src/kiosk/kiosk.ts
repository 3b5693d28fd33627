import { z } from 'zod'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'

/** An enrolment code is read aloud or typed from the administrator's screen; it lives a quarter of an hour (KIOSK-1). */
export const enrolMs = 15 * 60_000

/** An ECDSA P-256 public key as JWK (RFC 7517); the private half never leaves the kiosk's browser. */
export const publicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().regex(/^[\w-]{43}$/),
  y: z.string().regex(/^[\w-]{43}$/),
})
export type PublicKey = z.infer<typeof publicKey>

const base = { id: z.string(), jurisdiction: z.string(), name: z.string(), hall: z.string() }

export const kioskState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('awaiting'), ...base, codeHash: z.string(), codeExpiresAt: z.number() }),
  z.strictObject({ phase: z.literal('enrolled'), ...base, publicKey, enrolledAt: z.number() }),
  z.strictObject({ phase: z.literal('revoked'), ...base, revokedAt: z.number() }),
])
export type KioskState = z.infer<typeof kioskState>

export type KioskEvent = { readonly at: number } & (
  | { readonly type: 'codeIssued'; readonly codeHash: string }
  | { readonly type: 'enrolled'; readonly codeHash: string; readonly publicKey: PublicKey }
  | { readonly type: 'revoked' }
)

const own = (state: KioskState) => ({
  id: state.id,
  jurisdiction: state.jurisdiction,
  name: state.name,
  hall: state.hall,
})

/** The kiosk machine. Refuses `codeInvalid` for a wrong, used or expired code and `kioskRevoked` after revocation. */
export const advanceKiosk = (state: KioskState, event: KioskEvent): Outcome<KioskState> => {
  if (event.type === 'revoked') return ok({ phase: 'revoked', ...own(state), revokedAt: event.at })
  // A new code takes the old key away: a terminal that is set up again is a new terminal (KIOSK-2).
  if (event.type === 'codeIssued')
    return ok({
      phase: 'awaiting',
      ...own(state),
      codeHash: event.codeHash,
      codeExpiresAt: event.at + enrolMs,
    })
  if (state.phase === 'revoked') return refuse('kioskRevoked')
  if (state.phase !== 'awaiting' || state.codeHash !== event.codeHash || event.at >= state.codeExpiresAt)
    return refuse('codeInvalid')
  return ok({ phase: 'enrolled', ...own(state), publicKey: event.publicKey, enrolledAt: event.at })
}

/** What a kiosk signs to get in: the purpose, its id and the server's nonce, so that no other use fits (KIOSK-3). */
export const challengeText = (kioskId: string, nonce: string): string => `farwindow kiosk ${kioskId} ${nonce}`
