import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '@farwindow/shared/people/role.ts'
import type { Role } from '@farwindow/shared/people/role.ts'
import { requestNames, requests } from '@farwindow/shared/protocol/all.ts'
import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import type { RequestDeclaration } from '@farwindow/shared/protocol/declare.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { openKiosk } from './page.ts'
import type { Page } from './page.ts'
import { samples } from './samples.ts'

/** These change who is asking, so they are sent last. */
const last: readonly RequestName[] = [
  'visit.join',
  'visit.end',
  'visit.open',
  'people.signIn',
  'kiosk.prove',
  'people.signOut',
]
const inOrder = [...requestNames.filter((name) => !last.includes(name)), ...last]

describe('every request as every role', () => {
  let desk: TestDesk
  const pages = new Map<Role, Page>()

  beforeAll(async () => {
    desk = await openDesk()
    const admin = await desk.staff('administrator', 'admin')
    const { code } = valueOf(
      await admin.ask('kiosk.add', { name: '2号', hall: '松江', jurisdiction: '310117' }),
    )
    const applicant = (await openKiosk(desk.url, code)).page
    valueOf(await applicant.ask('visit.open', { language: 'zh' }))
    pages.set('visitor', desk.page('progress'))
    pages.set('kiosk', await desk.kiosk())
    pages.set('applicant', applicant)
    pages.set('clerk', await desk.staff('clerk', 'lin'))
    pages.set('reviewer', await desk.staff('reviewer', 'wu'))
    pages.set('supervisor', await desk.staff('supervisor', 'shen'))
    pages.set('administrator', admin)
  })
  afterAll(() => desk.close())

  const send = (role: Role, name: RequestName, input: unknown): Promise<Outcome<unknown>> => {
    const page = pages.get(role)
    if (page === undefined) throw new Error(`no page for ${role}`)
    const declaration: RequestDeclaration = requests[name]
    // The table of samples ties each input to its name; here names are many at once.
    if (role === 'visitor' || declaration.overHttp === true) return page.post(name, input as never)
    return page.raw({ name, id: randomUUID(), input })
  }

  test.each(roles)('LINK-5: %s gets exactly the declared answers', async (role) => {
    const surprises: string[] = []
    for (const name of inOrder) {
      const declaration: RequestDeclaration = requests[name]
      const outcome = await send(role, name, samples[name])
      const code = outcome.ok ? 'ok' : outcome.refusal.code
      const allowed = declaration.by.includes(role)
        ? ['ok', ...declaration.refuses]
        : [role === 'visitor' ? 'signedOut' : 'forbidden']
      if (!allowed.includes(code)) surprises.push(`${name}: ${code}`)
      if (outcome.ok && !declaration.output.safeParse(outcome.value).success)
        surprises.push(`${name}: another shape`)
      if (!declaration.by.includes(role) || !outcome.ok || last.includes(name)) continue
      // Over the socket only: over HTTP the session would be another one.
      const nonsense = await send(role, name, { nonsense: true })
      if (nonsense.ok || nonsense.refusal.code !== 'malformed')
        surprises.push(`${name} with nonsense: not malformed`)
    }
    expect(surprises).toEqual([])
  })
})
