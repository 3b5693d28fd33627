import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { advanceKiosk, challengeText, enrolMs } from '@farwindow/shared/kiosk/kiosk.ts'
import type { KioskState } from '@farwindow/shared/kiosk/kiosk.ts'
import { sessionMs } from '@farwindow/shared/people/session.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { codeId, newCode } from '../people/code.ts'
import { meOf } from '../people/me.ts'
import { list, look } from '../store/list.ts'

/** A nonce is signed at once or never. */
const nonceMs = 60_000
/** Wrong enrolment codes from one address within a quarter of an hour (KIOSK-4). */
const guesses = { points: 10, duration: 900 }

/** Nonces given out and not yet used; each is good once. */
const createNonces = (now: () => number) => {
  const given = new Map<string, { kioskId: string; until: number }>()
  return {
    give: (kioskId: string): string => {
      for (const [nonce, { until }] of given) if (until < now()) given.delete(nonce)
      const nonce = randomBytes(24).toString('base64url')
      given.set(nonce, { kioskId, until: now() + nonceMs })
      return nonce
    },
    take: (nonce: string, kioskId: string): boolean => {
      const found = given.get(nonce)
      given.delete(nonce)
      return found !== undefined && found.kioskId === kioskId && found.until >= now()
    },
  }
}

/** ECDSA P-256 with SHA-256, the signature as WebCrypto makes it (r and s, IEEE P1363). */
const isSigned = (
  state: Extract<KioskState, { phase: 'enrolled' }>,
  nonce: string,
  signature: string,
): boolean => {
  const key = createPublicKey({ key: { ...state.publicKey }, format: 'jwk' })
  const text = Buffer.from(challengeText(state.id, nonce))
  return verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}

const enrol = (house: House): HandlersOf<'kiosk'>['kiosk.enrol'] => {
  const limiter = new RateLimiterMemory(guesses)
  return async ({ code, publicKey }, asking) => {
    const tried = await limiter.get(asking.address)
    if (tried !== null && tried.consumedPoints >= guesses.points)
      return { ok: false, refusal: { code: 'lockedOut', retryAfterMs: tried.msBeforeNext } }
    const hash = codeId(code)
    const waiting = await list(house.db, 'kiosk', { phases: ['awaiting'] })
    const match = waiting.find(({ state }) => state.phase === 'awaiting' && state.codeHash === hash)
    if (match === undefined) {
      await limiter.penalty(asking.address)
      return refuse('codeInvalid')
    }
    const { request: _request, ...cause } = asking.cause
    return house.commit(cause, async (work) => {
      const kiosk = await work.need('kiosk', match.id)
      const next = work.must(
        advanceKiosk(kiosk.state, { type: 'enrolled', at: work.at, codeHash: hash, publicKey }),
      )
      work.save(kiosk, next, { name: 'enrolled' })
      return { kioskId: match.id }
    })
  }
}

const prove =
  (house: House, nonces: ReturnType<typeof createNonces>): HandlersOf<'kiosk'>['kiosk.prove'] =>
  async ({ kioskId, nonce, signature }, asking) => {
    if (!nonces.take(nonce, kioskId)) return refuse('codeInvalid')
    const kiosk = await look(house.db, 'kiosk', kioskId)
    if (kiosk === null) return refuse('kioskRevoked')
    if (kiosk.phase !== 'enrolled') return refuse('kioskRevoked')
    if (!isSigned(kiosk, nonce, signature)) return refuse('codeInvalid')
    // A terminal is one page: whoever proves the key takes over from an older page.
    await house.sessions.endWhere({ kioskId }, 'replaced')
    const now = house.now()
    const actor = await asking.session.start({
      phase: 'live',
      surface: 'kiosk',
      role: 'kiosk',
      kioskId,
      jurisdiction: kiosk.jurisdiction,
      startedAt: now,
      expiresAt: now + sessionMs.kiosk,
    })
    return ok(await meOf(house, actor))
  }

const administering = (
  house: House,
): Pick<HandlersOf<'kiosk'>, 'kiosk.add' | 'kiosk.issueCode' | 'kiosk.revoke'> => ({
  'kiosk.add': (input, asking) =>
    house.commit(asking.cause, async (work) => {
      await work.need('jurisdiction', input.jurisdiction)
      const code = newCode()
      const id = `kiosk-${house.newId()}`
      const expiresAt = work.at + enrolMs
      const state: KioskState = {
        phase: 'awaiting',
        id,
        ...input,
        codeHash: codeId(code),
        codeExpiresAt: expiresAt,
      }
      work.create('kiosk', id, state, { name: 'added', data: input }, { jurisdiction: input.jurisdiction })
      return { kioskId: id, code, expiresAt }
    }),
  'kiosk.issueCode': async ({ kioskId }, asking) => {
    const code = newCode()
    const outcome = await house.commit(asking.cause, async (work) => {
      const kiosk = await work.need('kiosk', kioskId)
      const event = { type: 'codeIssued' as const, at: work.at, codeHash: codeId(code) }
      work.save(kiosk, work.must(advanceKiosk(kiosk.state, event)), { name: 'codeIssued' })
      return { kioskId, code, expiresAt: work.at + enrolMs }
    })
    if (outcome.ok) await house.sessions.endWhere({ kioskId }, 'revoked')
    return outcome
  },
  'kiosk.revoke': async ({ kioskId }, asking) => {
    const outcome = await house.commit(asking.cause, async (work) => {
      const kiosk = await work.need('kiosk', kioskId)
      work.save(kiosk, work.must(advanceKiosk(kiosk.state, { type: 'revoked', at: work.at })), {
        name: 'revoked',
      })
      return {}
    })
    if (outcome.ok) await house.sessions.endWhere({ kioskId }, 'revoked')
    return outcome
  },
})

/** Enrolment by one-time code, entry by signature, and what the administrator does with kiosks. */
export const createKioskHandlers = (house: House): HandlersOf<'kiosk'> => {
  const nonces = createNonces(house.now)
  return {
    'kiosk.enrol': enrol(house),
    'kiosk.challenge': async ({ kioskId }) => ok({ nonce: nonces.give(kioskId) }),
    'kiosk.prove': prove(house, nonces),
    'kiosk.list': async () => {
      const kiosks = await list(house.db, 'kiosk')
      return ok({
        kiosks: kiosks.map(({ state }) => ({ ...state, online: house.isOnline({ kioskId: state.id }) })),
      })
    },
    ...administering(house),
  }
}
