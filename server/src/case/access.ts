import { RateLimiterMemory } from 'rate-limiter-flexible'
import { normaliseAccessCode, normaliseReference } from '@farwindow/shared/case/reference.ts'
import { entered } from '@farwindow/shared/people/person.ts'
import type { Tries } from '@farwindow/shared/people/person.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { House } from '../house.ts'
import { decoyHash, isPassword } from '../people/password.ts'
import { createTries } from '../people/tries.ts'
import type { ReceiptState } from '../store/kinds.ts'
import { look } from '../store/list.ts'

/** Tries one address has in a minute, a hall full of people included: each costs a slow hash. */
const triesOfAddress = { points: 60, duration: 60 }

/**
 * Who has reference and code of a case. Refuses `notFound` for a wrong code and for an unknown reference alike, and
 * `lockedOut` after several, which works the same for references that do not exist (CASE-14): counting happens in
 * memory for both, and is written down behind the answer for those that exist.
 */
export type Access = (reference: string, code: string, address: string) => Promise<Outcome<ReceiptState>>

export const createAccess = (house: House): Access => {
  const decoy = decoyHash()
  const tries = createTries(house.now)
  const limiter = new RateLimiterMemory(triesOfAddress)

  const write = (reference: string, count: Tries, name: 'opened' | 'openFailed') =>
    house.lanes(`count ${reference}`, () =>
      house.commit({ by: { role: 'system' } }, async (work) => {
        const receipt = await work.need('receipt', reference)
        work.save(receipt, { ...receipt.state, ...count }, { name })
      }),
    )

  const failed = (reference: string, before: Tries, receipt: ReceiptState | null): Outcome<never> => {
    const count = tries.fail(reference, before)
    // Not waited for: the time an answer takes would tell which references exist.
    if (receipt !== null)
      write(reference, count, 'openFailed').catch((error: unknown) =>
        house.log.warn({ err: error }, 'a wrong access code was not written down'),
      )
    return refuse('notFound')
  }

  const tryOnce = async (reference: string, code: string | null): Promise<Outcome<ReceiptState>> => {
    const receipt = await look(house.db, 'receipt', reference)
    const count = tries.of(reference, receipt)
    const left = count.lockedUntil - house.now()
    if (left > 0) return { ok: false, refusal: { code: 'lockedOut', retryAfterMs: left } }
    const isRight = await isPassword(code ?? '', receipt?.codeHash ?? (await decoy))
    if (receipt === null || !isRight) return failed(reference, count, receipt)
    if (count.failures > 0) {
      tries.forget(reference)
      const cleared = await write(reference, entered, 'opened')
      if (!cleared.ok) return cleared
    }
    return ok(receipt)
  }

  const overLimit = async (address: string): Promise<number> => {
    const { consumedPoints, msBeforeNext } = await limiter.penalty(address)
    return consumedPoints > triesOfAddress.points ? msBeforeNext : 0
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
