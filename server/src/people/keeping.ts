import { entered } from '@farwindow/shared/people/person.ts'
import type { Person } from '@farwindow/shared/people/person.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Work } from '../store/commit.ts'
import { list } from '../store/list.ts'
import { hashPassword } from './password.ts'
import type { TryCount } from './tries.ts'

const mayAdminister = ({ role, phase }: Person): boolean => role === 'administrator' && phase === 'active'

/**
 * Somebody can always administer (PEOPLE-6). One of the others is held: two administrators who take each other's
 * rights away at the same moment do not both succeed.
 */
const demandAnother = async (house: House, work: Work, login: string): Promise<void> => {
  const people = await list(house.db, 'person', { phases: ['active'] })
  const other = people.find(({ id, state }) => id !== login && mayAdminister(state))
  const held = other === undefined ? null : await work.load('person', other.id)
  if (held === null || !mayAdminister(held.state)) work.refuse({ code: 'lastAdministrator' })
}

/** Adds a member of staff (`base` 0) or changes the one the administrator saw, as for all they keep (REGION-6). */
export const createSave =
  (house: House, tries: TryCount): HandlersOf<'people'>['people.save'] =>
  async ({ base, password, suspended, ...about }, asking) => {
    const { login, role, jurisdiction, skills } = about
    const newHash = password === undefined ? null : await hashPassword(password)
    let moved = false
    const outcome = await house.commit(asking.cause, async (work) => {
      await work.need('jurisdiction', jurisdiction)
      const before = await work.load('person', login)
      const edition = before?.state.edition ?? 0
      if (edition !== base)
        return work.refuse({ code: before === null ? 'notFound' : 'conflict', detail: [login] })
      const passwordHash = newHash ?? before?.state.passwordHash
      if (passwordHash === undefined) return work.refuse({ code: 'incomplete', detail: ['password'] })
      const phase = suspended ? 'suspended' : 'active'
      const next: Person = { ...about, phase, passwordHash, edition: edition + 1, ...entered }
      if (before !== null && mayAdminister(before.state) && !mayAdminister(next))
        await demandAnother(house, work, login)
      // A session carries role and office: with others one signs in anew.
      moved = before !== null && (before.state.role !== role || before.state.jurisdiction !== jurisdiction)
      const data = { role, jurisdiction, skills, suspended }
      if (before === null) work.create('person', login, next, { name: 'added', data }, { jurisdiction })
      else work.save(before, next, { name: 'changed', data })
      return { version: next.edition }
    })
    if (outcome.ok) tries.forget(login)
    if (outcome.ok && (moved || suspended || password !== undefined))
      await house.sessions.endWhere({ personId: login }, 'revoked')
    return outcome
  }
