import { isStaff } from '@farwindow/shared/people/session.ts'
import { entered } from '@farwindow/shared/people/person.ts'
import type { Person } from '@farwindow/shared/people/person.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { list } from '../store/list.ts'
import { codeId } from './code.ts'
import { createSave } from './keeping.ts'
import { meOf } from './me.ts'
import { hashPassword } from './password.ts'
import { createSignIn } from './signin.ts'
import { createTries } from './tries.ts'

/** Sign-in, staff, and the first administrator. */
export const createPeopleHandlers = (house: House): HandlersOf<'people'> => {
  const tries = createTries(house.now)
  return {
    'people.signIn': createSignIn(house, tries),
    'people.signOut': async (_input, asking) => {
      if (isStaff(asking.actor) || asking.actor.role === 'kiosk') await asking.session.end()
      return ok({})
    },
    'people.me': async (_input, { actor }) => ok(await meOf(house, actor)),
    'people.list': async () => {
      const people = await list(house.db, 'person')
      return ok({
        people: people.map(({ state }) => ({
          ...state,
          version: state.edition,
          suspended: state.phase === 'suspended',
        })),
      })
    },
    'people.save': createSave(house, tries),
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
          edition: 1,
          ...entered,
        }
        work.create('person', input.login, person, { name: 'added', data: { role: person.role } })
        return {}
      })
    },
  }
}
