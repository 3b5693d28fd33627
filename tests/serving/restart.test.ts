import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { valueOf } from '../pure/outcome.ts'
import { openDatabase } from './database.ts'
import { openKiosk, openPage, openStaff } from './page.ts'
import { openPrograms } from './programs.ts'
import type { Programs } from './programs.ts'

describe('a desk that is killed', () => {
  let database: Awaited<ReturnType<typeof openDatabase>>
  let programs: Programs

  beforeAll(async () => {
    database = await openDatabase()
    programs = await openPrograms(database.url)
  })
  afterAll(async () => {
    await programs.close()
    await database.close()
  })

  test('COMMIT-6, CALL-6, GUEST-8: after kill -9 in the middle of a call, call, visit, seat, form and guest are as they were', async () => {
    const first = await programs.desk()
    const { page: kiosk } = await openKiosk(first.url, first.kioskCode)
    const lin = await openStaff(first.url, 'clerk', 'lin', demonstrationPassword)
    valueOf(await lin.ask('queue.ready', {}))
    const visit = valueOf(await kiosk.ask('visit.open', { language: 'zh' }))
    valueOf(await kiosk.ask('visit.choose', { item: 'household-move', to: '330503' }))
    valueOf(await kiosk.ask('visit.call', {}))
    const { call } = await lin.told('call.offered')
    valueOf(await lin.ask('call.answer', { callId: call.id }))
    const { definition } = valueOf(await kiosk.ask('form.current', { visitId: visit.id }))
    const field = definition.pages.flatMap((page) => page.fields).find((one) => one.control === 'text')
    if (field === undefined) throw new Error('the form has no text field')
    const edit = {
      visitId: visit.id,
      path: field.path,
      value: '丹棱',
      base: 0,
      edit: 'edit-1',
      source: 'typed' as const,
    }
    valueOf(await kiosk.ask('form.edit', edit))
    const { code = '' } = valueOf(await lin.ask('guest.invite', { callId: call.id, kind: 'helper' }))
    const helper = openPage(first.url, 'guest')
    const { guestId } = valueOf(await helper.post('guest.join', { code, name: '王姐' }))
    await helper.connect()
    valueOf(await kiosk.ask('guest.allow', { callId: call.id, guestId, agreed: true }))

    await first.kill()
    const second = await programs.desk(Number(new URL(first.url).port))
    expect(second.url).toBe(first.url)

    // The pages come back with the cookies they have; the old epoch means nothing to the new process.
    expect((await kiosk.connect({ epoch: 'of the dead desk', seen: 7 })).resumed).toBe(false)
    await lin.connect()
    expect(valueOf(await lin.ask('call.current', {})).call).toMatchObject({ id: call.id, phase: 'active' })
    expect(valueOf(await kiosk.ask('visit.current', {})).visit).toMatchObject({
      id: visit.id,
      phase: 'served',
    })
    const { form } = valueOf(await lin.ask('form.current', { visitId: visit.id }))
    expect(form.values[field.path]?.value).toBe('丹棱')
    await expect.poll(async () => valueOf(await lin.ask('call.current', {})).call?.away).toEqual([])
    expect(valueOf(await lin.ask('call.current', {})).call?.guests).toMatchObject([
      { name: '王姐', away: true },
    ])
    await helper.connect()
    expect(valueOf(await helper.ask('guest.current', {})).call).toMatchObject({ guestId })
    await expect
      .poll(async () => valueOf(await lin.ask('call.current', {})).call?.guests)
      .toMatchObject([{ phase: 'present', away: false }])
  }, 60_000)
})
