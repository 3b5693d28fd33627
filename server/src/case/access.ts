import { RateLimiterMemory } from 'rate-limiter-flexible'
import { normaliseAccessCode, normaliseReference } from '@farwindow/shared/case/reference.ts'
import { lockMs } from '@farwindow/shared/people/person.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { House } from '../house.ts'
import { decoyHash, isPassword } from '../people/password.ts'
import type { ReceiptState } from '../store/kinds.ts'
import { look } from '../store/list.ts'

interface Count {
  readonly failures: number
  readonly lockedUntil: number
}

/** Tries one address has in a minute, a hall full of people included: each costs a slow hash. */
const tries = { points: 60, duration: 60 }
/** References whose wrong codes are remembered here; the oldest is forgotten first. */
const remembered = 10_000

/**
 * Who has reference and code of a case. Refuses `notFound` for a wrong code and for an unknown reference alike, and
 * `lockedOut` after several, which works the same for references that do not exist (CASE-14): counting happens in
 * memory for both, and is written down behind the answer for those that exist.
 */
export type Access = (reference: string, code: string, address: string) => Promise<Outcome<ReceiptState>>

export const createAccess = (house: House): Access => {
  const decoy = decoyHash()
  const counts = new Map<string, Count>()
  const limiter = new RateLimiterMemory(tries)

  const remember = (reference: string, count: Count): void => {
    counts.delete(reference)
    counts.set(reference, count)
    const oldest = counts.keys().next()
    if (counts.size > remembered && oldest.done !== true) counts.delete(oldest.value)
  }

  const write = (reference: string, count: Count, name: 'opened' | 'openFailed') =>
    house.lanes(`count ${reference}`, () =>
      house.commit({ by: { role: 'system' } }, async (work) => {
        const receipt = await work.need('receipt', reference)
        work.save(receipt, { ...receipt.state, ...count }, { name })
      }),
    )

  const failed = (reference: string, before: Count, receipt: ReceiptState | null): Outcome<never> => {
    const failures = before.failures + 1
    const count = { failures, lockedUntil: house.now() + lockMs(failures) }
    remember(reference, count)
    // Not waited for: the time an answer takes would tell which references exist.
    if (receipt !== null)
      write(reference, count, 'openFailed').catch((error: unknown) =>
        house.log.warn({ err: error }, 'a wrong access code was not written down'),
      )
    return refuse('notFound')
  }

  /** Another desk may have counted further than this one. */
  const countOf = (reference: string, receipt: ReceiptState | null): Count => {
    const own = counts.get(reference) ?? { failures: 0, lockedUntil: 0 }
    return receipt !== null && receipt.failures > own.failures ? receipt : own
  }

  const tryOnce = async (reference: string, code: string | null): Promise<Outcome<ReceiptState>> => {
    const receipt = await look(house.db, 'receipt', reference)
    const count = countOf(reference, receipt)
    const left = count.lockedUntil - house.now()
    if (left > 0) return { ok: false, refusal: { code: 'lockedOut', retryAfterMs: left } }
    const isRight = await isPassword(code ?? '', receipt?.codeHash ?? (await decoy))
    if (receipt === null || !isRight) return failed(reference, count, receipt)
    if (count.failures > 0) {
      counts.delete(reference)
      const cleared = await write(reference, { failures: 0, lockedUntil: 0 }, 'opened')
      if (!cleared.ok) return cleared
    }
    return ok(receipt)
  }

  const overLimit = async (address: string): Promise<number> => {
    const { consumedPoints, msBeforeNext } = await limiter.penalty(address)
    return consumedPoints > tries.points ? msBeforeNext : 0
  }

  return async (typedReference, typedCode, address) => {
    const waitMs = await overLimit(address)
    if (waitMs > 0) return { ok: false, refusal: { code: 'lockedOut', retryAfterMs: waitMs } }
    const reference = normaliseReference(typedReference)
    if (reference === null) return refuse('notFound')
    // One after the other, or many guesses at once would all be made before the first is counted.
    return house.lanes(`receipt ${reference}`, () => tryOnce(reference, normaliseAccessCode(typedCode)))
  }
}
