import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { up } from '@farwindow/server/store/migrations/0003-editions.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { callFrom, endCall, handIn } from './walk.ts'

const code = 'medical-elsewhere'

/** Another form altogether: one page less, no papers. */
const shortened = (item: Item): Item => {
  const [page] = item.form.pages
  if (page === undefined) throw new Error('no page')
  const schema = { type: 'object', properties: { insured: { type: 'object', properties: { name: {} } } } }
  const fields = page.fields.filter((field) => field.path === 'insured/name')
  return {
    ...item,
    guide: {
      ...item.guide,
      materials: [],
      delivery: [item.guide.delivery[0] ?? { value: 'pickUp', label: item.name }],
    },
    form: { ...item.form, pages: [{ ...page, fields }], schema, rules: [], papers: [] },
  }
}

describe('a form published anew while one of the old is under way', () => {
  let desk: TestDesk
  let admin: Page
  let kiosk: Page
  let lin: Page
  let wu: Page

  beforeAll(async () => {
    desk = await openDesk()
    ;[admin, kiosk, lin, wu] = await Promise.all([
      desk.staff('administrator', 'admin'),
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('reviewer', 'wu'),
    ])
  })
  afterAll(() => desk.close())

  test('CATALOGUE-4: filled in, signed, handed in, reviewed and corrected as it was begun, papers and all', async () => {
    const call = await callFrom(kiosk, lin, code)
    const { definition } = valueOf(await kiosk.ask('form.current', { visitId: call.visitId }))
    const { version, value } = valueOf(await admin.ask('catalogue.edit', { code })).item
    const saved = await admin.ask('catalogue.saveItem', { base: version, item: shortened(value) })
    expect(valueOf(saved).edition).toBe(2)

    const { reference } = await handIn(call, { method: 'electronic' })
    await endCall(call)
    const shown = valueOf(await wu.ask('case.show', { reference }))
    expect(shown.definition).toEqual(definition)
    const papers = shown.files.flatMap(({ material }) => material ?? [])
    expect(papers.length).toBeGreaterThan(0)

    const visitor = desk.page('progress')
    const began = valueOf(await visitor.post('catalogue.item', { code, reference }))
    expect(began.item.form).toEqual(definition)
    expect(valueOf(await visitor.post('catalogue.item', { code })).item.form.pages).toHaveLength(1)

    valueOf(await wu.ask('case.accept', { reference, note: '' }))
    const [paper = ''] = papers
    const unknown = [{ kind: 'material' as const, path: 'nowhere', reason: '某' }]
    refusedAs('notFound', await wu.ask('case.askCorrection', { reference, note: '', points: unknown }))
    const points = [{ kind: 'material' as const, path: paper, reason: '看不清' }]
    valueOf(await wu.ask('case.askCorrection', { reference, note: '', points }))
  })

  test('CATALOGUE-4: a form of before there were editions goes on with the one it was begun with', async () => {
    const call = await callFrom(kiosk, lin, 'household-move')
    const definitionOf = async () => {
      const form = await desk.db
        .selectFrom('subject')
        .select('state')
        .where('kind', '=', 'form')
        .where('id', '=', call.visitId)
        .executeTakeFirstOrThrow()
      return form.state
    }
    await sql`update subject set state = jsonb_set(state, '{definition}', '"household-move"')
      where kind = 'form' and id = ${call.visitId}`.execute(desk.db)
    expect(await definitionOf()).toMatchObject({ definition: 'household-move' })
    await up(desk.db)
    expect(await definitionOf()).toMatchObject({ definition: 'household-move/1' })
    await up(desk.db)
    expect(await definitionOf()).toMatchObject({ definition: 'household-move/1' })
    await endCall(call)
  })

  test('CATALOGUE-4: the next visit begins with the new form', async () => {
    const call = await callFrom(kiosk, lin, code)
    const { definition } = valueOf(await kiosk.ask('form.current', { visitId: call.visitId }))
    expect([definition.version, definition.pages.length, definition.papers.length]).toEqual([2, 1, 0])
    await endCall(call)
  })
})
