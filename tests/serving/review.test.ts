import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyChain } from '@farwindow/server/record/verify.ts'
import { look } from '@farwindow/server/store/list.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { pdf } from './picture.ts'
import { callFrom, endCall, handIn, idNumber } from './walk.ts'

const day = 24 * 3_600_000

describe('a case at the office that decides', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let wu: Page
  let reference: string
  let code: string

  const begin = async (): Promise<void> => {
    const call = await callFrom(kiosk, lin, 'company-establishment')
    ;({ reference, code } = await handIn(call))
    await endCall(call)
  }
  beforeAll(async () => {
    desk = await openDesk()
    ;[kiosk, lin, wu] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('reviewer', 'wu'),
    ])
    await begin()
  })
  afterAll(() => desk.close())

  const progress = async () => valueOf(await desk.page('progress').post('case.progress', { reference, code }))
  const resubmit = (input: { values?: Record<string, string>; papers?: string[] }, id?: string) =>
    wu.ask(
      'case.resubmit',
      {
        reference,
        code,
        values: input.values ?? {},
        papers: (input.papers ?? []).map((material) => ({ material, name: `${material}.pdf`, bytes: pdf() })),
        note: '已补正',
      },
      id,
    )

  test('RECORD-6: the reviewer sees the form in the clear, papers and who was identified how; the look is recorded', async () => {
    const shown = valueOf(await wu.ask('case.show', { reference }))
    expect(shown).toMatchObject({
      reference,
      phase: 'received',
      identity: { by: { name: '林晓雯' }, note: '人证一致' },
    })
    expect(shown.form.phase).toBe('sealed')
    const secret = Object.entries(shown.form.values).find(([path]) => path === 'legal/idNumber')
    expect(secret?.[1]).toMatchObject({ masked: false, value: expect.stringMatching(/^\d{17}[\dX]$/) })
    expect(new Set(shown.files.map(({ purpose }) => purpose))).toEqual(
      new Set(['material', 'documentFront', 'face', 'signature']),
    )
    const events = await desk.db
      .selectFrom('event')
      .select(['name', 'by'])
      .where('kind', '=', 'case')
      .orderBy('n')
      .execute()
    expect(events.map(({ name }) => name)).toEqual(['received', 'looked'])
    expect(events[1]?.by).toMatchObject({ personId: 'wu' })
    expect(JSON.stringify(events)).not.toContain(idNumber)
  })

  test('CASE-1, CASE-15: one step at a time; a notice names what can be mended, and its paper goes back', async () => {
    refusedAs(
      'wrongState',
      await wu.ask('case.transfer', { reference, note: '', to: '市场监管局' }),
      'received',
    )
    valueOf(await wu.ask('case.accept', { reference, note: '材料齐全' }))
    const points = [
      { kind: 'field' as const, path: 'company/premises', reason: '与产权证明不一致' },
      { kind: 'material' as const, path: 'articles', reason: '缺少最后一页' },
    ]
    const wrong = { kind: 'field' as const, path: 'company/nothing', reason: '?' }
    refusedAs(
      'notFound',
      await wu.ask('case.askCorrection', { reference, note: '', points: [...points, wrong] }),
      'company/nothing',
    )
    valueOf(await wu.ask('case.askCorrection', { reference, note: '请补正两处', points }))
    const seen = await progress()
    expect(seen).toMatchObject({ phase: 'correcting', notice: { note: '请补正两处', points } })
    const files = valueOf(await wu.ask('case.show', { reference })).files
    expect(files.find(({ material }) => material === 'articles')).toMatchObject({
      verdict: 'returned',
      reason: '缺少最后一页',
    })
    expect(files.find(({ material }) => material === 'identity')).not.toHaveProperty('verdict')
  })

  test('FORM-30, CASE-15: answered with exactly what was asked for and what that brings with it, or not at all', async () => {
    const right = { 'company/premises': 'own' }
    refusedAs(
      'wrongState',
      await resubmit({ values: { ...right, 'company/capital': '1' }, papers: ['articles'] }),
      'company/capital',
    )
    refusedAs('wrongState', await resubmit({ values: right, papers: ['articles', 'deed'] }), 'deed')
    refusedAs(
      'incomplete',
      await resubmit({ values: { 'company/premises': 'tent' }, papers: ['articles'] }),
      'field:company/premises',
    )
    refusedAs('incomplete', await resubmit({ values: { 'company/premises': '' }, papers: ['articles'] }))
    refusedAs('incomplete', await resubmit({ values: right }), 'articles')
    refusedAs('incomplete', await resubmit({ papers: ['articles'] }), 'company/premises')
    // Used free of charge: another paper is called for, which nobody could have asked for before.
    refusedAs(
      'incomplete',
      await resubmit({ values: { 'company/premises': 'free' }, papers: ['articles'] }),
      'material:freeUse',
    )
    const before = valueOf(await wu.ask('case.show', { reference }))
    const [first, again] = await Promise.all([
      resubmit({ values: { 'company/premises': 'free' }, papers: ['articles', 'freeUse'] }, 'resubmit-1'),
      resubmit({ values: { 'company/premises': 'free' }, papers: ['articles', 'freeUse'] }, 'resubmit-1'),
    ])
    expect(valueOf(first)).toMatchObject({ phase: 'accepted' })
    expect(again).toEqual(first)
    const after = valueOf(await wu.ask('case.show', { reference }))
    expect(after.form.revision).toBe(before.form.revision + 1)
    expect(after.form.values['company/premises']).toMatchObject({ value: 'free', by: 'applicant' })
    expect(
      after.files.filter(({ material }) => material === 'articles').map(({ verdict }) => verdict),
    ).toEqual(['returned', undefined])
    expect(after.files.some(({ material }) => material === 'freeUse')).toBe(true)
    refusedAs('wrongState', await resubmit({ values: { 'company/premises': 'own' } }), 'accepted')
    for (const kind of ['case', 'form'] as const)
      expect(await verifyChain(desk.db, kind, kind === 'case' ? reference : after.visitId)).toMatchObject({
        ok: true,
      })
  })

  test('CASE-1, CASE-7: transferred, decided, issued in the way that was asked for; the applicant sees every date', async () => {
    valueOf(await wu.ask('case.transfer', { reference, note: '', to: '登记科' }))
    valueOf(await wu.ask('case.begin', { reference, note: '' }))
    valueOf(await wu.ask('case.approve', { reference, note: '准予登记' }))
    const handing = { method: 'courier' as const, carrier: 'EMS', trackingNumber: 'EA123456789CN' }
    refusedAs(
      'incomplete',
      await wu.ask('case.issue', { reference, note: '', handings: [{ method: 'pickup', place: '窗口' }] }),
    )
    valueOf(await wu.ask('case.issue', { reference, note: '', handings: [handing] }))
    const seen = await progress()
    expect(seen).toMatchObject({ phase: 'issued', handings: [{ handing }] })
    expect(seen.stages.every(({ at }) => at !== null)).toBe(true)
    expect(JSON.stringify(seen)).not.toContain('wu')
    expect(valueOf(await wu.ask('case.list', {})).cases).toMatchObject([{ reference, phase: 'issued' }])
  })

  test('CASE-2, CASE-4: silence accepts, told before the timer rings and written down when it does', async () => {
    await begin()
    desk.pass(15 * day)
    expect(await progress()).toMatchObject({ phase: 'accepted' })
    const told = await wu.told(
      'case.changed',
      (one) => one.reference === reference && one.phase !== 'received',
    )
    expect(told.phase).toBe('accepted')
    const stored = await look(desk.db, 'case', reference)
    expect(stored?.steps.some(({ step, by }) => step === 'deemedAccepted' && by === 'system')).toBe(true)
    const { cases } = valueOf(await wu.ask('case.list', {}))
    expect(cases.map((one) => one.phase)).toEqual(['accepted', 'issued'])
    expect(cases[0]?.overdue).toBe(true)
  })

  test('CASE-6: a refusal gives its reason, and the applicant reads it', async () => {
    valueOf(await wu.ask('case.transfer', { reference, note: '', to: '登记科' }))
    valueOf(await wu.ask('case.begin', { reference, note: '' }))
    refusedAs('malformed', await wu.ask('case.refuse', { reference, reason: '  ' }))
    valueOf(await wu.ask('case.refuse', { reference, reason: '名称与他人在先登记的相同' }))
    expect(await progress()).toMatchObject({ phase: 'refused', refusedReason: '名称与他人在先登记的相同' })
  })
})
