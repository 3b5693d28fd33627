import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FormView } from '@farwindow/shared/form/mask.ts'
import { look } from '@farwindow/server/store/list.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { callFrom, type } from './walk.ts'
import type { Call } from './walk.ts'

const path = 'company/town'

describe('taking back what one typed', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let call: Call

  beforeAll(async () => {
    desk = await openDesk()
    ;[kiosk, lin] = await Promise.all([desk.kiosk(), desk.staff('clerk', 'lin')])
    call = await callFrom(kiosk, lin, 'company-establishment')
  })
  afterAll(() => desk.close())

  const formOf = async (page: Page): Promise<FormView> =>
    valueOf(await page.ask('form.current', { visitId: call.visitId })).form
  const undo = (page: Page, edit: string) => page.ask('form.undo', { visitId: call.visitId, path, edit })
  /** Longer than anybody is taken to be typing. */
  const pause = () => desk.pass(10_000)
  /** What stands in the field: on both sides and in the database. */
  const standing = async () => [
    (await formOf(kiosk)).values[path],
    (await formOf(lin)).values[path],
    (await look(desk.db, 'form', call.visitId))?.values[path],
  ]

  test('FORM-6: its writer brings back what stood there, on both sides and in the record; the other side is refused', async () => {
    const { visitId } = call
    valueOf(await type(kiosk, visitId, path, '练市镇', 0, 'first'))
    pause()
    const base = (await formOf(lin)).revision
    valueOf(await type(lin, visitId, path, '双', base, 'second'))
    valueOf(await type(lin, visitId, path, '双林镇', base, 'third'))
    pause()

    refusedAs('stale', await undo(kiosk, 'not-mine'))
    for (const field of await standing()) expect(field).toMatchObject({ value: '双林镇', by: 'clerk' })

    const { revision } = valueOf(await undo(lin, 'back'))
    for (const page of [kiosk, lin]) {
      const told = await page.told('form.changed', ({ values }) => values[path]?.edit === 'back')
      expect(told.values[path]).toMatchObject({ value: '练市镇', by: 'applicant', revision })
    }
    for (const field of await standing())
      expect(field).toMatchObject({ value: '练市镇', by: 'applicant', revision })
    const events = await desk.db
      .selectFrom('event')
      .select(['name', 'by', 'data'])
      .where('kind', '=', 'form')
      .where('id', '=', visitId)
      .where('name', '=', 'undone')
      .execute()
    expect(events).toMatchObject([{ by: { role: 'clerk', personId: 'lin' }, data: { path } }])
  })

  test('FORM-6: what stands there again is its first writer’s to take back, until nothing is left', async () => {
    pause()
    refusedAs('stale', await undo(lin, 'not-mine'))
    valueOf(await undo(kiosk, 'emptied'))
    expect(await standing()).toEqual([undefined, undefined, undefined])
    refusedAs('wrongState', await undo(kiosk, 'nothing-left'))
    refusedAs('wrongState', await undo(lin, 'nothing-left'))
  })
})
