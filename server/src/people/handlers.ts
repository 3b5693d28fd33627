import { isStaff, sessionMs } from '@farwindow/shared/people/session.ts'
import { entered, failed } from '@farwindow/shared/people/person.ts'
import type { Person } from '@farwindow/shared/people/person.ts'
import type { Me } from '@farwindow/shared/people/protocol.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { list, look } from '../store/list.ts'
import { decoyHash, hashPassword, isPassword } from './password.ts'
import { codeId } from './code.ts'

/** Who the actor is, with the name the page shows. */
export const meOf = async (house: Pick<House, 'db'>, actor: Actor): Promise<Me> => {
  const person = actor.personId === undefined ? null : await look(house.db, 'person', actor.personId)
  const { role, sessionId, jurisdiction, kioskId, visitId } = actor
  return {
    role,
    sessionId,
    ...(person === null ? {} : { name: person.name, number: person.number }),
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
    ...(kioskId === undefined ? {} : { kioskId }),
    ...(visitId === undefined ? {} : { visitId }),
  }
}

const system = { by: { role: 'system' as const } }

/** Wrong passwords count per login, whoever tries (PEOPLE-2). */
const remember = (house: House, login: string, next: (who: Person) => Person, name: string) =>
  house.commit(system, async (work) => {
    const person = await work.need('person', login)
    work.save(person, next(person.state), { name })
  })

const signIn = (house: House): HandlersOf<'people'>['people.signIn'] => {
  const decoy = decoyHash()
  const attempt: HandlersOf<'people'>['people.signIn'] = async ({ surface, login, password }, asking) => {
    const person = await look(house.db, 'person', login)
    const now = house.now()
    if (person !== null && person.lockedUntil > now)
      return { ok: false, refusal: { code: 'lockedOut', retryAfterMs: person.lockedUntil - now } }
    const right = await isPassword(password, person?.passwordHash ?? (await decoy))
    if (person === null || !right || person.phase === 'suspended') {
      if (person !== null && !right) await remember(house, login, (who) => failed(who, now), 'signInFailed')
      return refuse('wrongCredentials')
    }
    // The clerk's page is for clerks, and so on: a page never shows another role's work.
    if (person.role !== surface) return refuse('forbidden', person.role)
    const cleared = await remember(house, login, entered, 'signedIn')
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

const save =
  (house: House): HandlersOf<'people'>['people.save'] =>
  async (input, asking) => {
    const passwordHash = input.password === undefined ? null : await hashPassword(input.password)
    let moved = false
    const outcome = await house.commit(asking.cause, async (work) => {
      await work.need('jurisdiction', input.jurisdiction)
      const { password: _password, suspended, ...rest } = input
      const before = await work.load('person', input.login)
      // A session carries role and office: with others one signs in anew.
      moved =
        before !== null &&
        (before.state.role !== rest.role || before.state.jurisdiction !== rest.jurisdiction)
      const hash = passwordHash ?? before?.state.passwordHash
      if (hash === undefined) return work.refuse({ code: 'incomplete', detail: ['password'] })
      const person: Person = {
        ...rest,
        phase: suspended ? 'suspended' : 'active',
        passwordHash: hash,
        failures: 0,
        lockedUntil: 0,
      }
      const data = { role: rest.role, jurisdiction: rest.jurisdiction, skills: rest.skills, suspended }
      if (before === null) work.create('person', input.login, person, { name: 'added', data }, rest)
      else work.save(before, person, { name: 'changed', data })
      return {}
    })
    if (outcome.ok && (moved || input.suspended || input.password !== undefined))
      await house.sessions.endWhere({ personId: input.login }, 'revoked')
    return outcome
  }

/** Sign-in, staff, and the first administrator. */
export const createPeopleHandlers = (house: House): HandlersOf<'people'> => ({
  'people.signIn': signIn(house),
  'people.signOut': async (_input, asking) => {
    if (isStaff(asking.actor) || asking.actor.role === 'kiosk') await asking.session.end()
    return ok({})
  },
  'people.me': async (_input, { actor }) => ok(await meOf(house, actor)),
  'people.list': async () => {
    const people = await list(house.db, 'person')
    return ok({
      people: people.map(({ state }) => ({ ...state, suspended: state.phase === 'suspended' })),
    })
  },
  'people.save': save(house),
  'people.setUp': async (input, asking) => {
    const passwordHash = await hashPassword(input.password)
    return house.commit(asking.cause, async (work) => {
      const code = await work.load('code', codeId(input.token))
      const open = code !== null && code.state.phase === 'open' && code.state.purpose === 'setUp'
      if (!open || code.state.expiresAt < work.at) return work.refuse({ code: 'codeInvalid' })
      work.save(code, { ...code.state, phase: 'used' }, { name: 'used' })
      const person: Person = {
        phase: 'active',
        login: input.login,
        name: input.name,
        number: '001',
        role: 'administrator',
        jurisdiction: code.state.jurisdiction ?? '000000',
        skills: [],
        passwordHash,
        failures: 0,
        lockedUntil: 0,
      }
      work.create('person', input.login, person, { name: 'added', data: { role: person.role } })
      return {}
    })
  },
})
