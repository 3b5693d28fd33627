import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeReference } from '@farwindow/shared/case/reference.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import {
  addStaff,
  callFrom,
  courier,
  endCall,
  fillIn,
  gatherEvidence,
  givePapers,
  put,
  type,
} from './walk.ts'
import type { Call } from './walk.ts'

describe('handing in', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let chen: Page
  let wu: Page
  let elsewhere: Page
  let call: Call

  beforeAll(async () => {
    desk = await openDesk()
    ;[kiosk, lin, chen, wu] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('clerk', 'chen'),
      desk.staff('reviewer', 'wu'),
    ])
    elsewhere = await addStaff(desk, 'qian', 'reviewer', '310117')
    call = await callFrom(kiosk, lin, 'household-move')
  })
  afterAll(() => desk.close())

  const submit = (page: Page = lin, id?: string) =>
    page.ask('case.submit', { visitId: call.visitId, delivery: courier }, id)
  const detailOf = async (): Promise<readonly string[]> => {
    const outcome = await submit()
    refusedAs('incomplete', outcome)
    return outcome.ok ? [] : (outcome.refusal.detail ?? [])
  }
  const revision = async () =>
    valueOf(await kiosk.ask('form.current', { visitId: call.visitId })).form.revision

  test('CASE-13: who it is comes first; then everything that is missing is told at once', async () => {
    refusedAs('stepsMissing', await submit(), 'consent', 'document', 'documentFront', 'face', 'cues')
    await gatherEvidence(call)
    refusedAs('stepsMissing', await submit(), 'deciding')
    valueOf(await lin.ask('identity.decide', { visitId: call.visitId, decision: 'accept', note: '' }))
    const missing = await detailOf()
    expect(missing.filter((one) => one.startsWith('field:')).length).toBeGreaterThan(5)
    expect(missing).toContain('signature')
    expect(missing.some((one) => one.startsWith('material:'))).toBe(true)
    refusedAs('notFound', await submit(chen))
    refusedAs('forbidden', await submit(kiosk))
    refusedAs('forbidden', await submit(wu))
    expect(await desk.db.selectFrom('subject').select('id').where('kind', '=', 'case').execute()).toEqual([])
  })

  test('CASE-13, FORM-15, RECORD-5: what the clerk wrote must be confirmed, a returned paper given again', async () => {
    const { visitId } = call
    await fillIn(call)
    await givePapers(call)
    desk.pass(10_000)
    const { definition, form } = valueOf(await lin.ask('form.current', { visitId }))
    const field = definition.pages
      .flatMap((page) => page.fields)
      .find((one) => one.control === 'text' && one.material === true && one.path in form.values)
    const path = field?.path ?? ''
    const value = form.values[path]?.value ?? ''
    valueOf(await type(lin, visitId, path, value, form.revision))
    const { files } = valueOf(await lin.ask('record.files', { visitId }))
    const paper = files.find(({ purpose }) => purpose === 'material')
    valueOf(
      await lin.ask('record.judge', {
        visitId,
        fileId: paper?.id ?? '',
        verdict: 'returned',
        reason: '缺页',
      }),
    )
    const code = paper?.material ?? ''
    expect(await detailOf()).toEqual([`confirm:${path}`, `material:${code}`, `returned:${code}`, 'signature'])
    valueOf(await kiosk.ask('form.confirm', { visitId, paths: [path], base: await revision() }))
    valueOf(await put(call, 'material', { material: code, name: 'again.png' }))
    expect(await detailOf()).toEqual(['signature'])
  })

  test('FORM-29, CASE-13: an edit after the signature takes it away, the same answer brings it back', async () => {
    const { visitId } = call
    const { form, definition } = valueOf(await kiosk.ask('form.current', { visitId }))
    const phone = definition.pages.flatMap((page) => page.fields).find(({ control }) => control === 'phone')
    const path = phone?.path ?? ''
    valueOf(await put(call, 'signature', { name: 'signature.png' }))
    valueOf(await type(kiosk, visitId, path, '13900000003'))
    expect(await detailOf()).toEqual(['signature'])
    valueOf(await type(kiosk, visitId, path, form.values[path]?.value ?? ''))
    refusedAs(
      'incomplete',
      await lin.ask('case.submit', { visitId, delivery: { method: 'electronic' } }),
      'delivery',
    )
    valueOf(await kiosk.ask('form.control', { visitId, control: 'applicantOnly' }))
    refusedAs('controlTaken', await submit())
    valueOf(await kiosk.ask('form.control', { visitId, control: 'shared' }))
  })

  test('CASE-13, VISIT-9: handed in once, whatever is sent how often; everybody is told', async () => {
    const { visitId } = call
    const [first, again, other] = await Promise.all([
      submit(lin, 'submit-1'),
      submit(lin, 'submit-1'),
      submit(lin, 'submit-2'),
    ])
    const answers = [first, other].filter((outcome) => outcome.ok)
    expect(answers).toHaveLength(1)
    expect(again).toEqual(first)
    const reference = answers[0]?.ok === true ? answers[0].value.reference : ''
    expect(await kiosk.told('case.submitted')).toEqual({ visitId, reference })
    expect(await lin.told('visit.changed', (visit) => visit.reference === reference)).toBeTruthy()
    expect(await kiosk.told('form.changed', (change) => change.sealedAt !== undefined)).toBeTruthy()
    expect(await wu.told('case.changed')).toMatchObject({
      reference,
      phase: 'received',
      item: 'household-move',
    })
    refusedAs('wrongState', await submit(lin, 'submit-3'), 'submitted')
    refusedAs('wrongState', await type(kiosk, visitId, 'mover/name', '改名'))
    const rows = await desk.db
      .selectFrom('subject')
      .select(['kind', 'phase'])
      .where('id', 'in', [visitId, reference])
      .where('kind', 'in', ['form', 'case', 'receipt'])
      .orderBy('kind')
      .execute()
    expect(rows.map(({ kind, phase }) => `${kind} ${phase}`)).toEqual([
      'case received',
      'form sealed',
      'receipt open',
    ])
  })

  test('CASE-9, CASE-14: the code is the applicant’s alone; wrong code and unknown reference are answered alike', async () => {
    const receipt = valueOf(await kiosk.ask('case.receipt', {}))
    const { reference, code } = receipt ?? { reference: '', code: '' }
    expect(receipt).toMatchObject({ reference, progress: { phase: 'received', jurisdiction: '330503' } })
    refusedAs('forbidden', await lin.ask('case.receipt', {}))
    const everything = JSON.stringify([
      ...lin.heard,
      ...wu.heard,
      ...(await desk.db.selectFrom('subject').select('state').execute()),
      ...(await desk.db.selectFrom('event').select('data').execute()),
      ...(await desk.db.selectFrom('answered').select('answer').execute()),
    ])
    expect(everything).toContain(reference)
    expect(everything).not.toContain(code)

    const visitor = desk.page('progress')
    const ask = (who: string, what: string) => visitor.post('case.progress', { reference: who, code: what })
    const typed = reference.toLowerCase().replaceAll('-', ' ')
    expect(valueOf(await ask(typed, code.toLowerCase()))).toEqual(receipt?.progress)
    expect(JSON.stringify(receipt?.progress)).not.toContain(
      courier.method === 'courier' ? courier.recipient : '',
    )
    const unknown = makeReference(randomBytes(16))
    const clockGoesOn = desk.stopClock()
    for (let n = 0; n < 3; n += 1) {
      const wrong = await ask(reference, 'AAAA-AAAA')
      refusedAs('notFound', wrong)
      expect(await ask(unknown, 'AAAA-AAAA')).toEqual(wrong)
    }
    for (const [who, what] of [
      [reference, code],
      [unknown, code],
    ] as const) {
      const locked = await ask(who, what)
      refusedAs('lockedOut', locked)
      expect(locked.ok ? 0 : locked.refusal.retryAfterMs).toBeGreaterThan(0)
    }
    desk.pass(10_000)
    valueOf(await ask(reference, code))
    clockGoesOn()
  })

  test('CASE-14: many guesses at once are counted one by one', async () => {
    const receipt = valueOf(await kiosk.ask('case.receipt', {}))
    const visitor = desk.page('progress')
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () =>
        visitor.post('case.progress', { reference: receipt?.reference ?? '', code: 'YYYY-YYYY' }),
      ),
    )
    expect(guesses.filter((outcome) => !outcome.ok && outcome.refusal.code === 'lockedOut').length).toBe(5)
    desk.pass(60_000)
  })

  test('CASE-16: a reviewer of another office finds no such case, by list, by reference or by any step', async () => {
    const { reference, code } = valueOf(await kiosk.ask('case.receipt', {})) ?? { reference: '', code: '' }
    expect(code).not.toBe('')
    expect(valueOf(await elsewhere.ask('case.list', {})).cases).toEqual([])
    refusedAs('notFound', await elsewhere.ask('case.show', { reference }))
    refusedAs('notFound', await elsewhere.ask('case.accept', { reference, note: '' }))
    refusedAs('notFound', await elsewhere.ask('case.refuse', { reference, reason: '不归我管' }))
    refusedAs('forbidden', await lin.ask('case.show', { reference }))
    expect(elsewhere.heard.some(({ name }) => name === 'case.changed')).toBe(false)
    await endCall(call)
  })
  test('CASE-14: one address has sixty tries a minute', async () => {
    const visitor = desk.page('progress')
    const tries = await Promise.all(
      Array.from({ length: 61 }, () =>
        visitor.post('case.progress', { reference: 'AAAA-AAAA-AAAA', code: 'YYYY-YYYY' }),
      ),
    )
    expect(tries.some((outcome) => !outcome.ok && outcome.refusal.code === 'lockedOut')).toBe(true)
  })
})
