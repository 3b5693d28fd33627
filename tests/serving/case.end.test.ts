import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseEvent } from '@farwindow/shared/case/machine.ts'
import type { DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import { bytesKey } from '@farwindow/shared/protocol/wire.ts'
import { verifyChain } from '@farwindow/server/record/verify.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { pdf, png } from './picture.ts'
import { addStaff, approveCase, callFrom, courier, endCall, handIn } from './walk.ts'

type Key = { readonly reference: string; readonly code: string }

/** How each event of the machine is reached: by a request, or by time. A new event does not compile without it. */
const ways: { readonly [T in Exclude<CaseEvent['type'], 'due'>]: string } = {
  accepted: 'case.accept',
  transferred: 'case.transfer',
  begun: 'case.begin',
  correctionRequested: 'case.askCorrection',
  resubmitted: 'case.resubmit',
  approved: 'case.approve',
  issued: 'case.issue',
  delivered: 'case.deliver',
  refused: 'case.refuse',
  withdrawn: 'case.withdraw',
  rated: 'case.rate',
  followedUp: 'case.followUp',
}

describe('a case to its end', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let wu: Page
  let shen: Page
  let elsewhere: Page
  let visitor: Page

  beforeAll(async () => {
    desk = await openDesk({ longestSleepMs: 250 })
    ;[kiosk, lin, wu, shen] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('reviewer', 'wu'),
      desk.staff('supervisor', 'shen'),
    ])
    elsewhere = await addStaff(desk, 'qian', 'reviewer', '310117')
    visitor = desk.page('progress')
  })
  afterAll(() => desk.close())

  const begin = async (delivery: DeliveryWish = courier): Promise<Key> => {
    const item = delivery.method === 'electronic' ? 'medical-elsewhere' : 'company-establishment'
    const call = await callFrom(kiosk, lin, item)
    const key = await handIn(call, delivery)
    await endCall(call)
    return key
  }
  const putResult = (page: Page, { reference }: Key, bytes: Uint8Array = pdf(), name = '备案凭证.pdf') =>
    page.ask('case.putResult', { reference, name, bytes: new Uint8Array(bytes) })
  const issue = ({ reference }: Key, fileId: string, id?: string) =>
    wu.ask('case.issue', { reference, note: '', handings: [{ method: 'electronic', fileId }] }, id)
  const progress = async (key: Key) => valueOf(await visitor.post('case.progress', key))
  const looksAt = (id: string) =>
    desk.db
      .selectFrom('event')
      .select('by')
      .where('kind', '=', 'file')
      .where('id', '=', id)
      .where('name', '=', 'looked')
      .orderBy('n')
      .execute()

  let key: Key
  let other: Key
  let fileId: string

  test('CASE-18: a certificate is stored once the case is approved, by its own office, and is what its content says', async () => {
    key = await begin({ method: 'electronic' })
    refusedAs('wrongState', await putResult(wu, key), 'received')
    await approveCase(wu, key.reference, '医保待遇科')
    refusedAs('notFound', await putResult(elsewhere, key))
    refusedAs('notFound', await putResult(wu, { reference: 'AAAA-AAAA-AAAA', code: '' }))
    for (const page of [lin, shen, kiosk]) refusedAs('forbidden', await putResult(page, key))
    refusedAs('fileType', await putResult(wu, key, Buffer.from('MZ a program'), 'a.pdf'))
    refusedAs('fileType', await putResult(wu, key, png(), 'a.pdf'), 'nameDiffers')
    const acting = Buffer.from(pdf().toString().replace('/Root', '/OpenAction 5 0 R /Root'))
    refusedAs('fileType', await putResult(wu, key, acting), 'active')
    const first = valueOf(await putResult(wu, key, png(), '凭证.png'))
    const request = { reference: key.reference, name: '备案凭证.pdf', bytes: new Uint8Array(pdf()) }
    const [one, again] = await Promise.all([
      wu.ask('case.putResult', request, 'result-1'),
      wu.ask('case.putResult', request, 'result-1'),
    ])
    expect(again).toEqual(one)
    const stored = valueOf(one)
    expect(stored).toMatchObject({ purpose: 'result', type: 'application/pdf' })
    fileId = stored.id
    const { files } = valueOf(await wu.ask('case.show', { reference: key.reference }))
    expect(files.filter(({ purpose }) => purpose === 'result').map(({ id }) => id)).toEqual([fileId])
    refusedAs('notFound', await issue(key, first.id), 'fileId')
  })

  test('CASE-18: only the result of this very case is handed over, once', async () => {
    other = await begin({ method: 'electronic' })
    await approveCase(wu, other.reference, '医保待遇科')
    const paper = valueOf(await wu.ask('case.show', { reference: key.reference })).files.find(
      ({ purpose }) => purpose === 'material',
    )
    for (const wrong of ['EL-2026-0001', paper?.id ?? '', fileId])
      refusedAs('notFound', await issue(other, wrong), 'fileId')
    refusedAs('notFound', await visitor.post('case.result', { ...key, fileId }))
    const [first, again] = await Promise.all([
      issue(key, fileId, 'issue-one'),
      issue(key, fileId, 'issue-one'),
    ])
    expect(valueOf(first)).toMatchObject({ phase: 'issued' })
    expect(again).toEqual(first)
    refusedAs('wrongState', await issue(key, fileId), 'issued')
    refusedAs('wrongState', await putResult(wu, key), 'issued')
  })

  test('CASE-18: fetched with reference and code, each look an event; any other file does not exist', async () => {
    const got = await (
      await fetch(`${desk.url}/api/ask`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-surface': 'progress' },
        body: JSON.stringify({ name: 'case.result', id: 'fetch-result', input: { ...key, fileId } }),
      })
    ).json()
    expect(got).toMatchObject({ ok: true, value: { name: '备案凭证.pdf', type: 'application/pdf' } })
    expect(Buffer.from(got.value.bytes[bytesKey], 'base64').equals(pdf())).toBe(true)
    const overSocket = valueOf(await wu.ask('case.result', { ...key, fileId }))
    expect(Buffer.from(overSocket.bytes).equals(pdf())).toBe(true)
    const looks = await looksAt(fileId)
    expect(looks).toMatchObject([{ by: { role: 'visitor' } }, { by: { role: 'reviewer' } }])
    const { files } = valueOf(await wu.ask('case.show', { reference: key.reference }))
    for (const { id } of files.filter(({ purpose }) => purpose !== 'result'))
      refusedAs('notFound', await visitor.post('case.result', { ...key, fileId: id }))
    refusedAs('notFound', await visitor.post('case.result', { ...other, fileId }))
    expect((await wu.get(`/files/reviewer/${fileId}`)).status).toBe(200)
    expect((await elsewhere.get(`/files/reviewer/${fileId}`)).status).toBe(404)
    expect((await lin.get(`/files/clerk/${fileId}`)).status).toBe(404)
  })

  test('CASE-18, CASE-14: wrong codes for a certificate count with all the others', async () => {
    const wrong = { ...key, code: 'AAAA-AAAA', fileId }
    const clockGoesOn = desk.stopClock()
    for (let n = 0; n < 3; n += 1) refusedAs('notFound', await visitor.post('case.result', wrong))
    refusedAs('lockedOut', await visitor.post('case.result', { ...key, fileId }))
    refusedAs('lockedOut', await visitor.post('case.rate', { ...key, level: 1, comment: '' }))
    refusedAs('lockedOut', await visitor.post('case.withdraw', { ...key, note: '' }))
    desk.pass(10_000)
    valueOf(await visitor.post('case.result', { ...key, fileId }))
    clockGoesOn()
  })

  test('CASE-11, CASE-17: the applicant reads who it was as the call showed them, the office reads names, nobody a login', async () => {
    const seen = await progress(key)
    expect(seen).toMatchObject({ to: '医保待遇科', mayWithdraw: false })
    expect(seen.steps.map(({ step, by }) => `${step} ${by.who}`)).toEqual([
      'received clerk',
      ...['accepted', 'transferred', 'begun', 'approved', 'issued'].map((step) => `${step} office`),
    ])
    const me = valueOf(await lin.ask('people.me', {}))
    expect(seen.steps[0]?.by).toEqual({ who: 'clerk', name: me.name, number: me.number })
    const shown = valueOf(await wu.ask('case.show', { reference: key.reference }))
    const reviewer = valueOf(await wu.ask('people.me', {}))
    expect(shown.identity?.by).toEqual({ who: 'staff', name: me.name, number: me.number })
    expect(shown.steps[2]).toMatchObject({
      step: 'transferred',
      to: '医保待遇科',
      note: '内部备注',
      by: { who: 'staff', name: reviewer.name },
    })
    for (const text of [JSON.stringify(seen), JSON.stringify([shown.steps, shown.identity])])
      expect(text).not.toMatch(/"(lin|wu)"/)
    expect(JSON.stringify(seen)).not.toContain('内部备注')
    const { cases } = valueOf(await wu.ask('case.list', {}))
    expect(cases.find(({ reference }) => reference === key.reference)?.to).toBe('医保待遇科')
  })

  test('CASE-7: what went by courier is noted as arrived, once, by its own office; a certificate may go besides', async () => {
    const parcel = await begin()
    await approveCase(wu, parcel.reference, '医保待遇科')
    const { reference } = parcel
    const { id } = valueOf(await putResult(wu, parcel))
    const handing = { method: 'courier' as const, carrier: 'EMS', trackingNumber: 'EA123456789CN' }
    const electronic = { method: 'electronic' as const, fileId: id }
    refusedAs('wrongState', await wu.ask('case.deliver', { reference, method: 'courier' }), 'approved')
    valueOf(await wu.ask('case.issue', { reference, note: '', handings: [handing, electronic] }))
    refusedAs('notFound', await elsewhere.ask('case.deliver', { reference, method: 'courier' }))
    refusedAs('forbidden', await lin.ask('case.deliver', { reference, method: 'courier' }))
    refusedAs('notFound', await wu.ask('case.deliver', { reference, method: 'pickup' }), 'pickup')
    refusedAs('wrongState', await wu.ask('case.deliver', { reference, method: 'electronic' }), 'delivered')
    const deliver = (request: string) => wu.ask('case.deliver', { reference, method: 'courier' }, request)
    const [one, again] = await Promise.all([deliver('deliver-1'), deliver('deliver-1')])
    expect(again).toEqual(one)
    refusedAs('wrongState', await deliver('deliver-2'), 'delivered')
    const { handings } = await progress(parcel)
    expect(handings?.map(({ deliveredAt }) => typeof deliveredAt)).toEqual(['number', 'number'])
    expect((await progress(parcel)).steps.at(-1)).toMatchObject({ step: 'delivered', by: { who: 'office' } })
  })

  test('CASE-12: taken back by whoever has reference and code, once, and not after the decision', async () => {
    const open = await begin({ method: 'electronic' })
    const wrong = { reference: open.reference, code: 'YYYY-YYYY' }
    refusedAs('notFound', await visitor.post('case.withdraw', { ...wrong, note: '' }))
    expect(await progress(open)).toMatchObject({ phase: 'received', mayWithdraw: true })
    const withdraw = (request: string) => visitor.post('case.withdraw', { ...open, note: '不办了' }, request)
    const [one, again] = await Promise.all([withdraw('withdraw-1'), withdraw('withdraw-1')])
    expect(valueOf(one)).toMatchObject({ phase: 'withdrawn', mayWithdraw: false })
    expect(again).toEqual(one)
    expect(
      valueOf(await desk.page('progress').post('case.withdraw', { ...open, note: '不办了' }, 'withdraw-1')),
    ).toEqual(valueOf(one))
    refusedAs('wrongState', await withdraw('withdraw-2'), 'withdrawn')
    expect(await wu.told('case.changed', ({ phase }) => phase === 'withdrawn')).toMatchObject({
      reference: open.reference,
    })
    refusedAs('wrongState', await visitor.post('case.withdraw', { ...other, note: '' }), 'approved')
  })

  test('CASE-10: a low rating waits for its office, with the supervisor and the reviewer, until somebody calls back', async () => {
    const { reference } = key
    const rate = (level: 1 | 5, request: string) =>
      visitor.post('case.rate', { ...key, level, comment: ' 等了太久 ' }, request)
    const [one, again] = await Promise.all([rate(1, 'rate-once'), rate(1, 'rate-once')])
    expect(valueOf(one).rating).toBe(1)
    expect(again).toEqual(one)
    refusedAs('wrongState', await rate(5, 'rate-twice'), 'rated')
    valueOf(await visitor.post('case.rate', { ...other, level: 4, comment: '' }))
    expect(await shen.told('case.changed', (told) => told.reference === reference)).toHaveProperty(
      'followUpBy',
    )
    for (const page of [wu, shen])
      expect(valueOf(await page.ask('case.lowRatings', {})).cases).toMatchObject([
        { reference, phase: 'issued', rating: { level: 1, comment: '等了太久' } },
      ])
    expect(valueOf(await elsewhere.ask('case.lowRatings', {})).cases).toEqual([])
    refusedAs('forbidden', await lin.ask('case.lowRatings', {}))
    refusedAs('notFound', await elsewhere.ask('case.followUp', { reference, note: '已联系' }))
    refusedAs('forbidden', await lin.ask('case.followUp', { reference, note: '已联系' }))
    refusedAs('malformed', await wu.ask('case.followUp', { reference, note: ' ' }))
    refusedAs(
      'wrongState',
      await wu.ask('case.followUp', { reference: other.reference, note: '已联系' }),
      'given',
    )
    const note = '已致歉，流程已改'
    const done = await shen.ask('case.followUp', { reference, note }, 'follow-up')
    expect(await shen.ask('case.followUp', { reference, note }, 'follow-up')).toEqual(done)
    expect(valueOf(await wu.ask('case.lowRatings', {})).cases).toEqual([])
    const supervisor = valueOf(await shen.ask('people.me', {}))
    expect(valueOf(await wu.ask('case.show', { reference })).rating).toMatchObject({
      level: 1,
      followedUp: { by: { who: 'staff', name: supervisor.name }, note },
    })
    expect((await progress(key)).steps.at(-1)).toMatchObject({ step: 'followedUp', by: { who: 'office' } })
    expect(JSON.stringify(await progress(key))).not.toContain('已致歉')
    expect(await verifyChain(desk.db, 'case', reference)).toMatchObject({ ok: true })
  })

  test('CASE-10: a low rating at the end of the visit waits for a call back too, a good one leaves the case to be rated', async () => {
    const call = await callFrom(kiosk, lin, 'medical-elsewhere')
    const rated = await handIn(call, { method: 'electronic' })
    valueOf(await lin.ask('call.hangUp', { callId: call.callId }))
    valueOf(await kiosk.ask('visit.rate', { rating: 4 }))
    expect(await progress(rated)).not.toHaveProperty('rating')
    valueOf(await kiosk.ask('visit.rate', { rating: 2, words: '看不清' }))
    valueOf(await kiosk.ask('visit.rate', { rating: 1 }))
    expect(valueOf(await wu.ask('case.lowRatings', {})).cases).toMatchObject([
      { reference: rated.reference, rating: { level: 2, comment: '看不清' } },
    ])
    valueOf(await kiosk.ask('visit.end', {}))
    await call.released()
  })

  test('CASE-1: every event of the machine is reached by a request or by time', async () => {
    const answered = await begin({ method: 'electronic' })
    const { reference } = answered
    const points = [{ kind: 'material' as const, path: 'identity', reason: '看不清' }]
    valueOf(await wu.ask('case.askCorrection', { reference, note: '', points }))
    const papers = [{ material: 'identity', name: 'a.png', bytes: new Uint8Array(png(9)) }]
    valueOf(await wu.ask('case.resubmit', { ...answered, values: {}, papers, note: '' }))
    valueOf(await wu.ask('case.refuse', { reference, reason: '参保地已变更' }))
    desk.pass(60 * 24 * 3_600_000)
    await wu.told('case.changed', (one) => one.reference === other.reference && one.overdue)
    const names = await desk.db
      .selectFrom('event')
      .select('name')
      .distinct()
      .where('kind', '=', 'case')
      .execute()
    const asked = await desk.db.selectFrom('answered').select('request').distinct().execute()
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining([...Object.keys(ways), 'due']))
    expect(asked.map(({ request }) => request)).toEqual(expect.arrayContaining(Object.values(ways)))
  })
})
