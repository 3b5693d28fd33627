import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { applyChange } from '@farwindow/shared/form/change.ts'
import type { FormView } from '@farwindow/shared/form/mask.ts'
import type { NoticeData } from '@farwindow/shared/protocol/all.ts'
import { look } from '@farwindow/server/store/list.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { callFrom, endCall, fillIn, idNumber, type } from './walk.ts'
import type { Call } from './walk.ts'

const secret = 'legal/idNumber'
const plain = 'company/town'

const changes = (page: Page): NoticeData<'form.changed'>[] =>
  page.heard.flatMap((told) =>
    told.name === 'form.changed' ? [told.data as NoticeData<'form.changed'>] : [],
  )

describe('a form filled in by two', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let chen: Page
  let call: Call

  beforeAll(async () => {
    desk = await openDesk()
    ;[kiosk, lin, chen] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('clerk', 'chen'),
    ])
    call = await callFrom(kiosk, lin, 'company-establishment')
  })
  afterAll(() => desk.close())

  const viewOf = async (page: Page): Promise<FormView> =>
    valueOf(await page.ask('form.current', { visitId: call.visitId })).form
  const revision = async (): Promise<number> => (await viewOf(kiosk)).revision
  /** Longer than anybody is taken to be typing. */
  const pause = () => desk.pass(10_000)

  test('FORM-12, FORM-13: a sensitive value reaches the clerk as a mask only, until the applicant releases it', async () => {
    const { visitId } = call
    valueOf(await type(kiosk, visitId, secret, idNumber.slice(0, 10)))
    valueOf(await type(kiosk, visitId, secret, idNumber))
    const masked = await lin.told(
      'form.changed',
      ({ values }) => values[secret]?.value === '1101**********002X',
    )
    expect(masked.values[secret]).toMatchObject({ masked: true })
    expect((await viewOf(lin)).values[secret]).toMatchObject({ masked: true, value: '1101**********002X' })
    expect((await viewOf(kiosk)).values[secret]).toMatchObject({ masked: false, value: idNumber })
    expect(JSON.stringify(lin.heard)).not.toContain(idNumber.slice(0, 10))
    pause()
    refusedAs('masked', await type(lin, visitId, secret, '330501199001011234', 9))
    refusedAs('forbidden', await lin.ask('form.release', { visitId, path: secret, released: true }))
    valueOf(await kiosk.ask('form.release', { visitId, path: secret, released: true }))
    const shown = await lin.told('form.changed', ({ values }) => values[secret]?.masked === false)
    expect(shown.values[secret]?.value).toBe(idNumber)
    valueOf(await kiosk.ask('form.release', { visitId, path: secret, released: false }))
    await lin.told('form.changed', ({ values }) => values[secret]?.masked === true)
  })

  test('FORM-27: the record keeps every edit, but of a sensitive value its mask alone', async () => {
    const events = await desk.db
      .selectFrom('event')
      .selectAll()
      .where('kind', '=', 'form')
      .orderBy('n')
      .execute()
    const edits = events.filter(({ name }) => name === 'edited')
    expect(edits.map(({ data }) => data)).toMatchObject([
      { path: secret, value: '****', source: 'typed' },
      { path: secret, value: '1101**********002X' },
    ])
    expect(edits[0]?.by).toMatchObject({ role: 'applicant' })
    expect(JSON.stringify(events)).not.toContain(idNumber)
  })

  test('FORM-7, FORM-10: ten keystrokes sent without waiting are taken in their order', async () => {
    const { visitId } = call
    const letters = [...'南浔经济开发区某街道']
    const typed = letters.map((_, n) => letters.slice(0, n + 1).join(''))
    const revisions = await Promise.all(
      typed.map(async (text, n) => valueOf(await type(kiosk, visitId, plain, text, 0, `key${n}`)).revision),
    )
    expect(revisions).toEqual(revisions.map((_, n) => (revisions[0] ?? 0) + n))
    await lin.told('form.changed', ({ values }) => values[plain]?.edit === 'key9')
    const seen = changes(lin).flatMap(({ values }) => values[plain]?.value ?? [])
    expect(seen).toEqual(typed)
    expect((await look(desk.db, 'form', visitId))?.values[plain]).toMatchObject({ value: typed.at(-1) })
  })

  test('FORM-7, FORM-8: of two hands in one field at once the first wins; elsewhere nobody disturbs', async () => {
    const { visitId } = call
    pause()
    const seen = await revision()
    const race = await Promise.all([
      type(kiosk, visitId, plain, '甲镇', seen),
      type(lin, visitId, plain, '乙镇', seen),
    ])
    expect(race.filter((outcome) => outcome.ok)).toHaveLength(1)
    const [first] = race
    const stands = (await viewOf(kiosk)).values[plain]
    expect(stands?.value).toBe(first.ok ? '甲镇' : '乙镇')
    for (const outcome of race) if (!outcome.ok) refusedAs('fieldInUse', outcome)
    pause()
    refusedAs('stale', await type(stands?.by === 'clerk' ? kiosk : lin, visitId, plain, '丙镇', seen))
    const apart = await Promise.all([
      ...Array.from({ length: 10 }, (_, n) => type(kiosk, visitId, 'company/email', `${n}@a.cn`, 0, `a${n}`)),
      ...Array.from({ length: 10 }, (_, n) =>
        type(lin, visitId, 'company/postcode', `31300${n}`, 0, `b${n}`),
      ),
    ])
    expect(apart.every((outcome) => outcome.ok)).toBe(true)
    const { values } = await viewOf(kiosk)
    expect([values['company/email']?.value, values['company/postcode']?.value]).toEqual(['9@a.cn', '313009'])
  })

  test('FORM-24: what each side was told makes of its first view the present one', async () => {
    const { visitId } = call
    for (const page of [kiosk, lin]) {
      const before = await viewOf(page)
      const begun = before.revision
      pause()
      valueOf(await type(lin, visitId, 'company/phone', '13800000001', begun))
      valueOf(await kiosk.ask('form.addRow', { visitId, group: 'shareholders', row: `row${begun}` }))
      const last = valueOf(await type(kiosk, visitId, `shareholders/row${begun}/share`, '50'))
      await page.told('form.changed', (change) => change.revision === last.revision)
      expect(changes(page).reduce<FormView>(applyChange, before)).toEqual(await viewOf(page))
    }
  })

  test('FORM-32: what is typed is seen by the other side while it is written down, and leaves it when that fails', async () => {
    const { visitId } = call
    pause()
    const before = (await viewOf(kiosk)).values[plain]?.value
    const typed = desk.db.transaction().execute(async (other) => {
      // Somebody holds the row: the commit waits, and is then called off by the database.
      await sql`select 1 from subject where kind = 'form' and id = ${visitId} for update`.execute(other)
      const outcome = type(lin, visitId, plain, '练市镇', await revision())
      const ahead = await kiosk.told('form.ahead', ({ values }) => values[plain]?.value === '练市镇')
      expect(changes(kiosk).some(({ revision: told }) => told >= ahead.revision)).toBe(false)
      expect(JSON.stringify(lin.heard)).not.toContain('练市镇')
      await expect
        .poll(async () => {
          const cancelled = await sql<{ n: number }>`
            select count(pg_cancel_backend(pid))::int as n from pg_stat_activity
            where wait_event_type = 'Lock' and query like '%commit_batch%'`.execute(other)
          return cancelled.rows[0]?.n
        })
        .toBe(1)
      refusedAs('unavailable', await outcome)
    })
    await typed
    await kiosk.told('form.ahead', ({ values }) => Object.keys(values).length === 0)
    expect((await viewOf(kiosk)).values[plain]?.value).toBe(before)
    valueOf(await type(lin, visitId, plain, '练市镇', await revision()))
    await kiosk.told('form.changed', ({ values }) => values[plain]?.value === '练市镇')
  })

  test('FORM-12, FORM-32: what is ahead is masked like what is kept', async () => {
    pause()
    valueOf(await type(kiosk, call.visitId, secret, '110101194912310021', await revision()))
    const ahead = await lin.told('form.ahead', ({ values }) => values[secret] !== undefined)
    expect(ahead.values[secret]).toMatchObject({ masked: true })
    expect(JSON.stringify(lin.heard)).not.toContain('194912310021')
    pause()
    valueOf(await type(kiosk, call.visitId, secret, idNumber, await revision()))
  })

  test('FORM-11: taking the form back stops the clerk at once, also in the middle of a word', async () => {
    const { visitId } = call
    valueOf(await lin.ask('form.focus', { visitId, path: plain }))
    pause()
    const base = await revision()
    const word = [...'clerk@a.cn'].map((_, n) => 'clerk@a.cn'.slice(0, n + 1))
    const typing = word.map((text) => type(lin, visitId, 'company/email', text, base))
    const taken = valueOf(await kiosk.ask('form.control', { visitId, control: 'applicantOnly' }))
    const written = (await Promise.all(typing)).flatMap((outcome) =>
      outcome.ok ? [outcome.value.revision] : [],
    )
    expect(Math.max(0, ...written)).toBeLessThan(taken.revision)
    pause()
    refusedAs('controlTaken', await type(lin, visitId, 'company/email', 'again@a.cn', await revision()))
    refusedAs('forbidden', await lin.ask('form.control', { visitId, control: 'shared' }))
    // The clerk's cursor, left in a field, holds it no longer.
    valueOf(await type(kiosk, visitId, plain, '丁镇', await revision()))
    valueOf(await kiosk.ask('form.control', { visitId, control: 'shared' }))
    pause()
    valueOf(await type(lin, visitId, 'company/email', 'clerk@a.cn', await revision()))
  })

  test('FORM-26: a cursor holds its field and is told to the other side alone; a pointer is passed on the same way', async () => {
    const { visitId } = call
    pause()
    valueOf(await lin.ask('form.focus', { visitId, path: plain }))
    expect(await kiosk.told('form.focus', ({ path }) => path === plain)).toMatchObject({ side: 'clerk' })
    refusedAs('fieldInUse', await type(kiosk, visitId, plain, '戊镇', await revision()))
    valueOf(await lin.ask('form.focus', { visitId, path: null }))
    await kiosk.told('form.focus', ({ path }) => path === null)
    valueOf(await type(kiosk, visitId, plain, '戊镇', await revision()))
    // In a field that is masked for the clerk the cursor only looks.
    valueOf(await lin.ask('form.focus', { visitId, path: secret }))
    valueOf(await type(kiosk, visitId, secret, idNumber, await revision()))
    const place = {
      visitId,
      page: 'company',
      scroll: 0.5,
      glow: plain,
      pointer: { path: plain, x: 0.1, y: 0.9 },
    }
    valueOf(await lin.ask('form.point', place))
    expect(await kiosk.told('form.pointed')).toEqual({ ...place, side: 'clerk' })
    const own = lin.heard.filter(
      ({ name, data }) =>
        /^form\.(pointed|focus)$/.test(name) && JSON.stringify(data).includes('"side":"clerk"'),
    )
    expect(own).toEqual([])
    const { n } = await desk.db
      .selectFrom('event')
      .select((row) => row.fn.countAll<number>().as('n'))
      .where('data', '@>', JSON.stringify({ glow: plain }))
      .executeTakeFirstOrThrow()
    expect(n).toBe(0)
  })

  test('FORM-28: nobody can claim that a value was read from a card while no reader is connected', async () => {
    const { visitId } = call
    for (const source of ['idCard', 'scan', 'prefill'] as const)
      refusedAs(
        'malformed',
        await kiosk.ask('form.edit', { visitId, path: plain, value: '己镇', base: 0, edit: 'x', source }),
      )
  })

  test('COMMIT-3: a request repeated under its id gets its first answer, though it would be refused by now', async () => {
    const { visitId } = call
    const input = { visitId, group: 'shareholders', row: 'once' }
    const first = await kiosk.ask('form.addRow', input, 'request-1')
    expect(await kiosk.ask('form.addRow', input, 'request-1')).toEqual(first)
    refusedAs('repeatedDifferently', await kiosk.ask('form.addRow', { ...input, row: 'other' }, 'request-1'))
    refusedAs('conflict', await kiosk.ask('form.addRow', input, 'request-2'))
    // Past the gateway's memory, as after a restart: the database knows.
    const row = await desk.db
      .selectFrom('answered')
      .selectAll()
      .where('request_id', '=', 'request-1')
      .executeTakeFirstOrThrow()
    const cause = {
      by: { role: 'applicant' as const, sessionId: row.session_id },
      request: { id: row.request_id, name: row.request, inputHash: row.input_hash },
    }
    const again = await desk.desk.house.commit(cause, async (work) => work.refuse({ code: 'conflict' }))
    expect(again).toEqual(first)
  })

  test('VISIT-10: another clerk, or another applicant, finds no such form', async () => {
    const { visitId } = call
    refusedAs('notFound', await chen.ask('form.current', { visitId }))
    refusedAs('notFound', await type(chen, visitId, plain, '庚镇'))
    refusedAs('notFound', await chen.ask('form.focus', { visitId, path: plain }))
    refusedAs(
      'notFound',
      await chen.ask('form.point', { visitId, page: null, scroll: 0, glow: null, pointer: null }),
    )
    refusedAs('notFound', await kiosk.ask('form.current', { visitId: 'visit-of-another' }))
  })

  test('FORM-16, VISIT-1: the form is confirmed as it was seen; after the visit it exists for nobody on the page', async () => {
    const { visitId } = call
    pause()
    valueOf(await type(lin, visitId, 'company/address', '浙江省湖州市南浔区某路1号', await revision()))
    const seen = (await viewOf(kiosk)).revision
    pause()
    valueOf(await type(lin, visitId, 'company/address', '浙江省湖州市南浔区某路2号', seen))
    refusedAs('stale', await kiosk.ask('form.confirm', { visitId, paths: ['company/address'], base: seen }))
    valueOf(await kiosk.ask('form.confirm', { visitId, paths: ['company/address'], base: seen + 1 }))
    await lin.told('form.changed', ({ values }) => values['company/address']?.confirmedAt !== undefined)
    await endCall(call)
    refusedAs('notFound', await lin.ask('form.current', { visitId }))
  })

  test('FORM-5: the whole example form can be filled in over the socket, and stands the same in the database', async () => {
    call = await callFrom(kiosk, lin, 'household-move')
    await fillIn(call)
    const form = await viewOf(kiosk)
    const stored = await look(desk.db, 'form', call.visitId)
    expect(Object.keys(form.values).length).toBeGreaterThan(15)
    for (const [path, { value }] of Object.entries(form.values))
      expect(stored?.values[path]?.value).toEqual(value)
  })
})
