import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ringMs } from '@farwindow/shared/call/machine.ts'
import { answerNext, openApplicant, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import type { Page } from './page.ts'

describe('a call from kiosk to clerk', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let chen: Page

  beforeAll(async () => {
    desk = await openDesk({ longestSleepMs: 250 })
    ;[kiosk, lin, chen] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('clerk', 'chen'),
    ])
  })
  afterAll(() => desk.close())

  test('QUEUE-8, VISIT-3, CALL-3: rings at one clerk; unanswered, at the next; the first goes on a break and is told', async () => {
    valueOf(await lin.ask('queue.ready', {}))
    const visitId = await openApplicant(kiosk)
    const first = await lin.told('call.offered')
    expect(first.caller).toMatchObject({ from: '310117', place: 'kiosk', item: 'company-establishment' })
    valueOf(await chen.ask('queue.ready', {}))
    refusedAs('notFound', await chen.ask('call.answer', { callId: first.call.id }))
    desk.pass(ringMs)
    const second = await chen.told('call.offered')
    expect(second.caller.visitId).toBe(visitId)
    expect(second.caller.queuedAt).toBe(first.caller.queuedAt)
    expect(await lin.told('seat.changed', (seat) => seat.phase === 'break')).toMatchObject({
      reason: 'unanswered',
    })
    refusedAs('wrongState', await lin.ask('call.answer', { callId: first.call.id }))
    valueOf(await chen.ask('call.answer', { callId: second.call.id }))
    const served = await kiosk.told('visit.changed', (visit) => visit.phase === 'served')
    expect(served.clerk).toEqual({ name: '陈志远', number: '12', jurisdiction: '330503' })
    await kiosk.told('call.changed', (call) => call.phase === 'active')
  })

  test('CALL-8: call, visit and seat say the same, in the database too', async () => {
    const { call } = valueOf(await chen.ask('call.current', {}))
    const rows = await desk.db
      .selectFrom('subject')
      .select(['kind', 'phase'])
      .where('phase', 'in', ['active', 'served', 'serving'])
      .execute()
    expect(rows.filter(({ kind }) => kind !== 'person').sort((a, b) => a.kind.localeCompare(b.kind))).toEqual(
      [
        { kind: 'call', phase: 'active' },
        { kind: 'seat', phase: 'serving' },
        { kind: 'visit', phase: 'served' },
      ],
    )
    expect(call?.phase).toBe('active')
  })

  test('VISIT-10: the visit of another clerk does not exist', async () => {
    const { visit } = valueOf(await chen.ask('visit.current', {}))
    if (visit === null) throw new Error('chen serves nobody')
    valueOf(await chen.ask('form.current', { visitId: visit.id }))
    refusedAs('notFound', await lin.ask('form.current', { visitId: visit.id }))
    refusedAs('notFound', await lin.ask('call.hangUp', { callId: visit.callId ?? '' }))
    refusedAs('notFound', await lin.ask('identity.current', { visitId: visit.id }))
    refusedAs('notFound', await lin.ask('record.files', { visitId: visit.id }))
  })

  test('words said are heard at the other side and read back after a reload; notes are the clerk’s alone', async () => {
    const { call } = valueOf(await chen.ask('call.current', {}))
    const callId = call?.id ?? ''
    valueOf(await chen.ask('call.say', { callId, text: '您好，请把身份证放在读卡器上。' }))
    expect(await kiosk.told('call.said')).toMatchObject({
      by: 'clerk',
      text: '您好，请把身份证放在读卡器上。',
    })
    valueOf(await chen.ask('call.note', { callId, text: '名称已核对' }))
    const there = valueOf(await kiosk.ask('call.current', {}))
    expect(there.lines.map((line) => line.text)).toEqual(['您好，请把身份证放在读卡器上。'])
    expect(there.notes).toEqual([])
    expect(valueOf(await chen.ask('call.current', {})).notes.map((note) => note.text)).toEqual(['名称已核对'])
  })

  test('CALL-5, CALL-6: a page that goes is away, and back in the same call', async () => {
    kiosk.disconnect()
    await chen.told('call.changed', (call) => call.away.includes('applicant'))
    await kiosk.connect()
    await chen.told('call.changed', (call) => call.phase === 'active' && call.away.length === 0)
    expect(valueOf(await kiosk.ask('call.current', {})).call?.phase).toBe('active')
  })

  test('QUEUE-6, VISIT-1: after hanging up the clerk wraps up; the kiosk ends its visit and is free', async () => {
    const { call } = valueOf(await kiosk.ask('call.current', {}))
    refusedAs('wrongState', await kiosk.ask('visit.end', {}))
    valueOf(await kiosk.ask('call.hangUp', { callId: call?.id ?? '' }))
    await chen.told('seat.changed', (seat) => seat.phase === 'wrapUp')
    valueOf(await kiosk.ask('visit.rate', { rating: 5 }))
    valueOf(await kiosk.ask('visit.end', {}))
    await expect.poll(async () => valueOf(await kiosk.ask('people.me', {})).role).toBe('kiosk')
    refusedAs('forbidden', await kiosk.ask('form.current', { visitId: call?.visitId ?? '' }))
    valueOf(await chen.ask('queue.ready', {}))
  })

  test('CALL-4: an applicant who leaves while it rings frees the clerk at once', async () => {
    await openApplicant(kiosk, 'household-move')
    const { call } = await chen.told('call.offered')
    valueOf(await kiosk.ask('visit.end', {}))
    await chen.told('seat.changed', (seat) => seat.phase === 'ready')
    refusedAs('wrongState', await chen.ask('call.answer', { callId: call.id }))
    await expect.poll(async () => valueOf(await kiosk.ask('people.me', {})).role).toBe('kiosk')
  })

  test('VISIT-8: a caller without an item is asked, and gets the form of what the clerk names', async () => {
    const visit = valueOf(await kiosk.ask('visit.open', { language: 'zh' }))
    valueOf(await kiosk.ask('visit.choose', { to: '330503' }))
    valueOf(await kiosk.ask('visit.call', {}))
    const callId = await answerNext(chen)
    refusedAs('notFound', await chen.ask('form.current', { visitId: visit.id }))
    valueOf(await chen.ask('visit.assign', { visitId: visit.id, item: 'medical-elsewhere' }))
    const { definition } = valueOf(await kiosk.ask('form.current', { visitId: visit.id }))
    expect(definition.code).toBe('medical-elsewhere')
    valueOf(await chen.ask('call.hangUp', { callId }))
    await kiosk.told('visit.changed', (now) => now.id === visit.id && now.phase === 'closing')
    valueOf(await kiosk.ask('visit.end', {}))
  })

  test('QUEUE-5: a clerk whose page is gone is not asked', async () => {
    await expect.poll(async () => valueOf(await kiosk.ask('people.me', {})).role).toBe('kiosk')
    valueOf(await chen.ask('queue.break', { reason: 'meal' }))
    valueOf(await lin.ask('queue.ready', {}))
    lin.disconnect()
    await expect
      .poll(async () => {
        const row = await desk.db
          .selectFrom('subject')
          .select('state')
          .where('kind', '=', 'seat')
          .where('id', '=', 'lin')
          .executeTakeFirst()
        return row?.state
      })
      .toHaveProperty('awayAt')
    const visitId = await openApplicant(kiosk)
    expect((await kiosk.told('visit.place', (place) => place.visitId === visitId)).place).toBe(1)
    valueOf(await chen.ask('queue.ready', {}))
    const offered = await chen.told('call.offered', (offer) => offer.caller.visitId === visitId)
    expect(offered.call.clerkId).toBe('chen')
  })
})
