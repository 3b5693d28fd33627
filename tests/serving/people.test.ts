import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import type { Asking } from '@farwindow/server/handler.ts'
import { createPeopleHandlers } from '@farwindow/server/people/handlers.ts'
import { look } from '@farwindow/server/store/list.ts'
import { up as giveEditions } from '@farwindow/server/store/migrations/0005-staff-editions.ts'
import type { StaffMember } from '@farwindow/shared/people/protocol.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { codeOf } from './day/turn.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'

/** One of the staff as an administrator's page shows them. */
const seen = async (page: Page, login: string): Promise<StaffMember> => {
  const { people } = valueOf(await page.ask('people.list', {}))
  const found = people.find((one) => one.login === login)
  if (found === undefined) throw new Error(`${login} does not work here`)
  return found
}
/** Saves what a page shows, with a change. */
const save = (
  page: Page,
  { version: base, lockedUntil: _lockedUntil, ...shown }: StaffMember,
  change: Partial<StaffMember> & { password?: string },
) => page.ask('people.save', { base, ...shown, ...change })

describe('the staff', () => {
  let desk: TestDesk
  let admin: Page
  beforeAll(async () => {
    desk = await openDesk()
    admin = await desk.staff('administrator', 'admin')
  })
  afterAll(() => desk.close())

  const signIn = (surface: 'clerk' | 'administrator', login: string, password: string) =>
    desk.page(surface).post('people.signIn', { surface, login, password })
  const added = (login: string, role: 'clerk' | 'administrator') =>
    admin.ask('people.save', {
      base: 0,
      login,
      name: login,
      number: '77',
      role,
      jurisdiction: '330503',
      skills: [],
      suspended: false,
      password: demonstrationPassword,
    })

  test('REGION-6: who was changed meanwhile is not changed from what stood there before', async () => {
    const lin = await seen(admin, 'lin')
    expect(valueOf(await save(admin, lin, { number: '88' }))).toEqual({ version: 2 })
    refusedAs('conflict', await save(admin, lin, { name: '林' }), 'lin')
    expect(await seen(admin, 'lin')).toMatchObject({ version: 2, number: '88', name: lin.name })
    refusedAs('conflict', await added('lin', 'clerk'), 'lin')
    const nobody = { ...lin, login: 'nobody' }
    refusedAs('notFound', await save(admin, nobody, {}), 'nobody')
    refusedAs('incomplete', await save(admin, { ...nobody, version: 0 }, {}), 'password')
    refusedAs('notFound', await save(admin, { ...lin, version: 2 }, { jurisdiction: '999999' }))
  })

  test('REGION-6: signing in, well or not, changes nothing an administrator sees', async () => {
    const chen = await seen(admin, 'chen')
    refusedAs('wrongCredentials', await signIn('clerk', 'chen', 'wrong'))
    valueOf(await signIn('clerk', 'chen', demonstrationPassword))
    valueOf(await save(admin, chen, { number: '13' }))
    valueOf(await signIn('clerk', 'chen', demonstrationPassword))
  })

  test('PEOPLE-6: the last administrator stays one', async () => {
    const me = await seen(admin, 'admin')
    for (const change of [{ suspended: true }, { role: 'clerk' as const }])
      refusedAs('lastAdministrator', await save(admin, me, change))
    valueOf(await admin.ask('people.me', {}))
    // Whoever is suspended already is nobody's last hope.
    valueOf(await added('second', 'administrator'))
    valueOf(await save(admin, await seen(admin, 'second'), { suspended: true }))
    refusedAs('lastAdministrator', await save(admin, me, { suspended: true }))
    valueOf(await save(admin, await seen(admin, 'second'), { suspended: false }))
  })

  test('PEOPLE-6: two administrators who take each other’s rights away at the same moment do not both succeed', async () => {
    const { house } = desk.desk
    const handlers = createPeopleHandlers(house)
    const asking: Asking = {
      actor: { role: 'administrator', sessionId: 'none', personId: 'admin' },
      surface: 'administrator',
      address: 'none',
      cause: { by: { role: 'administrator' } },
      session: { start: () => Promise.reject(new Error('none')), end: () => Promise.resolve() },
    }
    const prepared = async (login: string, role: 'clerk' | 'administrator') => {
      const who = await look(house.db, 'person', login)
      if (who === null) throw new Error(`${login} does not work here`)
      const { name, number, jurisdiction, skills, edition: base } = who
      const about = { login, name, number, jurisdiction, skills, role, suspended: false }
      return () => handlers['people.save']({ base, ...about }, asking)
    }
    const logins = ['admin', 'second']
    // Past the sockets, so that nothing lies between the two.
    for (let n = 0; n < 5; n += 1) {
      const both = await Promise.all(logins.map((login) => prepared(login, 'clerk')))
      const outcomes = await Promise.all(both.map((go) => go()))
      expect(outcomes.map(codeOf).toSorted()).toEqual(['lastAdministrator', 'ok'])
      const gone = logins[outcomes.findIndex(({ ok }) => ok)] ?? ''
      expect((await look(house.db, 'person', gone))?.role).toBe('clerk')
      const back = await prepared(gone, 'administrator')
      valueOf(await back())
    }
  })

  test('REGION-6: staff who were there before there were editions are of the first', async () => {
    await sql`update subject set state = state - 'edition' where kind = 'person' and id = 'wu'`.execute(
      desk.db,
    )
    const before = await look(desk.db, 'person', 'shen')
    await giveEditions(desk.db)
    expect(await look(desk.db, 'person', 'wu')).toMatchObject({ login: 'wu', edition: 1 })
    expect(await look(desk.db, 'person', 'shen')).toEqual(before)
  })

  test('PEOPLE-2: a lock-out does not tell which logins there are, nor whose account is suspended', async () => {
    const own = await openDesk()
    const gate = own.page('clerk')
    const boss = await own.staff('administrator', 'admin')
    valueOf(await save(boss, await seen(boss, 'lin'), { suspended: true }))
    const tries = async (login: string, password: string) => {
      const answers: unknown[] = []
      for (let n = 0; n < 6; n += 1) {
        const outcome = await gate.post('people.signIn', { surface: 'clerk', login, password })
        const { code, retryAfterMs } = outcome.ok ? { code: 'ok' } : outcome.refusal
        answers.push([code, retryAfterMs ?? null])
        if (n === 3) own.pass(2_000)
      }
      return answers
    }
    own.stopClock()
    const unknown = await tries('nobody-of-this-name', 'wrong')
    expect(unknown.slice(0, 4)).toEqual([
      ['wrongCredentials', null],
      ['wrongCredentials', null],
      ['wrongCredentials', null],
      ['lockedOut', 2_000],
    ])
    expect(unknown.slice(4)).toEqual([
      ['wrongCredentials', null],
      ['lockedOut', 4_000],
    ])
    expect(await tries('chen', 'wrong')).toEqual(unknown)
    expect(await tries('lin', demonstrationPassword)).toEqual(unknown)
    // What is known is written down all the same, for the administrator and for the next desk.
    await expect.poll(async () => (await look(own.db, 'person', 'chen'))?.failures).toBe(4)
    valueOf(await save(boss, await seen(boss, 'chen'), { name: '陈' }))
    valueOf(
      await gate.post('people.signIn', { surface: 'clerk', login: 'chen', password: demonstrationPassword }),
    )
    await own.close()
  })
})
