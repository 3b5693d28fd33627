import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { householdItem } from '@farwindow/shared/catalogue/household/item.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { ServiceWindow } from '@farwindow/shared/region/window.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { answerNext } from './desk.ts'
import { openInstallation } from './installation.ts'
import type { Installation } from './installation.ts'
import { openKiosk, openPage, openStaff } from './page.ts'
import type { Page } from './page.ts'
import { type } from './walk.ts'

const password = 'a long enough password'
const item: Item = { ...householdItem, code: 'move', form: { ...householdItem.form, code: 'move' } }
const window: ServiceWindow = {
  id: 'w1',
  jurisdiction: '330503',
  name: { zh: '南浔区远程窗口', en: 'Nanxun remote window' },
  hours: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
  exceptions: {},
  skills: ['move'],
}
const agreement = {
  code: 'delta',
  name: { zh: '通办协议', en: 'Agreement' },
  level: 'county' as const,
  members: ['310117', '330503'],
  items: ['move'],
}
const place = (code: string, zh: string, en: string) => ({
  base: 0,
  jurisdiction: { code, name: { zh, en } },
})

/** The item with its first field called otherwise: another form. */
const reworded = (label: string): Item => {
  const other = structuredClone(item)
  const [field] = other.form.pages[0]?.fields ?? []
  if (field) field.label = { zh: label, en: label }
  return other
}

/** Which edition a page is shown, and what its first field is called. */
const editionOf = async (page: Page, of: string): Promise<string> => {
  const { definition } = valueOf(await page.ask('form.current', { visitId: of }))
  return `${definition.version} ${definition.pages[0]?.fields[0]?.label.zh}`
}

describe('an installation from nothing', () => {
  let desk: Installation
  let admin: Page
  let other: Page
  let kiosk: Page
  let clerk: Page
  let visitId: string

  beforeAll(async () => {
    desk = await openInstallation()
  })
  afterAll(() => desk.close())

  test('the one-time link makes the first administrator, once; nothing else is there', async () => {
    const visitor = openPage(desk.url, 'administrator')
    const who = { token: desk.token, login: 'root', name: '周岚', password }
    valueOf(await visitor.post('people.setUp', who))
    refusedAs('codeInvalid', await visitor.post('people.setUp', { ...who, login: 'second' }))
    admin = await openStaff(desk.url, 'administrator', 'root', password)
    expect(valueOf(await admin.ask('region.overview', {}))).toEqual({
      jurisdictions: [],
      agreements: [],
      windows: [],
    })
    expect(valueOf(await admin.ask('catalogue.overview', {})).items).toEqual([])
  })

  test('REGION-1: jurisdictions are added and renamed; a code that is none, or there already, is refused', async () => {
    for (const one of [
      place('310117', '松江区', 'Songjiang'),
      place('330503', '南浔', 'Nanxun'),
      place('330000', '浙江省', 'Zhejiang'),
    ])
      valueOf(await admin.ask('region.saveJurisdiction', one))
    refusedAs('malformed', await admin.ask('region.saveJurisdiction', place('330003', '某', 'Some')))
    refusedAs('malformed', await admin.ask('region.saveJurisdiction', place('990000', '某', 'Some')))
    refusedAs('conflict', await admin.ask('region.saveJurisdiction', place('330503', '某', 'Some')))
    const renamed = { ...place('330503', '南浔区', 'Nanxun District'), base: 1 }
    expect(valueOf(await admin.ask('region.saveJurisdiction', renamed)).version).toBe(2)
    const { jurisdictions } = valueOf(await openPage(desk.url, 'kiosk').post('region.list', {}))
    expect(jurisdictions.map(({ name }) => name.zh)).toContain('南浔区')
  })

  test('CATALOGUE-6: an item is published as its first edition, whatever number it carries; a broken one is not', async () => {
    const broken = structuredClone(item)
    broken.form.schema['properties'] = {}
    refusedAs('malformed', await admin.ask('catalogue.saveItem', { base: 0, item: broken }))
    const numbered = { ...item, form: { ...item.form, version: 9 } }
    const id = randomUUID()
    const first = await admin.ask('catalogue.saveItem', { base: 0, item: numbered }, id)
    expect(valueOf(first)).toEqual({ version: 1, edition: 1 })
    expect(await admin.ask('catalogue.saveItem', { base: 0, item: numbered }, id)).toEqual(first)
    refusedAs('conflict', await admin.ask('catalogue.saveItem', { base: 0, item }))
  })

  test('REGION-6: two administrators change one window; the second is told, and nothing of the first is lost', async () => {
    valueOf(await admin.ask('region.saveAgreement', { base: 0, agreement }))
    refusedAs('notFound', await admin.ask('region.saveWindow', { base: 3, window }))
    refusedAs(
      'notFound',
      await admin.ask('region.saveWindow', { base: 0, window: { ...window, jurisdiction: '330500' } }),
    )
    valueOf(await admin.ask('region.saveWindow', { base: 0, window }))
    const about = {
      name: '另一位',
      number: '2',
      jurisdiction: '330503',
      skills: [],
      suspended: false,
      password,
    }
    valueOf(await admin.ask('people.save', { base: 0, ...about, login: 'other', role: 'administrator' }))
    other = await openStaff(desk.url, 'administrator', 'other', password)
    const theirs = { ...window, name: { zh: '新名称', en: 'New name' } }
    const [one, two] = await Promise.all([
      admin.ask('region.saveWindow', { base: 1, window: theirs }),
      other.ask('region.saveWindow', { base: 1, window: { ...window, exceptions: { '2027-01-01': [] } } }),
    ])
    expect([one.ok, two.ok].toSorted()).toEqual([false, true])
    refusedAs('conflict', one.ok ? two : one)
    const { windows } = valueOf(await other.ask('region.overview', {}))
    expect(windows.map(({ version }) => version)).toEqual([2])
    valueOf(await other.ask('region.saveWindow', { base: 2, window: { ...theirs, exceptions: {} } }))
    refusedAs(
      'notFound',
      await admin.ask('region.saveWindow', { base: 3, window: { ...theirs, jurisdiction: '310117' } }),
    )
  })

  test('QUEUE-1: a clerk and an enrolled kiosk later, a visit for that item is called and answered by that clerk', async () => {
    const shen = {
      login: 'shen',
      name: '沈一帆',
      number: '8',
      role: 'clerk' as const,
      jurisdiction: '330503',
    }
    valueOf(
      await admin.ask('people.save', { base: 0, ...shen, skills: ['move'], suspended: false, password }),
    )
    const there = { name: '1号终端', hall: '一楼', jurisdiction: '310117' }
    const { code } = valueOf(await admin.ask('kiosk.add', there))
    kiosk = (await openKiosk(desk.url, code)).page
    clerk = await openStaff(desk.url, 'clerk', 'shen', password)
    const { items } = valueOf(await kiosk.ask('catalogue.search', { text: '迁户口' }))
    expect(items).toMatchObject([{ code: 'move', servedBy: ['330503'] }])
    valueOf(await clerk.ask('queue.ready', {}))
    const visit = valueOf(await kiosk.ask('visit.open', { language: 'zh' }))
    visitId = visit.id
    valueOf(await kiosk.ask('visit.choose', { item: 'move', to: '330503' }))
    valueOf(await kiosk.ask('visit.call', {}))
    const callId = await answerNext(clerk)
    expect(valueOf(await kiosk.ask('call.current', {})).call).toMatchObject({ id: callId, phase: 'active' })
    valueOf(await type(kiosk, visitId, 'mover/name', '张三'))
  })

  test('CATALOGUE-4: a form published meanwhile is for those who begin later; this visit keeps its own, guide and all', async () => {
    const before = await editionOf(kiosk, visitId)
    const next = { ...reworded('迁移人全名'), guide: { ...item.guide, feeYuan: 10 } }
    expect(valueOf(await admin.ask('catalogue.saveItem', { base: 1, item: next }))).toEqual({
      version: 2,
      edition: 2,
    })
    expect(await editionOf(kiosk, visitId)).toBe(before)
    expect(await editionOf(clerk, visitId)).toBe(before)
    valueOf(await type(kiosk, visitId, 'mover/name', '张三丰', 1, 'edit-2'))
    const shown = valueOf(await kiosk.ask('catalogue.item', { code: 'move' }))
    const forClerk = valueOf(await clerk.ask('catalogue.item', { code: 'move', visitId }))
    expect([shown.item.guide.feeYuan, forClerk.item.guide.feeYuan]).toEqual([0, 0])
    expect(valueOf(await clerk.ask('catalogue.item', { code: 'move' })).item.guide.feeYuan).toBe(10)
    // Called otherwise, it is still the same form.
    const renamed = { ...next, name: { zh: '户口迁入', en: 'Moving in' } }
    expect(valueOf(await admin.ask('catalogue.saveItem', { base: 2, item: renamed })).edition).toBe(2)

    const { code } = valueOf(await clerk.ask('visit.invite', {}))
    const phone = openPage(desk.url, 'phone')
    const later = valueOf(await phone.post('visit.join', { code, language: 'zh' }))
    await phone.connect()
    valueOf(await phone.ask('visit.choose', { item: 'move', to: '330503' }))
    expect(await editionOf(phone, later.id)).toBe('2 迁移人全名')
    valueOf(await phone.ask('visit.end', {}))
  })

  test('CATALOGUE-5: out of service nothing new begins, the visit under way goes on; then it is put back', async () => {
    const taken = { base: 3, code: 'move', inService: false }
    refusedAs('conflict', await other.ask('catalogue.setService', { ...taken, base: 2 }))
    valueOf(await admin.ask('catalogue.setService', taken))
    expect(valueOf(await clerk.ask('catalogue.search', { text: '' })).items).toEqual([])
    expect(valueOf(await clerk.ask('catalogue.search', { text: '', all: true })).items).toMatchObject([
      { code: 'move', inService: false, servedBy: [] },
    ])
    refusedAs('notFound', await openPage(desk.url, 'phone').post('catalogue.item', { code: 'move' }))
    const { code } = valueOf(await clerk.ask('visit.invite', {}))
    const phone = openPage(desk.url, 'phone')
    valueOf(await phone.post('visit.join', { code, language: 'zh' }))
    await phone.connect()
    refusedAs('notServed', await phone.ask('visit.choose', { item: 'move', to: '330503' }))
    valueOf(await type(kiosk, visitId, 'mover/name', '张三', 2, 'edit-3'))
    valueOf(await kiosk.ask('catalogue.item', { code: 'move' }))
    valueOf(await admin.ask('catalogue.setService', { base: 4, code: 'move', inService: true }))
    valueOf(await phone.ask('visit.choose', { item: 'move', to: '330503' }))
    valueOf(await phone.ask('visit.end', {}))
  })

  test('REGION-5: an item that no window of the office does is not served there', async () => {
    const extra = { ...item, code: 'extra', form: { ...item.form, code: 'extra' } }
    valueOf(await admin.ask('catalogue.saveItem', { base: 0, item: extra }))
    valueOf(
      await admin.ask('region.saveAgreement', {
        base: 1,
        agreement: { ...agreement, items: ['move', 'extra'] },
      }),
    )
    const { code } = valueOf(await clerk.ask('visit.invite', {}))
    const phone = openPage(desk.url, 'phone')
    valueOf(await phone.post('visit.join', { code, language: 'zh' }))
    await phone.connect()
    refusedAs('notServed', await phone.ask('visit.choose', { item: 'extra', to: '330503' }))
    const closed = { ...window, id: 'w2', skills: ['extra'], hours: Array.from({ length: 7 }, () => []) }
    valueOf(await admin.ask('region.saveWindow', { base: 0, window: closed }))
    valueOf(await phone.ask('visit.choose', { item: 'extra', to: '330503' }))
    refusedAs('closed', await phone.ask('visit.call', {}))
    valueOf(await phone.ask('visit.choose', { item: 'move', to: '330503' }))
    valueOf(await phone.ask('visit.call', {}))
  })
})
