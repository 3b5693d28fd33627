import { entered } from '@farwindow/shared/people/person.ts'
import type { Tries } from '@farwindow/shared/people/person.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import { sessionMs } from '@farwindow/shared/people/session.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { look } from '../store/list.ts'
import { meOf } from './me.ts'
import { decoyHash, isPassword } from './password.ts'
import type { TryCount } from './tries.ts'

type SignIn = HandlersOf<'people'>['people.signIn']

/** Wrong passwords count per login, whoever tries, and whether or not there is one of that name (PEOPLE-2). */
export const createSignIn = (house: House, tries: TryCount): SignIn => {
  const decoy = decoyHash()

  const write = (login: string, count: Tries, name: 'signedIn' | 'signInFailed') =>
    house.lanes(`count ${login}`, () =>
      house.commit({ by: { role: 'system' } }, async (work) => {
        const person = await work.need('person', login)
        work.save(person, { ...person.state, ...count }, { name })
      }),
    )

  const failed = (login: string, before: Tries, isKnown: boolean) => {
    const count = tries.fail(login, before)
    // Not waited for: the time an answer takes would tell which logins exist.
    if (isKnown)
      write(login, count, 'signInFailed').catch((error: unknown) =>
        house.log.warn({ err: error }, 'a wrong password was not written down'),
      )
    return refuse('wrongCredentials')
  }

  const attempt: SignIn = async ({ surface, login, password }, asking) => {
    const person = await look(house.db, 'person', login)
    const now = house.now()
    const count = tries.of(login, person)
    if (count.lockedUntil > now)
      return { ok: false, refusal: { code: 'lockedOut', retryAfterMs: count.lockedUntil - now } }
    const isRight = await isPassword(password, person?.passwordHash ?? (await decoy))
    if (person === null || !isRight || person.phase === 'suspended')
      return failed(login, count, person !== null)
    // The clerk's page is for clerks, and so on: a page never shows another role's work.
    if (person.role !== surface) return refuse('forbidden', person.role)
    tries.forget(login)
    const cleared = await write(login, entered, 'signedIn')
    if (!cleared.ok) return cleared
    const actor = await asking.session.start({
      phase: 'live',
      surface,
      role: person.role,
      personId: person.login,
      jurisdiction: person.jurisdiction,
      startedAt: now,
      expiresAt: now + sessionMs.staff,
    })
    return ok(await meOf(house, actor))
  }
  // One after the other per login: guesses sent at once are counted like guesses sent in a row (PEOPLE-2).
  return (input, asking) => house.lanes(`sign in ${input.login}`, () => attempt(input, asking))
}
